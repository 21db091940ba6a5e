import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { applyEdits, citationTarget, planCitation } from '../../../src/core/citation';
import type { CitedPost, PlanOptions } from '../../../src/core/citation';
import { post } from '../../core/citation/samples';

type Row = Readonly<Record<string, string | null>> & { readonly language: string };
const rows = JSON.parse(readFileSync(path.join(process.env['SHARED_DIR'] ?? '../shared', 'data/citations/key-syntax.json'), 'utf8')) as readonly Row[];

const key = 'kexuefm-8265';
const first: CitedPost = { item: post('8265'), key };
const second: CitedPost = { item: post('10088'), key: 'kexuefm-10088' };

/** A document of each language, cited at its end; what belongs to no document is left out. */
const documents: Readonly<Record<string, readonly [languageId: string, text: string]>> = {
  'LaTeX (BibTeX)': ['latex', ''],
  'LaTeX (natbib)': ['latex', '\\usepackage{natbib}\n'],
  'LaTeX (biblatex)': ['latex', '\\usepackage{biblatex}\n'],
  'Pandoc Markdown': ['pandoc', ''],
  'MyST (mystmd, Jupyter Book 2)': ['myst', ''],
  'MyST-Parser / Jupyter Book 1': ['markdown', '{cite:p}`x,y`\n\n'],
  Typst: ['typst', ''],
  Org: ['org', ''],
  'reST / Sphinx (sphinxcontrib-bibtex)': ['restructuredtext', ''],
  'AsciiDoc (asciidoctor-bibtex)': ['asciidoc', ':bibtex-file: refs.bib\n\n'],
  'AsciiDoc (asciidoctor-bibliography)': ['asciidoc', ':bibliography-database: refs.bib\n\n'],
};

/** What is asked for each column; a row may name several right ways, parted by "or". */
const columns: Readonly<Record<string, readonly [posts: readonly CitedPost[], options?: PlanOptions]>> = {
  cite: [[first]],
  page: [[{ ...first, locator: '2' }]],
  page_with_prefix: [[{ ...first, prefix: 'see', locator: '2' }]],
  several: [[first, second]],
  several_with_pages: [[{ ...first, locator: '2' }, { ...second, locator: '3' }]],
  narrative: [[first], { narrative: true }],
};

/** Where a program knows no page, the gold says so in words; what it says in narrative form it says with a page. */
const isOther = (column: string, gold: string): boolean => /^no |^as /.test(gold) || (column === 'narrative' && / \[p/.test(gold)) || (column === 'several' && gold.includes('p. 2'));

describe('the syntax of keys, as the gold has it', () => {
  for (const row of rows) {
    const [languageId, text] = documents[row.language] ?? [];
    for (const [column, [posts, options]] of Object.entries(columns)) {
      const gold = row[column];
      if (languageId === undefined || text === undefined || !gold || isOther(column, gold)) continue;
      test(`${row.language}, ${column}: ${gold}`, () => {
        const target = citationTarget({ languageId, path: 'a', text, offset: text.length });
        const cited = applyEdits(text, planCitation(target, posts, options).edits).slice(text.length);
        const right = gold.split(' or ').map((way) => way.replace(/ \((?:comma|semicolon|adjacent ones are grouped)\)$/, ''));
        assert.ok(right.includes(cited), cited);
      });
    }
  }
});
