import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { citationTarget, findBibliographies, readSurroundings } from '../../../../src/core/citation';
import type { CitationDocument } from '../../../../src/core/citation';

type Files = Readonly<Record<string, string>>;

const languageIds: Readonly<Record<string, string>> = { tex: 'latex', md: 'markdown', qmd: 'quarto', Rmd: 'rmd', typ: 'typst', org: 'org', rst: 'restructuredtext', adoc: 'asciidoc' };

function open(files: Files, path: string): CitationDocument {
  return { languageId: languageIds[path.split('.').at(-1) ?? ''] ?? 'plaintext', path, text: files[path] ?? '', offset: 0, workspaceFolder: '/w' };
}

async function found(files: Files, path: string): Promise<string[]> {
  const list = await findBibliographies(open(files, path), async (name) => files[name]);
  return list.map((bibliography) => `${bibliography.path.replace(/^\/w\//, '')} ${bibliography.format}${bibliography.exists ? '' : ' missing'}`);
}

const cases: Readonly<Record<string, readonly [files: Files, path: string, expected: readonly string[]]>> = {
  'LaTeX: names without ending, in a list': [{ '/w/a.tex': '\\documentclass{article}\\bibliography{sub/b1, more}', '/w/sub/b1.bib': '' }, '/w/a.tex', ['sub/b1.bib bib', 'more.bib bib missing']],
  'LaTeX: biblatex, with options, remote ones aside': [{ '/w/a.tex': '\\addbibresource[datatype=bibtex]{r.bib}\n\\addbibresource[location=remote]{http://x.org/a.bib}\n\\addglobalbib{g.bib}' }, '/w/a.tex', ['r.bib bib missing', 'g.bib bib missing']],
  'LaTeX: what is commented out names nothing': [{ '/w/a.tex': '% \\bibliography{old}\n\\%\\bibliography{new} % \\bibliography{no}\n\\begin{comment}\n\\bibliography{off}\n\\end{comment}' }, '/w/a.tex', ['new.bib bib missing']],
  'LaTeX: root named in a comment, paths from its folder': [{ '/w/ch/a.tex': '% !TEX root = ../main.tex\ntext', '/w/main.tex': '\\input{ch/a}\\bibliography{refs}', '/w/refs.bib': '' }, '/w/ch/a.tex', ['refs.bib bib']],
  'LaTeX: subfiles': [{ '/w/ch/a.tex': '\\documentclass[../thesis.tex]{subfiles}', '/w/thesis.tex': '\\subfile{ch/a}\\addbibresource{bib/x.bib}' }, '/w/ch/a.tex', ['bib/x.bib bib missing']],
  'LaTeX: root found above by what it includes': [{ '/w/p/ch/deep/a.tex': 'text', '/w/p/main.tex': '\\include{ch/one}', '/w/p/ch/one.tex': '\\input{ch/deep/a}\\bibliography{refs}' }, '/w/p/ch/deep/a.tex', ['p/refs.bib bib missing']],
  'LaTeX: a main file that does not include it is not its root': [{ '/w/a.tex': 'text', '/w/main.tex': '\\bibliography{refs}' }, '/w/a.tex', []],
  'LaTeX: named in an included file': [{ '/w/a.tex': '\\documentclass{book}\\input{pre}', '/w/pre.tex': '\\addbibresource{\\jobname.bib}' }, '/w/a.tex', ['a.bib bib missing']],
  'Markdown: one': [{ '/w/d/a.md': '---\ntitle: "x"\nbibliography: refs.bib # mine\n---\n', '/w/d/refs.bib': '' }, '/w/d/a.md', ['d/refs.bib bib']],
  'Markdown: flow list, quotes': [{ '/w/a.md': '---\nbibliography: ["a b.bib", c.json,\n  \'d.yaml\']\n---\n' }, '/w/a.md', ['a b.bib bib missing', 'c.json csl-json missing', 'd.yaml csl-yaml missing']],
  'Markdown: block list, comments': [{ '/w/a.md': '---\nbibliography:\n  - a.bib\n# - no.bib\n  - b.bib # two\ntitle: x\n---\nbibliography: no.bib\n' }, '/w/a.md', ['a.bib bib missing', 'b.bib bib missing']],
  'Markdown: from the working folder, as Pandoc does': [{ '/w/d/a.md': '---\nbibliography: refs.bib\n---\n', '/w/refs.bib': '' }, '/w/d/a.md', ['refs.bib bib']],
  'Quarto: project and folder': [{ '/w/b/ch/a.qmd': '', '/w/b/_quarto.yml': 'project:\n  type: book\nbibliography: refs.bib\n' }, '/w/b/ch/a.qmd', ['b/refs.bib bib missing']],
  'bookdown: front matter of the index': [{ '/w/b/01.Rmd': '', '/w/b/index.Rmd': '---\nbibliography: [book.bib, packages.bib]\n---\n' }, '/w/b/01.Rmd', ['b/book.bib bib missing', 'b/packages.bib bib missing']],
  'bookdown: project file': [{ '/w/b/01.Rmd': '', '/w/b/_bookdown.yml': 'bibliography:\n- x.bib\n' }, '/w/b/01.Rmd', ['b/x.bib bib missing']],
  'MyST: project file': [{ '/w/b/a.md': '', '/w/b/myst.yml': 'version: 1\nproject:\n  bibliography:\n    - refs/a.bib\n    - https://x.org/b.bib\n' }, '/w/b/a.md', ['b/refs/a.bib bib missing']],
  'Jupyter Book 1': [{ '/w/b/ch/a.md': '', '/w/b/_config.yml': 'title: x\nbibtex_bibfiles:\n  - references.bib\n' }, '/w/b/ch/a.md', ['b/references.bib bib missing']],
  'Sphinx: conf.py': [{ '/w/docs/ch/a.rst': '', '/w/docs/conf.py': '# bibtex_bibfiles = ["no.bib"]\nbibtex_bibfiles: list[str] = [\n    "refs.bib",  # "no.bib"\n    \'b.bib\',\n]\nother = ["x.bib"]\n' }, '/w/docs/ch/a.rst', ['docs/refs.bib bib missing', 'docs/b.bib bib missing']],
  'Sphinx: directive': [{ '/w/d/a.rst': '.. bibliography:: q.bib\n' }, '/w/d/a.rst', ['d/q.bib bib missing']],
  'Typst: call': [{ '/w/a.typ': '// #bibliography("no.bib")\n#bibliography("refs.yml", title: "x")' }, '/w/a.typ', ['refs.yml hayagriva missing']],
  'Typst: list, root, template': [{ '/w/d/a.typ': '#show: t.with(bibliography: bibliography(("/a.bib", "b.yaml")))' }, '/w/d/a.typ', ['a.bib bib missing', 'd/b.yaml hayagriva missing']],
  'Typst: named in the file that includes it': [{ '/w/ch/a.typ': '', '/w/main.typ': '#include "ch/a.typ"\n#bibliography("works.bib")' }, '/w/ch/a.typ', ['works.bib bib missing']],
  'Org': [{ '/w/a.org': '#+BIBLIOGRAPHY: "a b.bib"\n#+bibliography: c.json\n# #+bibliography: no.bib\n' }, '/w/a.org', ['a b.bib bib missing', 'c.json csl-json missing']],
  'AsciiDoc, either gem': [{ '/w/a.adoc': '= T\n:bibtex-file: a.bib\n// :bibtex-file: no.bib\n:bibliography-database: b.bib\n' }, '/w/a.adoc', ['a.bib bib missing', 'b.bib bib missing']],
  'files that include each other end': [{ '/w/a.tex': '\\input{b}\\bibliography{x}', '/w/b.tex': '\\input{a}\\input{b}' }, '/w/a.tex', ['x.bib bib missing']],
  'Windows paths': [{ 'c:/w/d/a.tex': '\\bibliography{../refs}' }, 'c:/w/d/a.tex', ['c:/w/refs.bib bib missing']],
};

describe('bibliographies that a document names', () => {
  for (const [name, [files, path, expected]] of Object.entries(cases)) {
    test(name, async () => assert.deepEqual(await found(files, path), expected));
  }
});

test('the main file decides the package and the command', async () => {
  const files: Files = { '/w/ch/a.tex': '% !TEX root = ../main.tex\nText ', '/w/main.tex': '\\usepackage{biblatex}\\addbibresource{r.bib}\\input{ch/a} \\parencite{x}' };
  const document = await readSurroundings(open(files, '/w/ch/a.tex'), async (name) => files[name]);
  const target = citationTarget(document);
  assert.deepEqual([target.command, target.package, target.entry.dialect], ['\\parencite', 'biblatex', 'online']);
});

test('a project file makes Markdown cite by key, and says in which form', async () => {
  const of = async (name: string, text: string): Promise<string> => {
    const files: Files = { '/w/a.md': 'x', [`/w/${name}`]: text };
    return citationTarget(await readSurroundings(open(files, '/w/a.md'), async (path) => files[path])).form;
  };
  assert.equal(await of('_quarto.yml', 'bibliography: a.bib\n'), 'pandoc');
  assert.equal(await of('myst.yml', 'bibliography: [a.bib]\n'), 'pandoc');
  assert.equal(await of('_config.yml', 'bibtex_bibfiles:\n  - a.bib\n'), 'myst');
  assert.equal(await of('other.yml', 'bibliography: a.bib\n'), 'link-markdown');
});
