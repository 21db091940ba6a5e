import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, citationTarget, defaultCitationSettings, planCitation, planEntry } from '../../../src/core/citation';
import type { CitationItem, CitationSettings, CitedPost } from '../../../src/core/citation';
import { cursor, post } from '../../core/citation/samples';
import { compile } from '../tex';
import type { BibliographyReader, TexEngine } from '../tex';

const latinTitles = [
  'A plain title',
  'Why 100% of A_B & C# cost $5 ~ {braces} \\ and ^carets^',
  'Unbalanced } and { braces {',
  '%comment first, then #hash',
  'Sum $\\sum_{k=1}^n k^2$ in $\\mathcal{O}(n^2)$ and $\\ell_2$',
  'x ≤ y ≠ z, α→β, √2 × π ≈ 4.44, x² and ∞',
  '“Curly” and "straight" quotes, it’s --- so?',
  '<b>Is this bold?</b> Yes!',
  'Ends with a backslash\\',
  '\\input{nowhere} \\write18{id} \\end{document}',
  'Müller, Erdős and Čech',
  'and, others',
];
const chineseTitles = ['醉汉为什么走不远：随机游走', '“损失”与《熵》（二）', '谈谈 $\\frac{1}{\\sqrt{d}}$ 的由来 & 100% 的 A_B', '《题中〈题〉》：一、二……', 'Log 与 RoPE：从 ≤ 到 ∞'];

/** Styles made for natbib take no entry without a year: bibtex warns, and that of GB/T 7714 stumbles over two of them together. */
const wantsYears = /nat$|author-year/;

const posts = ({ titles, style }: Row): CitationItem[] =>
  titles.map((title, index) => post(String(80001 + index), title, index % 4 === 3 && !wantsYears.test(style) ? '' : `20${10 + index}-0${1 + (index % 9)}-15`));

interface Row {
  readonly name: string;
  readonly style: string;
  readonly engine: TexEngine;
  readonly reader: BibliographyReader;
  readonly preamble: string;
  readonly end: string;
  readonly titles: readonly string[];
  readonly author: CitationSettings['author'];
}

const bibtexRow = (style: string, preamble: string, chinese = false): Row => ({
  name: `${chinese ? 'xelatex with ctex' : 'pdflatex'}, bibtex, ${style}${/natbib/.test(preamble) ? ', natbib' : ''}`,
  style,
  engine: chinese ? 'xelatex' : 'pdflatex',
  reader: 'bibtex',
  preamble: (chinese ? '\\documentclass[fontset=fandol]{ctexart}\n' : '\\documentclass{article}\n\\usepackage[T1]{fontenc}\n') + preamble,
  end: `\\bibliographystyle{${style}}\n\\bibliography{refs}\n`,
  titles: chinese ? [...chineseTitles, ...latinTitles] : latinTitles,
  author: chinese ? 'chinese' : 'latin',
});

const biberRow = (style: string, chinese = false): Row => ({
  ...bibtexRow(style, `\\usepackage[style=${style}]{biblatex}\n${chinese ? '' : links}\\addbibresource{refs.bib}\n`, chinese),
  name: `${chinese ? 'xelatex with ctex' : 'pdflatex'}, biber, ${style}`,
  reader: 'biber',
  end: '\\printbibliography\n',
});

const math = '\\usepackage{amsmath,amssymb}\n';
const links = '\\usepackage{hyperref}\n';
const addresses = '\\usepackage{url}\n';
const rows: readonly Row[] = [
  ...['plain', 'unsrt', 'abbrv', 'alpha'].map((style) => bibtexRow(style, math + addresses)),
  ...['plainnat', 'unsrtnat', 'abbrvnat'].map((style) => bibtexRow(style, `${math}\\usepackage[numbers]{natbib}\n${links}`)),
  bibtexRow('unsrt', math + addresses, true),
  bibtexRow('plainnat', `${math}\\usepackage{natbib}\n${addresses}`, true),
  ...['gbt7714-numerical', 'gbt7714-author-year'].map((style) => bibtexRow(style, `${math}\\usepackage{gbt7714}\n`, true)),
  ...['numeric', 'authoryear', 'apa'].map((style) => biberRow(style)),
  ...['numeric', 'authoryear', 'gb7714-2015', 'gb7714-2015ay'].map((style) => biberRow(style, true)),
];

/** The document with all posts cited where the cursor is, and its bibliography, both by our own edits. */
function cited(row: Row): { document: string; bibliography: string; keys: readonly string[] } {
  const { text, offset } = cursor(`${row.preamble}\\begin{document}\nAs said in |.\n${row.end}\\end{document}\n`);
  const settings: CitationSettings = { ...defaultCitationSettings, author: row.author };
  const target = citationTarget({ languageId: 'latex', path: 'main.tex', text, offset }, settings);
  let bibliography = '';
  const chosen = posts(row).map((item): CitedPost & { key: string } => {
    const plan = planEntry(bibliography, item, { ...settings, ...target.entry, keyPattern: settings.key });
    assert.ok(plan.kind === 'insert');
    bibliography = bibliography.slice(0, plan.offset) + plan.text + bibliography.slice(plan.offset);
    return { item, key: plan.key };
  });
  return { document: applyEdits(text, planCitation(target, chosen).edits), bibliography, keys: chosen.map(({ key }) => key) };
}

describe('our entries in real LaTeX', { concurrency: 2 }, () => {
  for (const row of rows) {
    test(row.name, async () => {
      const { document, bibliography, keys } = cited(row);
      const result = await compile({ ...row, document, files: { 'refs.bib': bibliography } });
      assert.deepEqual(result.complaints, []);
      assert.equal(result.exitCode, 0, result.log.slice(-2000));
      for (const key of keys) assert.ok(result.bbl.includes(`{${key}}`), `${key} is in the list of references`);
    });
  }
});
