import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, citationTarget, findBibliographies, nameBibliography } from '../../../../src/core/citation';

const cases: readonly (readonly [languageId: string, path: string, before: string, after: string])[] = [
  ['latex', '/w/a.tex', '\\begin{document}\nx\n\\end{document}\n', '\\begin{document}\nx\n\\bibliographystyle{plain}\n\\bibliography{bib/refs}\n\\end{document}\n'],
  ['latex', '/w/a.tex', '\\usepackage{biblatex}\n\\begin{document}\n\\end{document}\n', '\\usepackage{biblatex}\n\\addbibresource{bib/refs.bib}\n\\begin{document}\n\\end{document}\n'],
  ['markdown', '/w/d/a.md', '---\ntitle: x\n---\ntext\n', '---\ntitle: x\nbibliography: ../bib/refs.bib\n---\ntext\n'],
  ['markdown', '/w/a.md', '---\r\n---\r\ntext\r\n', '---\r\nbibliography: bib/refs.bib\r\n---\r\ntext\r\n'],
  ['quarto', '/w/a.qmd', 'text\n', '---\nbibliography: bib/refs.bib\n---\n\ntext\n'],
  ['typst', '/w/a.typ', 'text', 'text\n\n#bibliography("bib/refs.bib")\n'],
  ['org', '/w/a.org', '#+title: x\ntext\n', '#+title: x\n#+bibliography: bib/refs.bib\ntext\n'],
  ['asciidoc', '/w/a.adoc', '= T\n:toc:\n\ntext\n', '= T\n:toc:\n:bibtex-file: bib/refs.bib\n\ntext\n'],
];

describe('a document comes to name a bibliography, and then it is found', () => {
  for (const [languageId, path, text, after] of cases) {
    test(`${languageId}: ${JSON.stringify(text)}`, async () => {
      const edit = nameBibliography(citationTarget({ languageId, path, text, offset: 0 }), '/w/bib/refs.bib');
      assert.ok(edit);
      const named = applyEdits(text, [edit]);
      assert.equal(named, after);
      const found = await findBibliographies({ languageId, path, text: named, offset: 0 }, async (file) => (file === '/w/bib/refs.bib' ? '' : undefined));
      assert.deepEqual(found.map((bibliography) => [bibliography.path, bibliography.exists]), [['/w/bib/refs.bib', true]]);
    });
  }
  for (const [languageId, path, text, why] of [
    ['latex', '/w/a.tex', 'text', 'a chapter without a preamble has no place for it'],
    ['markdown', '/w/a.md', 'as {cite}`a` says', 'a MyST page has it in the settings of its book'],
  ] as const) {
    test(why, () => {
      assert.equal(nameBibliography(citationTarget({ languageId, path, text, offset: 0 }), '/w/refs.bib'), undefined);
    });
  }
});
