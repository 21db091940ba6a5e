import type { FindBibliographies, NamedBibliography } from './bibliography';
import { projectBibliographies, toNamed } from './markdown';
import { folderOf } from './paths';
import { pythonStrings } from './pythonValues';

/** Org: `#+bibliography: refs.bib`, and the links of org-ref. Relative to the file. */
export const findOrg: FindBibliographies = async (document) => {
  const names: string[] = [];
  for (const match of document.text.matchAll(/^[ \t]*#\+bibliography:[ \t]*(.+?)[ \t]*$|^(?![ \t]*#).*?(?<![\w+])(?:bibliography|addbibresource):([^\s\],;]+(?:,[^\s\],;]+)*)/gim)) {
    if (match[1] !== undefined) names.push(...(match[1].match(/"[^"]+"|\S+/g) ?? []).slice(0, 1).map((name) => name.replace(/^"|"$/g, '')));
    else names.push(...(match[2] ?? '').split(',').map((name) => (/\.\w+$/.test(name) ? name : `${name}.bib`)));
  }
  return names.flatMap((name) => toNamed(name, [folderOf(document.path)], document.path));
};

/** reStructuredText: `bibtex_bibfiles` of the `conf.py` above, and files named in `.. bibliography::`. */
export const findRest: FindBibliographies = async (document, readText) => {
  const own: NamedBibliography[] = [];
  for (const match of document.text.matchAll(/^[ \t]*\.\. bibliography::[ \t]*(\S.*?)[ \t]*$/gm)) {
    for (const name of (match[1] ?? '').split(/\s+/)) own.push(...toNamed(name, [folderOf(document.path)], document.path));
  }
  const project = await projectBibliographies(document, readText, [{ name: 'conf.py', names: (text) => pythonStrings(text, 'bibtex_bibfiles') }]);
  return [...own, ...project];
};

/** AsciiDoc: the header attributes of either gem. Relative to the file, else to the workspace folder. */
export const findAsciidoc: FindBibliographies = async (document) => {
  const folders = [folderOf(document.path), ...(document.workspaceFolder === undefined ? [] : [document.workspaceFolder])];
  const found = [...document.text.matchAll(/^:(?:bibtex-file|bibliography-database|bibliography):[ \t]*(\S.*?)[ \t]*$/gm)];
  return found.flatMap((match) => (match[1] ?? '').split(/[,\s]+/)).flatMap((name) => toNamed(name.replace(/^\{docdir\}\//, ''), folders, document.path));
};
