import { applyEdits, planCitation } from '../../core/citation/cite/planCitation';
import { citationTarget } from '../../core/citation/cite/citationTarget';
import type { CitationSettings } from '../../core/citation/cite/model';
import type { CitationItem } from '../../core/citation/citationItem';
import { type ExportFormat, exportEntries } from '../../core/citation/formats/exportEntries';

/** One way in which citations can be copied or exported. Names are proper names, the same in every language. */
export interface CopyForm {
  readonly id: string;
  readonly name: string;
  readonly write: (items: readonly CitationItem[], settings: CitationSettings) => string;
}

/** A document that cites in the form wanted: the table of languages does the rest. */
interface SampleDocument {
  readonly name: string;
  readonly languageId: string;
  readonly path: string;
  readonly text?: string;
  readonly markdownForm?: CitationSettings['markdownForm'];
}

const samples: readonly SampleDocument[] = [
  { name: 'LaTeX \\cite', languageId: 'latex', path: '/a.tex' },
  { name: 'natbib \\citep', languageId: 'latex', path: '/a.tex', text: '\\usepackage{natbib}\n' },
  { name: 'BibLaTeX \\autocite', languageId: 'latex', path: '/a.tex', text: '\\usepackage{biblatex}\n' },
  { name: 'Pandoc, Quarto, R Markdown', languageId: 'quarto', path: '/a.qmd' },
  { name: 'Typst', languageId: 'typst', path: '/a.typ' },
  { name: 'MyST', languageId: 'myst', path: '/a.md', text: '{cite:p}`x; y`\n' },
  { name: 'Org', languageId: 'org', path: '/a.org' },
  { name: 'reStructuredText', languageId: 'restructuredtext', path: '/a.rst' },
  { name: 'AsciiDoc (asciidoctor-bibtex)', languageId: 'asciidoc', path: '/a.adoc', text: ':bibtex-file: a.bib\n\n' },
  { name: 'AsciiDoc (asciidoctor-bibliography)', languageId: 'asciidoc', path: '/a.adoc', text: ':bibliography-database: a.bib\n\n' },
  { name: 'Markdown', languageId: 'markdown', path: '/a.md', markdownForm: 'link' },
  { name: 'Markdown [title][key]', languageId: 'markdown', path: '/a.md', markdownForm: 'reference' },
  { name: 'Markdown [^key]', languageId: 'markdown', path: '/a.md', markdownForm: 'footnote' },
  { name: 'HTML', languageId: 'html', path: '/a.html' },
];

/** Citations as the text of a document holds them. */
export const citationForms: readonly CopyForm[] = samples.map((sample) => ({
  id: `cite/${sample.name}`,
  name: sample.name,
  write(items, settings) {
    const { text = '', languageId, path, markdownForm = settings.markdownForm } = sample;
    const target = citationTarget({ languageId, path, text, offset: text.length }, { ...settings, latexCommand: '', markdownForm });
    const { edits } = planCitation({ ...target, group: undefined }, items.map((item) => ({ item })));
    return applyEdits(text, edits).slice(text.length).trim();
  },
}));

const formats: readonly (readonly [ExportFormat, string])[] = [
  ['bibtex', 'BibTeX (@misc, howpublished)'],
  ['bibtex-url', 'BibTeX (@misc, url)'],
  ['biblatex', 'BibLaTeX (@online)'],
  ['ris', 'RIS'],
  ['csl-json', 'CSL-JSON'],
  ['csl-yaml', 'CSL-YAML'],
  ['hayagriva', 'hayagriva (YAML)'],
];

/** Bibliography entries, each also a file format. */
export const entryForms: readonly (CopyForm & { readonly format: ExportFormat })[] = formats.map(([format, name]) => ({
  id: `entry/${format}`,
  name,
  format,
  write: (items, settings) => exportEntries(items, format, { ...settings, keyPattern: settings.key }),
}));
