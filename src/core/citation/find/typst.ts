import type { CitationDocument } from '../cite/model';
import type { FindBibliographies, NamedBibliography, ReadText } from './bibliography';
import { toNamed } from './markdown';
import { folderOf, foldersAbove, resolvePath } from './paths';

const maxFiles = 200;
const usualRoots = ['main', 'thesis', 'paper', 'report', 'article', 'book', 'root', 'template', 'lib'];

interface TypstFile {
  readonly path: string;
  readonly text: string;
}

/** `#bibliography(…)` in the document, in what it includes, or in a main file above that includes it. */
export const findTypst: FindBibliographies = async (document, readText) => {
  const own = await withIncluded({ path: document.path, text: document.text }, document, readText);
  const named = own.flatMap((file) => namesIn(file, document));
  if (named.length > 0) return named;
  for (const folder of foldersAbove(document.path, document.workspaceFolder)) {
    for (const name of usualRoots) {
      const path = resolvePath(folder, `${name}.typ`);
      const text = path === document.path ? undefined : await readText(path);
      if (text === undefined) continue;
      const files = await withIncluded({ path, text }, document, readText);
      if (files.some((file) => file.path === document.path)) return files.flatMap((file) => namesIn(file, document));
    }
  }
  return [];
};

async function withIncluded(root: TypstFile, document: CitationDocument, readText: ReadText): Promise<TypstFile[]> {
  const files = [root];
  const seen = new Set([root.path]);
  for (const file of files) {
    for (const match of withoutComments(file.text).matchAll(/#?\b(?:include|import)\s+"([^"@\n][^"\n]*)"/g)) {
      const path = resolveTypst(match[1] ?? '', file.path, document);
      if (seen.has(path) || files.length >= maxFiles) continue;
      seen.add(path);
      const text = path === document.path ? document.text : await readText(path);
      if (text !== undefined) files.push({ path, text });
    }
  }
  return files;
}

function namesIn(file: TypstFile, document: CitationDocument): NamedBibliography[] {
  const named: NamedBibliography[] = [];
  for (const match of withoutComments(file.text).matchAll(/\bbibliography\(\s*(?:\(([^()]*)\)|(?:path:\s*)?("[^"\n]*"))/g)) {
    for (const string of (match[1] ?? match[2] ?? '').matchAll(/"([^"\n]+)"/g)) {
      const path = resolveTypst(string[1] ?? '', file.path, document);
      named.push(...toNamed(path, [''], file.path, 'hayagriva'));
    }
  }
  return named;
}

/** A leading slash means the project's root; else the folder of the file that has the call. */
function resolveTypst(name: string, from: string, document: CitationDocument): string {
  return name.startsWith('/') && document.workspaceFolder !== undefined ? resolvePath(document.workspaceFolder, name.slice(1)) : resolvePath(folderOf(from), name);
}

function withoutComments(text: string): string {
  return text.replace(/("(?:[^"\\\n]|\\.)*")|(https?:\/\/)|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g, (_part, quoted: string | undefined, address: string | undefined) => quoted ?? address ?? ' ');
}
