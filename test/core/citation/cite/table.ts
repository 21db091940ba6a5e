/** One kind of document. Texts hold `|` where the cursor is; `A` and `B` stand for what the place cites by. */
export interface TargetRow {
  readonly name: string;
  readonly languageId: string;
  readonly path: string;
  /** What stands around the cursor in every case. */
  readonly frame: string;
  /** Behind `frame` with the citation in place of the cursor. */
  readonly one: string;
  readonly several: string;
  /** With the locator 2. */
  readonly locator: string;
  /** A citation of another work with the cursor in it, and the same with A added. Empty where the form has no such thing. */
  readonly standing: string;
  readonly extended: string;
  /** Text that the frame gets at its end: definitions. */
  readonly tail?: { readonly one: string; readonly several: string; readonly extended: string };
  readonly markdownForm?: 'link' | 'reference' | 'footnote';
  readonly usesKeys: boolean;
}

const own = (n: 1 | 2): string => `苏剑林. (May. 07, 2024). 《题目${n} 》[Blog post]. Retrieved from https://kexue.fm/archives/${n}`;
const link = (n: 1 | 2): string => `[题目${n}](https://kexue.fm/archives/${n})`;
const anchor = (n: 1 | 2): string => `<a href="https://kexue.fm/archives/${n}">题目${n}</a>`;
const keyed = { usesKeys: true } as const;
const bare = { usesKeys: false } as const;

export const table: readonly TargetRow[] = [
  { name: 'LaTeX', languageId: 'latex', path: 'a.tex', frame: 'Text | more.\n\\bibliography{refs}\n', one: '\\cite{A}', several: '\\cite{A,B}', locator: '\\cite[p.~2]{A}', standing: '\\cite{x|}', extended: '\\cite{x,A}', ...keyed },
  { name: 'TeX, with a blank in the list', languageId: 'tex', path: 'a.tex', frame: 'Text | more.\n', one: '\\cite{A}', several: '\\cite{A,B}', locator: '\\cite[p.~2]{A}', standing: '\\cite{x, |}', extended: '\\cite{x, A}', ...keyed },
  { name: 'LaTeX with natbib', languageId: 'latex', path: 'a.tex', frame: '\\usepackage[round]{natbib}\nText | more.\n', one: '\\citep{A}', several: '\\citep{A,B}', locator: '\\citep[p.~2]{A}', standing: '\\citet{x|, y}', extended: '\\citet{x, A, y}', ...keyed },
  { name: 'LaTeX with biblatex', languageId: 'latex', path: 'a.tex', frame: '\\usepackage[style=apa]{biblatex}\nText | more.\n', one: '\\autocite{A}', several: '\\autocite{A,B}', locator: '\\autocite[2]{A}', standing: '\\parencite{|x}', extended: '\\parencite{x,A}', ...keyed },
  { name: 'LaTeX, multiple citation', languageId: 'latex', path: 'a.tex', frame: '\\addbibresource{r.bib}\nText \\parencite{z} | more.\n', one: '\\parencite{A}', several: '\\parencite{A,B}', locator: '\\parencite[2]{A}', standing: '\\parencites[1]{x}[3]{y|}', extended: '\\parencites[1]{x}[3]{y}{A}', ...keyed },
  { name: 'R Sweave', languageId: 'rsweave', path: 'a.Rnw', frame: 'Text | more.\n', one: '\\cite{A}', several: '\\cite{A,B}', locator: '\\cite[p.~2]{A}', standing: '\\nocite{x|}', extended: '\\nocite{x,A}', ...keyed },
  { name: 'Julia Weave', languageId: 'jlweave', path: 'a.jnw', frame: 'Text | more.\n', one: '\\cite{A}', several: '\\cite{A,B}', locator: '\\cite[p.~2]{A}', standing: '\\cite[p.~1]{x|}', extended: '\\cite[p.~1]{A,x}', ...keyed },
  { name: 'beamer, footnote citations', languageId: 'latex', path: 'a.tex', frame: '\\documentclass{beamer}\\usepackage{biblatex}\n\\footcite{z}\n\\begin{frame}Text | more.\\end{frame}\n', one: '\\footcite{A}', several: '\\footcite{A,B}', locator: '\\footcite[2]{A}', standing: '\\footcite[3]{x|}', extended: '\\footcites[3]{x}{A}', ...keyed },
  { name: 'Markdown, link', languageId: 'markdown', path: 'a.md', frame: 'Text | more.\n', one: link(1), several: `${link(1)}, ${link(2)}`, locator: `${link(1)}, p. 2`, standing: '[x](https://kexue.fm/archives/7|)', extended: `[x](https://kexue.fm/archives/7), ${link(1)}`, ...bare },
  {
    name: 'Markdown, reference link', languageId: 'markdown', path: 'a.md', markdownForm: 'reference', frame: 'Text | more.\n', one: '[题目1][A]', several: '[题目1][A], [题目2][B]', locator: '[题目1][A], p. 2', standing: '[x][kexuefm-7|]', extended: '[x][kexuefm-7], [题目1][A]',
    tail: { one: '\n[A]: https://kexue.fm/archives/1\n', several: '\n[A]: https://kexue.fm/archives/1\n[B]: https://kexue.fm/archives/2\n', extended: '\n[A]: https://kexue.fm/archives/1\n' }, ...bare,
  },
  {
    name: 'Markdown, footnote', languageId: 'markdown', path: 'a.md', markdownForm: 'footnote', frame: 'Text | more.\n', one: '[^A]', several: '[^A][^B]', locator: '[^A], p. 2', standing: '[^x|]', extended: '[^x][^A]',
    tail: { one: `\n[^A]: ${own(1).replace(/(https.*)/, '<$1>')}\n`, several: `\n[^A]: ${own(1).replace(/(https.*)/, '<$1>')}\n[^B]: ${own(2).replace(/(https.*)/, '<$1>')}\n`, extended: `\n[^A]: ${own(1).replace(/(https.*)/, '<$1>')}\n` }, ...bare,
  },
  { name: 'Markdown with a bibliography', languageId: 'markdown', path: 'a.md', frame: '---\nbibliography: refs.bib\n---\nText | more.\n', one: '[@A]', several: '[@A; @B]', locator: '[@A, p. 2]', standing: '[@x; |]', extended: '[@x; @A]', ...keyed },
  { name: 'Pandoc, in the sentence', languageId: 'markdown', path: 'a.md', frame: '---\nbibliography: [a.bib, b.bib]\n---\nText | more.\n', one: '[@A]', several: '[@A; @B]', locator: '[@A, p. 2]', standing: '@x [p. 3|]', extended: '@x [p. 3; @A]', ...keyed },
  { name: 'Quarto', languageId: 'quarto', path: 'a.qmd', frame: 'Text | more.\n', one: '[@A]', several: '[@A; @B]', locator: '[@A, p. 2]', standing: '[see @x, p. 3|; @y]', extended: '[see @x, p. 3; @A; @y]', ...keyed },
  { name: 'R Markdown', languageId: 'rmd', path: 'a.Rmd', frame: 'Text | more.\n', one: '[@A]', several: '[@A; @B]', locator: '[@A, p. 2]', standing: '[-@x|]', extended: '[-@x; @A]', ...keyed },
  { name: 'MyST role of mystmd', languageId: 'markdown', path: 'a.md', frame: 'Text {cite:p}`x; y` | more.\n', one: '{cite:p}`A`', several: '{cite:p}`A; B`', locator: '{cite:p}`A{p. 2}`', standing: '{cite:t}`x|`', extended: '{cite:t}`x,A`', ...keyed },
  { name: 'MyST role of Jupyter Book 1', languageId: 'markdown', path: 'a.md', frame: 'Text {cite}`x` | more.\n', one: '{cite:p}`A`', several: '{cite:p}`A,B`', locator: '{cite:p}`A` (p. 2)', standing: '{cite:p}`x,y|`', extended: '{cite:p}`x,y,A`', ...keyed },
  { name: 'Typst', languageId: 'typst', path: 'a.typ', frame: 'Text | more.\n', one: '@A', several: '@A @B', locator: '@A[p. 2]', standing: '@x|', extended: '@x @A', ...keyed },
  { name: 'Typst, call', languageId: 'typst', path: 'a.typ', frame: '汉字|汉字。\n', one: '#cite(<A>)', several: '@A #cite(<B>)', locator: '@A[p. 2]', standing: '#cite(<x>|)', extended: '#cite(<x>) #cite(<A>)', ...keyed },
  { name: 'Org, with org-ref', languageId: 'org', path: 'a.org', frame: 'Text | more, citet:&x.\n', one: 'citet:&A', several: 'citet:&A;&B', locator: '[[citet:&A p. 2]]', standing: 'cite:&x|', extended: 'cite:&x;&A', ...keyed },
  { name: 'Org', languageId: 'org', path: 'a.org', frame: 'Text | more.\n', one: '[cite:@A]', several: '[cite:@A;@B]', locator: '[cite:@A p. 2]', standing: '[cite/t:see @x p. 3|]', extended: '[cite/t:see @x p. 3;@A]', ...keyed },
  { name: 'reStructuredText', languageId: 'restructuredtext', path: 'a.rst', frame: 'Text | more.\n', one: ':cite:p:`A`', several: ':cite:p:`A,B`', locator: ':cite:p:`A` (p. 2)', standing: ':cite:t:`x|`', extended: ':cite:t:`x,A`', ...keyed },
  { name: 'reStructuredText within Chinese', languageId: 'restructuredtext', path: 'a.rst', frame: '汉字|汉字。\n', one: '\\ :cite:p:`A`\\ ', several: '\\ :cite:p:`A,B`\\ ', locator: '\\ :cite:p:`A` (p. 2)', standing: ':footcite:p:`x|`', extended: ':footcite:p:`x,A`', ...keyed },
  { name: 'AsciiDoc, asciidoctor-bibtex', languageId: 'asciidoc', path: 'a.adoc', frame: ':bibtex-file: r.bib\n\nText | more.\n', one: 'cite:[A]', several: 'cite:[A,B]', locator: 'cite:[A(2)]', standing: 'citenp:[x(3)|]', extended: 'citenp:[x(3),A]', ...keyed },
  { name: 'AsciiDoc, asciidoctor-bibliography', languageId: 'asciidoc', path: 'a.adoc', frame: ':bibliography-database: r.bib\n\nText | more.\n', one: 'cite:[A]', several: 'cite:[A]+[B]', locator: 'cite[A, page=2]', standing: 'cite:[x|]', extended: 'cite:[x]+[A]', ...keyed },
  { name: 'HTML', languageId: 'html', path: 'a.html', frame: '<p>Text | more.</p>\n', one: anchor(1), several: `${anchor(1)}, ${anchor(2)}`, locator: `${anchor(1)}, p. 2`, standing: '<a href="https://spaces.ac.cn/archives/7">x|</a>', extended: `<a href="https://spaces.ac.cn/archives/7">x</a>, ${anchor(1)}`, ...bare },
  { name: 'plain text', languageId: 'plaintext', path: 'a.txt', frame: 'Text |\n', one: own(1), several: `${own(1)}\n${own(2)}`, locator: `${own(1)}, p. 2`, standing: own(2).replace('题目2', '题|').replace('archives/2', 'archives/7'), extended: `${own(2).replace('题目2', '题').replace('archives/2', 'archives/7')}\n${own(1)}`, ...bare },
  { name: 'Python, in a comment', languageId: 'python', path: 'a.py', frame: 'x = 1  # see |\ny = 2\n', one: own(1), several: `${own(1)}\n# ${own(2)}`, locator: `${own(1)}, p. 2`, standing: '', extended: '', ...bare },
  { name: 'TypeScript, in a string', languageId: 'typescript', path: 'a.ts', frame: 'const x = "|";\n', one: 'https://kexue.fm/archives/1', several: 'https://kexue.fm/archives/1 https://kexue.fm/archives/2', locator: 'https://kexue.fm/archives/1', standing: '', extended: '', ...bare },
  { name: 'YAML, after a line', languageId: 'yaml', path: 'a.yaml', frame: 'x: 1\n|\ny: 2\n', one: `# ${own(1)}`, several: `# ${own(1)}\n# ${own(2)}`, locator: `# ${own(1)}, p. 2`, standing: '', extended: '', ...bare },
  { name: 'CSS, on an empty line', languageId: 'css', path: 'a.css', frame: 'a { }\n|\n', one: `/* ${own(1)} */`, several: `/* ${own(1)} */\n/* ${own(2)} */`, locator: `/* ${own(1)}, p. 2 */`, standing: '', extended: '', ...bare },
];
