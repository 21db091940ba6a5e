import type { CitationDocument } from '../cite/model';
import { formatOf } from './bibliography';
import type { FindBibliographies, NamedBibliography, ReadText } from './bibliography';
import { frontMatter } from './frontMatter';
import { folderOf, foldersAbove, resolvePath } from './paths';
import { pythonStrings } from './pythonValues';
import { yamlValues } from './yamlValues';

/** A project file that names bibliographies, relative to its own folder. */
interface ProjectFile {
  readonly name: string;
  names(text: string): readonly string[];
}

const projectFiles: readonly ProjectFile[] = [
  { name: '_metadata.yml', names: (text) => yamlValues(text, 'bibliography') },
  { name: '_quarto.yml', names: (text) => yamlValues(text, 'bibliography') },
  { name: '_quarto.yaml', names: (text) => yamlValues(text, 'bibliography') },
  { name: '_bookdown.yml', names: (text) => yamlValues(text, 'bibliography') },
  { name: 'index.Rmd', names: (text) => yamlValues(frontMatter(text)?.text ?? '', 'bibliography') },
  { name: 'myst.yml', names: (text) => yamlValues(text, 'bibliography') },
  { name: '_config.yml', names: (text) => yamlValues(text, 'bibtex_bibfiles') },
  { name: 'conf.py', names: (text) => pythonStrings(text, 'bibtex_bibfiles') },
  { name: '_output.yml', names: (text) => yamlValues(text, 'bibliography') },
];

/** The front matter's `bibliography:`, and what the nearest project files name. */
export const findMarkdown: FindBibliographies = async (document, readText) => {
  const own = frontMatterNames(document);
  const project = await projectBibliographies(document, readText, projectFiles);
  return [...own, ...project];
};

/** The bibliographies of the nearest folder above a document with a project file that names any. */
export async function projectBibliographies(document: CitationDocument, readText: ReadText, files: readonly ProjectFile[]): Promise<NamedBibliography[]> {
  for (const folder of foldersAbove(document.path, document.workspaceFolder)) {
    const named: NamedBibliography[] = [];
    for (const file of files) {
      const path = resolvePath(folder, file.name);
      if (path === document.path) continue;
      const text = await readText(path);
      for (const name of text === undefined ? [] : file.names(text)) named.push(...toNamed(name, [folder], path));
    }
    if (named.length > 0) return named;
  }
  return [];
}

/** Relative to the document, as Quarto and R Markdown read it; else to the working folder, as Pandoc does. */
function frontMatterNames(document: CitationDocument): NamedBibliography[] {
  const header = `${frontMatter(document.text)?.text ?? ''}\n${frontMatter(document.rootText ?? '')?.text ?? ''}`;
  const folders = [folderOf(document.path), ...(document.workspaceFolder === undefined ? [] : [document.workspaceFolder])];
  return yamlValues(header, 'bibliography').flatMap((name) => toNamed(name, folders, document.path));
}

/** A name as the paths where it may be; none for a web address or what no bibliography is called. */
export function toNamed(name: string, folders: readonly string[], namedIn: string, yaml: 'hayagriva' | 'csl-yaml' = 'csl-yaml'): NamedBibliography[] {
  const format = /^\w+:\/\//.test(name) ? undefined : formatOf(name, yaml);
  return format ? [{ candidates: [...new Set(folders.map((folder) => resolvePath(folder, name)))], namedIn, format }] : [];
}
