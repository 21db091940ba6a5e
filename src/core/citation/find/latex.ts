import type { CitationDocument } from '../cite/model';
import type { FindBibliographies, NamedBibliography, ReadText } from './bibliography';
import { withoutLatexComments } from './latexText';
import { folderOf, foldersAbove, resolvePath, stemOf } from './paths';

/** Files of one document that are read at most: a bound, far above what documents have. */
const maxFiles = 200;
/** Names under which a main file is looked for where the document names none. */
const usualRoots = ['main', 'paper', 'thesis', 'article', 'report', 'book', 'manuscript', 'root', 'dissertation', 'ms'];

interface LatexFile {
  readonly path: string;
  /** Without comments. */
  readonly text: string;
}

/** `\bibliography`, `\addbibresource` and the like, in the document, its main file and all that this includes. */
export const findLatex: FindBibliographies = async (document, readText) => {
  const root = await latexRoot(document, readText);
  const start: LatexFile = root ?? { path: document.path, text: clean(document.text) };
  const files = await withIncluded(start, document, readText);
  return files.flatMap((file) => namesIn(file, start.path));
};

/**
 * The main file of a LaTeX document: from `% !TEX root`, from `\documentclass[…]{subfiles}`, else a main file in the folders
 * above that includes it; `undefined` where the document is its own main file or none is found.
 */
export async function latexRoot(document: CitationDocument, readText: ReadText): Promise<LatexFile | undefined> {
  const named = namedRoot(document.text);
  if (named !== undefined) {
    const path = withEnding(resolvePath(folderOf(document.path), named), '.tex');
    const text = path === document.path ? undefined : await readText(path);
    if (text !== undefined) return { path, text: clean(text) };
  }
  if (/\\documentclass\b/.test(clean(document.text))) return undefined;
  for (const folder of foldersAbove(document.path, document.workspaceFolder)) {
    for (const name of usualRoots) {
      const path = resolvePath(folder, `${name}.tex`);
      const text = path === document.path ? undefined : await readText(path);
      if (text === undefined) continue;
      const root = { path, text: clean(text) };
      const files = await withIncluded(root, document, readText);
      if (files.some((file) => file.path === document.path)) return root;
    }
  }
  return undefined;
}

function namedRoot(text: string): string | undefined {
  const comment = /^[ \t]*%[ \t]*!T[eE]X[ \t]+root[ \t]*=[ \t]*(\S[^\r\n]*?)[ \t]*$/m.exec(text.slice(0, 5000))?.[1];
  return comment?.replace(/^["']|["']$/g, '') ?? /\\documentclass\s*\[([^\]]+)\]\s*\{subfiles\}/.exec(clean(text))?.[1];
}

async function withIncluded(root: LatexFile, document: CitationDocument, readText: ReadText): Promise<LatexFile[]> {
  const files = [root];
  const seen = new Set([root.path]);
  for (const file of files) {
    for (const candidates of includes(file, folderOf(root.path))) {
      const next = await firstReadable(candidates.filter((path) => !seen.has(path)), document, readText);
      if (!next || files.length >= maxFiles) continue;
      seen.add(next.path);
      files.push(next);
    }
  }
  return files;
}

async function firstReadable(paths: readonly string[], document: CitationDocument, readText: ReadText): Promise<LatexFile | undefined> {
  for (const path of paths) {
    const text = path === document.path ? document.text : await readText(path);
    if (text !== undefined) return { path, text: clean(text) };
  }
  return undefined;
}

/** Files that a file includes, each as the paths where it may be: from the main file's folder, then from its own. */
function includes(file: LatexFile, rootFolder: string): string[][] {
  const own = folderOf(file.path);
  const plain = [...file.text.matchAll(/\\(?:input|include|subfile|InputIfFileExists)\s*\{\s*"?([^{}"]+?)"?\s*\}|\\input\s+([^\s\\{}]+)/g)].map((match) => match[1] ?? match[2] ?? '');
  const imported = [...file.text.matchAll(/\\(?:sub)?(?:import|includefrom|inputfrom)\*?\s*\{([^{}]*)\}\s*\{([^{}]+)\}/g)].map((match) => `${match[1] ?? ''}/${match[2] ?? ''}`);
  return [...plain, ...imported].map((name) => [...new Set([rootFolder, own].flatMap((folder) => [withEnding(resolvePath(folder, name), '.tex'), resolvePath(folder, name)]))]);
}

function namesIn(file: LatexFile, rootPath: string): NamedBibliography[] {
  const named: NamedBibliography[] = [];
  const add = (name: string): void => {
    const path = name.trim().replace(/^"|"$/g, '').replaceAll('\\jobname', stemOf(rootPath));
    if (path === '' || /[\\#{}]|^\w+:\/\//.test(path)) return;
    const folders = [...new Set([folderOf(rootPath), folderOf(file.path)])];
    named.push({ candidates: folders.map((folder) => withEnding(resolvePath(folder, path), '.bib')), namedIn: file.path, format: 'bib' });
  };
  const pattern = /\\(?:no)?bibliography\s*\{([^{}]*)\}|\\putbib\s*\[([^\]]*)\]|\\add(?:bibresource|globalbib|sectionbib)\s*(?:\[([^\]]*)\])?\s*\{([^{}]*)\}/g;
  for (const match of beforeEnd(file.text).matchAll(pattern)) {
    if (match[4] !== undefined) {
      if (!/location\s*=\s*remote/.test(match[3] ?? '')) add(match[4]);
    } else (match[1] ?? match[2] ?? '').split(',').forEach(add);
  }
  return named;
}

function beforeEnd(text: string): string {
  const end = text.indexOf('\\end{document}');
  return end < 0 ? text : text.slice(0, end);
}

function clean(text: string): string {
  return withoutLatexComments(text).replace(/\\begin\{(comment|verbatim\*?|lstlisting|minted)\}[\s\S]*?\\end\{\1\}/g, '');
}

function withEnding(path: string, ending: string): string {
  return path.toLowerCase().endsWith(ending) ? path : path + ending;
}
