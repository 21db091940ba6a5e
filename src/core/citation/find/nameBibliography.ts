import { latexPackage } from '../cite/languages/latex';
import type { CitationDocument, CitationTarget, TextEdit } from '../cite/model';
import { frontMatter } from './frontMatter';
import { withoutLatexComments } from './latexText';
import { folderOf, relativePath } from './paths';

/**
 * What makes a document name a bibliography, where it names none yet.
 *
 * @param path of the bibliography, as `Bibliography.path`
 * @returns `undefined` where such documents name bibliographies elsewhere, or this one has no place for it
 */
export function nameBibliography({ document, language, form, lineEnd }: CitationTarget, path: string): TextEdit | undefined {
  const name = relativePath(folderOf(document.path), path);
  return form === 'myst' ? undefined : namers[language]?.(document, name, lineEnd);
}

type Namer = (document: CitationDocument, name: string, line: string) => TextEdit | undefined;

const namers: Readonly<Record<string, Namer>> = {
  latex: nameInLatex,
  markdown({ text }, name, line) {
    const header = frontMatter(text);
    if (!header) return at(text.startsWith('\uFEFF') ? 1 : 0, `---${line}bibliography: ${yamlName(name)}${line}---${line}${line}`);
    return at(header.start + header.text.length, `${header.text === '' || /[\r\n]$/.test(header.text) ? '' : line}bibliography: ${yamlName(name)}${header.text === '' ? line : ''}`);
  },
  typst: ({ text }, name, line) => at(text.length, `${/[\r\n]$|^$/.test(text) ? '' : line}${line}#bibliography(${JSON.stringify(name)})${line}`),
  org({ text }, name, line) {
    const keywords = /^\uFEFF?(?:[ \t]*#\+[^\r\n]*(?:\r\n|\n|\r))*/.exec(text)?.[0].length ?? 0;
    return at(keywords, `#+bibliography: ${/\s/.test(name) ? `"${name}"` : name}${line}`);
  },
  asciidoc({ text }, name, line) {
    const header = /^\uFEFF?(?:=[ \t][^\r\n]*(?:\r\n|\n|\r))?(?::[\w-]+:[^\r\n]*(?:\r\n|\n|\r))*/.exec(text)?.[0].length ?? 0;
    return at(header, `:bibtex-file: ${name}${line}`);
  },
};

function nameInLatex(document: CitationDocument, name: string, line: string): TextEdit | undefined {
  const text = withoutLatexComments(document.text);
  if (latexPackage(document) === 'biblatex') {
    const begin = text.indexOf('\\begin{document}');
    return begin < 0 ? undefined : at(begin, `\\addbibresource{${name}}${line}`);
  }
  const end = text.lastIndexOf('\\end{document}');
  if (end < 0) return undefined;
  const style = /\\bibliographystyle\s*\{/.test(text) || /\\usepackage\s*(?:\[[^\]]*\])?\s*\{[^}]*\bgbt7714\b/.test(text) ? '' : `\\bibliographystyle{${latexPackage(document) === 'natbib' ? 'plainnat' : 'plain'}}${line}`;
  return at(end, `${style}\\bibliography{${name.replace(/\.bib$/i, '')}}${line}`);
}

function at(offset: number, text: string): TextEdit {
  return { start: offset, end: offset, text };
}

function yamlName(name: string): string {
  return /^[\w./-]+$/.test(name) ? name : JSON.stringify(name);
}
