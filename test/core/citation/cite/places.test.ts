import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, citationTarget, planCitation } from '../../../../src/core/citation';
import type { CitedPost, PlanOptions } from '../../../../src/core/citation';
import { hasUnknownLanguage } from '../../../../src/core/citation/cite/citationTarget';
import type { CommentSigns } from '../../../../src/core/citation/cite/model';
import { cursor, post } from '../samples';

const item = post('1', '题目1');
const own = '苏剑林. (May. 07, 2024). 《题目1 》[Blog post]. Retrieved from https://kexue.fm/archives/1';
const address = 'https://kexue.fm/archives/1';

function cite(languageId: string, marked: string, posts: readonly CitedPost[] = [{ item, key: 'K' }], options: PlanOptions = {}, path = 'a'): string {
  const { text, offset } = cursor(marked);
  return applyEdits(text, planCitation(citationTarget({ languageId, path, text, offset }), posts, options).edits);
}

/** Language, text with the cursor, text after. `OWN` stands for the blog's own reference. */
const places: readonly (readonly [string, string, string])[] = [
  ['vue', '<template>\n<p>see |</p>\n</template>', `<template>\n<p>see <a href="${address}">题目1</a></p>\n</template>`],
  ['vue', '<script>\nconst a = 1; // see |\n</script>', '<script>\nconst a = 1; // see OWN\n</script>'],
  ['vue', '<p>{{ x| }} y</p>', `<p>{{ x }}<a href="${address}">题目1</a> y</p>`],
  ['twig', '{% if a| %}b{% endif %}', `{% if a %}<a href="${address}">题目1</a>b{% endif %}`],
  ['svelte', '<p>{f({a: b|})} y</p>', `<p>{f({a: b})}<a href="${address}">题目1</a> y</p>`],
  ['svelte', '<p>see |</p>', `<p>see <a href="${address}">题目1</a></p>`],
  ['juliamarkdown', 'see |', 'see [@K]'],
  ['latex-expl3', 'see |', 'see \\cite{K}'],
  ['lean4', '-- see |', '-- see OWN'],
  ['coq', '|\nQed.', '(* OWN *)\nQed.'],
  ['dockercompose', 'a: 1 # see |', 'a: 1 # see OWN'],
  ['unheard-of', 'see |', 'see OWN'],
  ['latex', 'a $x^|2$ b', 'a $x^2$\\cite{K} b'],
  ['latex', '\\begin{align*}\na|\n\\end{align*} b', '\\begin{align*}\na\n\\end{align*}\\cite{K} b'],
  ['latex', 'costs \\$5 | and \\$6', 'costs \\$5 \\cite{K} and \\$6'],
  ['latex', 'a lone $ sign\n\nb | c', 'a lone $ sign\n\nb \\cite{K} c'],
  ['latex', 'x % note |\ny', 'x % note OWN\ny'],
  ['latex', 'x \\% note |\ny', 'x \\% note \\cite{K}\ny'],
  ['latex', '\\url{|}', `\\url{${address}}`],
  ['latex', '\\begin{verbatim}\n|\n\\end{verbatim}', '\\begin{verbatim}\nOWN\n\\end{verbatim}'],
  ['markdown', '`co|de` x', '`code`[题目1](https://kexue.fm/archives/1) x'],
  ['markdown', '$$\nx|\n$$\ny', '$$\nx\n$$[题目1](https://kexue.fm/archives/1)\ny'],
  ['markdown', 'from $5 to | and $6', 'from $5 to [题目1](https://kexue.fm/archives/1) and $6'],
  ['markdown', '[a](|)', `[a](${address})`],
  ['markdown', '<!-- | -->', '<!-- OWN -->'],
  ['markdown', '---\nsource: |\n---\n', `---\nsource: ${address}\n---\n`],
  ['markdown', '```js\n  f(|);\n```\n', '```js\n  // OWN\n  f();\n```\n'],
  ['markdown', '```\nf(|);\n```\n', '```\nf(OWN);\n```\n'],
  ['markdown', '~~~py\ns = "|"\n~~~\n', `~~~py\ns = "${address}"\n~~~\n`],
  ['markdown', 'see [^1]| x\n\n[^1]: note\n', `see [^1][^K] x\n\n[^1]: note\n[^K]: ${own.replace(address, `<${address}>`)}\n`],
  ['typst', '#link("|")', `#link("${address}")`],
  ['typst', '$ x| $ y', '$ x $@K y'],
  ['typst', 'x // see |\n', 'x // see OWN\n'],
  ['typst', 'https://x.org | y', 'https://x.org @K y'],
  ['org', '#+begin_src python\nf(|)\n#+end_src\n', '#+begin_src python\n# OWN\nf()\n#+end_src\n'],
  ['org', '# see |\n', '# see OWN\n'],
  ['org', '\\(x|\\) y', '\\(x\\)[cite:@K] y'],
  ['restructuredtext', '.. code-block:: python\n\n   f(|)\n', '.. code-block:: python\n\n   # OWN\n   f()\n'],
  ['restructuredtext', '``co|de`` x', '``code``\\ :cite:p:`K` x'],
  ['asciidoc', '// see |\n', '// see OWN\n'],
  ['asciidoc', 'stem:[x|] y', 'stem:[x]cite:[K] y'],
  ['html', '<a href="|">x</a>', `<a href="${address}">x</a>`],
  ['html', '<script>\nf(|);\n</script>', '<script>\n// OWN\nf();\n</script>'],
  ['html', '<!-- | -->', '<!-- OWN -->'],
  ['python', '    x = |1\n', '    # OWN\n    x = 1\n'],
  ['python', '"""\nRotary. |\n"""\n', '"""\nRotary. OWN\n"""\n'],
  ['python', 's = f"# {|}"', '# OWN\ns = f"# {}"'],
  ['python', 's = f"# {x} |"', `s = f"# {x} ${address}"`],
  ['python', 's = "# {|}"', `s = "# {${address}}"`],
  ['python', 's = f"{{|}}"', `s = f"{{${address}}}"`],
  ['python', 'if a:\n    s = Rf\'{x["|"]:>{w}} #\'\n', `if a:\n    s = Rf'{x["${address}"]:>{w}} #'\n`],
  ['python', 'if a:\n    s = Rf\'{x["k"]:>{w|}} #\'\n', 'if a:\n    # OWN\n    s = Rf\'{x["k"]:>{w}} #\'\n'],
  ['python', 's = f"{x:#>{w}}" + y|\n', '# OWN\ns = f"{x:#>{w}}" + y\n'],
  ['python', 's = f"{x:#>{w}}" # |\n', 's = f"{x:#>{w}}" # OWN\n'],
  ['python', 's = f"{x:\'>9}"\nt = "|"\n', `s = f"{x:'>9}"\nt = "${address}"\n`],
  ['python', '    f(t"""\n  a {g(\n    |1)}\n""")\n', '    # OWN\n    f(t"""\n  a {g(\n    1)}\n""")\n'],
  ['csharp', 'var s = $"a {f("|")} b";', `var s = $"a {f("${address}")} b";`],
  ['csharp', 'var s = $@"a {f(|)} b";', '// OWN\nvar s = $@"a {f()} b";'],
  ['python', '#!/usr/bin/python3|\nx\n', '#!/usr/bin/python3\n# OWN\nx\n'],
  ['shellscript', 'a \\\n  | b\n', '# OWN\na \\\n   b\n'],
  ['shellscript', 'echo $#| x\n', '# OWN\necho $# x\n'],
  ['c', 'int x; /* | */\n', 'int x; /* OWN */\n'],
  ['cpp', 'f("http://x|");\n', `f("http://x${address}");\n`],
  ['javascript', '/**\n * see |\n */\n', '/**\n * see OWN\n */\n'],
  ['rust', "fn f<'a>(x: &'a str) {|}\n", "// OWN\nfn f<'a>(x: &'a str) {}\n"],
  ['sql', "select 'it''s|'\n", `select 'it''s${address}'\n`],
  ['lua', '--[[ | ]]\n', '--[[ OWN ]]\n'],
  ['haskell', 'x = 1 -- |\n', 'x = 1 -- OWN\n'],
  ['matlab', 'x = a\'; |\n', "% OWN\nx = a'; \n"],
  ['clojure', '(f |)\n', '; OWN\n(f )\n'],
  ['ocaml', 'let x = |1\n', '(* OWN *)\nlet x = 1\n'],
  ['xml', '<?xml version="1.0"?>|\n<a/>\n', '<?xml version="1.0"?>\n<!-- OWN -->\n<a/>\n'],
  ['yaml', 'a: "|"\n', `a: "${address}"\n`],
  ['json', '{"a": "|"}', `{"a": "${address}"}`],
  ['jsonc', '{\n  // |\n}', '{\n  // OWN\n}'],
  ['unknownlanguage', 'x |', 'x OWN'],
  ['latex', 'x % see \\cite{a|}\n', 'x % see \\cite{a,K}\n'],
  ['latex', '\\cite{a, % first |\n  b}\n', '\\cite{a, % first \n  b, K}\n'],
  ['rsweave', '<<a, echo=FALSE>>=\nx <- |1\n@\nText\n', '<<a, echo=FALSE>>=\n# OWN\nx <- 1\n@\nText\n'],
  ['rsweave', '<<a>>=\nx <- 1\n@\nText |\n', '<<a>>=\nx <- 1\n@\nText \\cite{K}\n'],
  ['markdown', '<!-- [@a|] -->', '<!-- [@a; @K] -->'],
  ['markdown', '[te|xt](https://x.org) y', '[text](https://x.org)[题目1](https://kexue.fm/archives/1) y'],
  ['markdown', '![al|t](a.png) y', '![alt](a.png)[题目1](https://kexue.fm/archives/1) y'],
  ['quarto', '![Cap|](a.png)', '![Cap[@K]](a.png)'],
  ['quarto', '<https://x|.org>', '<https://x.org>[@K]'],
  ['typst', '// see @a|\n', '// see @a @K\n'],
  ['typst', '#let x = "a|b"', `#let x = "a${address}b"`],
  ['typst', '#figure(image("a.png"), caption: [Cap|])', '#figure(image("a.png"), caption: [Cap@K])'],
  ['org', '=co|de= x', '=code=[cite:@K] x'],
  ['org', '# [cite:@a|]\n', '# [cite:@a;@K]\n'],
  ['org', '[cite/n:@*|]\n', '[cite/n:@*]\n'],
  ['org', 'cite:a,b|', 'cite:a,b,K'],
  ['org', 'cite:a and |, more', 'cite:a and cite:K, more'],
  ['org', 'citep:&a;&b|', 'citep:&a;&b;&K'],
  ['org', '[[citep:see &a p. 2|;&b]]', '[[citep:see &a p. 2;&K;&b]]'],
  ['org', 'citep:&a 和|文', 'citep:&a 和citep:&K文'],
  ['org', 'citep:&a or|so', 'citep:&a or[[citep:&K]]so'],
  ['asciidoc', '<<a|>> x', '<<a>>cite:[K] x'],
  ['asciidoc', '// cite:[a|]\n', '// cite:[a,K]\n'],
  ['html', '<a href="x">te|xt</a> y', `<a href="x">text</a><a href="${address}">题目1</a> y`],
  ['php', '<p>see |</p><?php f(); ?>', `<p>see <a href="${address}">题目1</a></p><?php f(); ?>`],
  ['php', '<p/><?php\nf(|);', '<p/><?php\n// OWN\nf();'],
  ['shellscript', 'cat <<EOF\nsee |\nEOF\n', `cat <<EOF\nsee ${address}\nEOF\n`],
  ['shellscript', "cat <<'EOF'\nit's\nEOF\nx |\n", "cat <<'EOF'\nit's\nEOF\n# OWN\nx \n"],
  ['ruby', 'list <<x\ny |\n', 'list <<x\n# OWN\ny \n'],
  ['lua', 'x = [[\na | b\n]]\n', `x = [[\na ${address} b\n]]\n`],
  ['powershell', '$x = @"\na |\n"@\n', `$x = @"\na ${address}\n"@\n`],
  ['toml', 'a = """\nx |\n"""\n', 'a = """\nx OWN\n"""\n'],
  ['FortranFixedForm', '      x = |1\n', '      ! OWN\n      x = 1\n'],
  ['typst', '#let x = 1|\n', '// OWN\n#let x = 1\n'],
  ['typst', '#let f(x) = {\n  x|\n}\ny', '#let f(x) = {\n  // OWN\n  x\n}\ny'],
  ['typst', '#let f(x) = {\n  x\n}\ny |', '#let f(x) = {\n  x\n}\ny @K'],
  ['typst', '#let f(x) = [see | x]', '#let f(x) = [see @K x]'],
  ['typst', '#set text(size: 1|1pt)\nx', '// OWN\n#set text(size: 11pt)\nx'],
  ['typst', '#set page(\n  width: 1cm,\n)\nsee |', '#set page(\n  width: 1cm,\n)\nsee @K'],
  ['typst', '#show: doc.with(\n  title: [T|],\n)\n', '#show: doc.with(\n  title: [T@K],\n)\n'],
  ['typst', '#figure(\n  caption: "Cap|",\n)', `#figure(\n  caption: "Cap${address}",\n)`],
  ['typst', '#table(\n  columns: |2,\n  [a],\n)', '#table(\n  // OWN\n  columns: 2,\n  [a],\n)'],
  ['typst', '#table(\n  columns: 2,\n  [a|],\n)', '#table(\n  columns: 2,\n  [a@K],\n)'],
  ['typst', '#if a { b } else { c| }\n', '// OWN\n#if a { b } else { c }\n'],
  ['typst', '#if a { b } text |', '#if a { b } text @K'],
  ['typst', '#if a [b] else [c] d |', '#if a [b] else [c] d @K'],
  ['typst', '#for x in (1, 2) [\n  - #x |\n]', '#for x in (1, 2) [\n  - #x @K\n]'],
  ['typst', '#let f() = [\n#let x = 1\nsee |\n]', '#let f() = [\n#let x = 1\nsee @K\n]'],
  ['typst', '#a.b(1)[x].c(|2)', '// OWN\n#a.b(1)[x].c(2)'],
  ['typst', '#f(1)[body |] y', '#f(1)[body @K] y'],
  ['typst', '#let a = 1; see |', '#let a = 1; see @K'],
  ['typst', '#{ let y = $a|$ }', '// OWN\n#{ let y = $a$ }'],
  ['typst', '$ #f(|1) x $ y', '// OWN\n$ #f(1) x $ y'],
  ['typst', '$ a "te|xt" $ b', '$ a "text" $@K b'],
  ['typst', 'a "b | c"', 'a "b @K c"'],
  ['typst', '\\#let x |', '\\#let x @K'],
  ['typst', '```py\nf(|1)\n```\n', '```py\n# OWN\nf(1)\n```\n'],
  ['typst', '```\nf(|1)\n```\n', '```\nf(OWN1)\n```\n'],
  ['typst', '`co|de` x', '`code`@K x'],
  ['typst', '#let s = "\n  a\n" + str(|1)\n', '// OWN\n#let s = "\n  a\n" + str(1)\n'],
  ['typst', '/* a /* b */ | */ x', '/* a /* b */ OWN */ x'],
  ['typst', '#cite(<a>|) x', '#cite(<a>) #cite(<K>) x'],
  ['typst', '= Title <la|b>\n', '= Title <lab>@K\n'],
  ['javascript', 'const s = `a ${f(|)} b`;', '// OWN\nconst s = `a ${f()} b`;'],
  ['javascript', 'const s = `\n  a ${f(|)}\n`;', '// OWN\nconst s = `\n  a ${f()}\n`;'],
  ['javascript', 'const s = `\n  a ${f(\n    |1)}\n`;', 'const s = `\n  a ${f(\n    // OWN\n    1)}\n`;'],
  ['javascript', 'const s = `a ${f(`x|`)} b`;', `const s = \`a \${f(\`x${address}\`)} b\`;`],
  ['javascript', "const s = `a ${'}'} | b`;", `const s = \`a \${'}'} ${address} b\`;`],
  ['javascript', 'const r = /[`/]"/; x|\n', '// OWN\nconst r = /[`/]"/; x\n'],
  ['kotlin', 'val s = "a ${f("b")} |"', `val s = "a \${f("b")} ${address}"`],
  ['ruby', 's = "a #{f(|)}"', '# OWN\ns = "a #{f()}"'],
  ['python', 's = """\na\n""" + f(|)\n', '# OWN\ns = """\na\n""" + f()\n'],
  ['typescriptreact', 'return (\n  <div>\n    It\'s | {x}\n  </div>\n);', `return (\n  <div>\n    It's <a href="${address}">题目1</a> {x}\n  </div>\n);`],
  ['typescriptreact', 'return <>a | <B/></>;', `return <>a <a href="${address}">题目1</a> <B/></>;`],
  ['typescriptreact', 'const a = <p title="|">b</p>;', `const a = <p title="${address}">b</p>;`],
  ['typescriptreact', 'f(xs.map((x) => (\n  <li>\n    {x|}\n  </li>\n)));', 'f(xs.map((x) => (\n  <li>\n    {/* OWN */}\n    {x}\n  </li>\n)));'],
  ['typescriptreact', 'return (\n  <A\n    b={1}|\n  />\n);', 'return (\n  // OWN\n  <A\n    b={1}\n  />\n);'],
  ['typescriptreact', 'const f = <T,>(x: T) => {|};\nconst g = <b>x</b>;', '// OWN\nconst f = <T,>(x: T) => {};\nconst g = <b>x</b>;'],
  ['typescriptreact', 'type A = <T>(x: T) => T;\nconst a = <p>b |</p>;', `type A = <T>(x: T) => T;\nconst a = <p>b <a href="${address}">题目1</a></p>;`],
  ['typescriptreact', 'const a = <p>unclosed |\nconst b = 1;', '// OWN\nconst a = <p>unclosed \nconst b = 1;'],
  ['typescriptreact', 'if (a < b && c > d) {|}\n', '// OWN\nif (a < b && c > d) {}\n'],
  ['typescriptreact', 'const a = <p>see <a href="x">te|xt</a></p>;', `const a = <p>see <a href="x">text</a><a href="${address}">题目1</a></p>;`],
  ['typescriptreact', 'return (\n  <p>\n    a<br>b |\n  </p>\n);', `return (\n  <p>\n    a<br>b <a href="${address}">题目1</a>\n  </p>\n);`],
  ['astro', '---\nconst a = 1;|\n---\n<p/>', '---\n// OWN\nconst a = 1;\n---\n<p/>'],
  ['astro', '---\nconst a = 1; // |\n---\n<p/>', '---\nconst a = 1; // OWN\n---\n<p/>'],
  ['astro', '|---\r\nf("---");\r\n---\r\n<p/>', '---\r\n// OWN\r\nf("---");\r\n---\r\n<p/>'],
  ['astro', '---\n---|\n<p/>', '---\n// OWN\n---\n<p/>'],
  ['astro', '---\nconst a = 1;\n---\n<p>It\'s |</p>\n', `---\nconst a = 1;\n---\n<p>It's <a href="${address}">题目1</a></p>\n`],
  ['astro', 'see |\n', `see <a href="${address}">题目1</a>\n`],
  ['astro', '<p title="|">a</p>', `<p title="${address}">a</p>`],
  ['astro', '<a href="x">te|xt</a>', `<a href="x">text</a><a href="${address}">题目1</a>`],
  ['astro', '<p>a</p>\n<p class={b|}>c</p>', '<p>a</p>\n{/* OWN */}\n<p class={b}>c</p>'],
  ['astro', '<p>{b|}</p>', '{/* OWN */}\n<p>{b}</p>'],
  ['astro', '<br>\n<p>{"}|"} it\'s</p>', `<br>\n<p>{"}${address}"} it's</p>`],
  ['astro', '<ul>\n  {xs.map((x) => (\n    <li>a<br>{x} |</li>\n  ))}\n</ul>', `<ul>\n  {xs.map((x) => (\n    <li>a<br>{x} <a href="${address}">题目1</a></li>\n  ))}\n</ul>`],
  ['astro', '<ul>\n  {xs.map((x) => {\n    return x|;\n  })}\n</ul>', '<ul>\n  {xs.map((x) => {\n    // OWN\n    return x;\n  })}\n</ul>'],
  ['astro', '<!-- { see | -->', '<!-- { see OWN -->'],
  ['astro', '<p>{/* see | */}</p>', '<p>{/* see OWN */}</p>'],
  ['astro', '<!-- { -->\n<script>\n  if (a < b) f(|);\n</script>', '<!-- { -->\n<script>\n  // OWN\n  if (a < b) f();\n</script>'],
  ['astro', '<!-- a |\n', '<!-- a OWN\n'],
  ['astro', '<script>\nf(|);\n', '<script>\n// OWN\nf();\n'],
  ['astro', '<style>\n  a { b: c }\n|\n</style>', '<style>\n  a { b: c }\n/* OWN */\n</style>'],
  ['astro', '<script>if (a < b) {</script>\n<p>c |</p>', `<script>if (a < b) {</script>\n<p>c <a href="${address}">题目1</a></p>`],
  ['perl', 'f;\n\n=head1 A\n\nit\'s |\n\n=cut\n\nf;\n', 'f;\n\n=head1 A\n\nit\'s OWN\n\n=cut\n\nf;\n'],
  ['perl', 'f;\n\n=head1 A\n\nit\'s\n\n=cut\n\nf;|\n', 'f;\n\n=head1 A\n\nit\'s\n\n=cut\n\n# OWN\nf;\n'],
  ['perl', 'f;\n__END__\nsee |\n', 'f;\n__END__\nsee OWN\n'],
  ['ruby', '=begin\nsee |\n=end\nf', '=begin\nsee OWN\n=end\nf'],
  ['yaml', 'a: >-\n  it\'s |\n  b\nc: 1\n', `a: >-\n  it's ${address}\n  b\nc: 1\n`],
  ['yaml', '- a: >\n    # b |\n  c: 1\n', `- a: >\n    # b ${address}\n  c: 1\n`],
  ['yaml', '- a: >\n    # b\n  c: |1\n', '- a: >\n    # b\n  # OWN\n  c: 1\n'],
  ['yaml', 'a: it\'s | b\n', '# OWN\na: it\'s  b\n'],
  ['yaml', 'a: "b\n  c|"\n', `a: "b\n  c${address}"\n`],
  ['latex', '\\verb+co|de+ x', '\\verb+code+\\cite{K} x'],
  ['latex', '\\begin{minted}[a]{python}\nf(|)\n\\end{minted}', '\\begin{minted}[a]{python}\n# OWN\nf()\n\\end{minted}'],
  ['latex', '\\begin{lstlisting}[a, language=C++]\nf(|);\n\\end{lstlisting}', '\\begin{lstlisting}[a, language=C++]\n// OWN\nf();\n\\end{lstlisting}'],
  ['latex', '\\begin{lstlisting}\nf(|);\n\\end{lstlisting}', '\\begin{lstlisting}\nf(OWN);\n\\end{lstlisting}'],
  ['latex', '\\section{A}\\label{sec|} x', '\\section{A}\\label{sec}\\cite{K} x'],
  ['latex', 'see \\ref{a|} x', 'see \\ref{a}\\cite{K} x'],
  ['latex', '\\caption{A|} x', '\\caption{A\\cite{K}} x'],
  ['latex', '\\nocite{a|}', '\\nocite{a,K}'],
  ['latex', '\\nocite{*|}', '\\nocite{*}'],
  ['latex', '\\nocite{*}\nx |', '\\nocite{*}\nx \\cite{K}'],
  ['latex', '\\nocite{a}\\nocite{b}\nx |', '\\nocite{a}\\nocite{b}\nx \\cite{K}'],
  ['markdown', '\\begin{align}\nx|\n\\end{align}\ny', '\\begin{align}\nx\n\\end{align}[题目1](https://kexue.fm/archives/1)\ny'],
  ['markdown', '<a href="|">x</a>', `<a href="${address}">x</a>`],
  ['markdown', '<img src="a" |/> x', '<img src="a" />[题目1](https://kexue.fm/archives/1) x'],
  ['markdown', 'if a < b and "c|', 'if a < b and "c[题目1](https://kexue.fm/archives/1)'],
  ['quarto', '## A {#sec-a|}\n', '## A {#sec-a}[@K]\n'],
  ['quarto', '{{< video |a.mp4 >}}', '{{< video a.mp4 >}}[@K]'],
  ['quarto', '```{python}\nx = |1\n```\n', '```{python}\n# OWN\nx = 1\n```\n'],
  ['quarto', '---\nnocite: >\n  @a, @b|\ntitle: x\n---\n', '---\nnocite: >\n  @a, @b [@K]\ntitle: x\n---\n'],
  ['quarto', '---\nnocite: >\n  @*|\n---\n', '---\nnocite: >\n  @*\n---\n'],
  ['quarto', '---\nnocite: "@*|"\n---\n', '---\nnocite: "@*"\n---\n'],
  ['quarto', '---\nnocite: >\n  @a\nsource: |\n---\n', `---\nnocite: >\n  @a\nsource: ${address}\n---\n`],
  ['mdx', 'a {/* see | */} b', 'a {/* see OWN */} b'],
  ['mdx', 'a {/* b */} |', 'a {/* b */} [题目1](https://kexue.fm/archives/1)'],
  ['restructuredtext', 'a::\n\n   f(|)\n\nb', 'a::\n\n   f(OWN)\n\nb'],
  ['restructuredtext', 'a::\n\n   f()\n\nb |', 'a::\n\n   f()\n\nb :cite:p:`K`'],
  ['restructuredtext', '.. raw:: html\n\n   <p>|</p>\n', '.. raw:: html\n\n   <p>OWN</p>\n'],
  ['restructuredtext', '.. code-block:: python\n   :caption: A|\n\n   f()\n', '.. code-block:: python\n   :caption: A\\ :cite:p:`K`\n\n   f()\n'],
  ['restructuredtext', '.. code-block:: python\n   :caption: A\n\n   f(|)\n', '.. code-block:: python\n   :caption: A\n\n   # OWN\n   f()\n'],
  ['restructuredtext', 'a\n\n.. math::\n\n   x|\n\nb\n', 'a\n\n.. math::\n\n   x\n\n:cite:p:`K`\n\nb\n'],
  ['restructuredtext', '.. math:: x|\n', '.. math:: x\n\n:cite:p:`K`\n'],
  ['restructuredtext', '.. figure:: a|.png\n   :alt: b\n\n   Cap\n\nc\n', '.. figure:: a.png\n   :alt: b\n\n   Cap\n\n:cite:p:`K`\n\nc\n'],
  ['restructuredtext', '.. figure:: a.png\n   :alt: b|\n\n   Cap\n', '.. figure:: a.png\n   :alt: b\n\n   Cap\n\n:cite:p:`K`\n'],
  ['restructuredtext', '.. figure:: a.png\n   :alt: b\n\n   Cap |\n', '.. figure:: a.png\n   :alt: b\n\n   Cap :cite:p:`K`\n'],
  ['restructuredtext', '- a\n\n  .. im|age:: a.png\n  .. image:: b.png\n', '- a\n\n  .. image:: a.png\n\n  :cite:p:`K`\n\n  .. image:: b.png\n'],
  ['restructuredtext', '.. code-block:: py|thon\r\n\r\n   f()\r\n', '.. code-block:: python\r\n\r\n   f()\r\n\r\n:cite:p:`K`\r\n'],
  ['restructuredtext', '.. toctree::\n   :caption: A|\n\n   b\n', '.. toctree::\n   :caption: A\n\n   b\n\n:cite:p:`K`\n'],
  ['restructuredtext', '.. toctree::\n\n   b|\n', '.. toctree::\n\n   b\n\n:cite:p:`K`\n'],
  ['restructuredtext', '.. note:: see |\n', '.. note:: see :cite:p:`K`\n'],
  ['restructuredtext', '.. note::|\n\n   see\n', '.. note::\n\n   see\n\n:cite:p:`K`\n'],
  ['restructuredtext', '.. note::\n\n   see |\n', '.. note::\n\n   see :cite:p:`K`\n'],
  ['restructuredtext', '.. note::\n\n   .. image:: a|\n', '.. note::\n\n   .. image:: a\n\n   :cite:p:`K`\n'],
  ['restructuredtext', '.. versionadded:: 1.0 see |\n', '.. versionadded:: 1.0 see :cite:p:`K`\n'],
  ['restructuredtext', '.. _a: |\n', `.. _a: ${address}\n`],
  ['restructuredtext', '.. _a: http|://x\n', '.. _a: http://x\n\n:cite:p:`K`\n'],
  ['restructuredtext', '.. _a|:\n\nTitle\n', '.. _a:\n\n:cite:p:`K`\n\nTitle\n'],
  ['restructuredtext', '.. [1] see |\n', '.. [1] see :cite:p:`K`\n'],
  ['restructuredtext', '.. see |\n', '.. see OWN\n'],
  ['restructuredtext', '`li|nk <http://x>`_ y', '`link <http://x>`_\\ :cite:p:`K` y'],
  ['restructuredtext', 'a *em|ph* b', 'a *emph*\\ :cite:p:`K` b'],
  ['restructuredtext', ':ref:`a|` b', ':ref:`a`\\ :cite:p:`K` b'],
  ['restructuredtext', 'It is.|', 'It is.\\ :cite:p:`K`'],
  ['restructuredtext', '说。|说', '说。:cite:p:`K`\\ 说'],
  ['asciidoc', '```py\nf(|)\n```\n', '```py\n# OWN\nf()\n```\n'],
  ['asciidoc', '----a\nf(|)\n', '----a\nf(cite:[K])\n'],
  ['asciidoc', 'http://x|.y[text] z', 'http://x.y[text]cite:[K] z'],
  ['asciidoc', 'link:a[te|xt] z', 'link:a[text]cite:[K] z'],
  ['asciidoc', 'footnote:[see |]', 'footnote:[see cite:[K]]'],
  ['asciidoc', '+pa|ss+ x', '+pass+cite:[K] x'],
  ['asciidoc', '1 + 2| + 3', '1 + 2cite:[K] + 3'],
  ['org', '[[http://x][te|xt]] y', '[[http://x][text]][cite:@K] y'],
  ['org', 'src_python{f(|)} x', 'src_python{f()}[cite:@K] x'],
  ['org', ': fixed |\n', ': fixed OWN\n'],
  ['org', ':PROPERTIES:\n:ID: |\n:END:\n', `:PROPERTIES:\n:ID: ${address}\n:END:\n`],
  ['org', '#+begin_export latex\n\\cite{a|}\n#+end_export', '#+begin_export latex\n\\cite{a,K}\n#+end_export'],
  ['org', '#+begin_export html\n<p>|</p>\n#+end_export', `#+begin_export html\n<p><a href="${address}">题目1</a></p>\n#+end_export`],
];

describe('the place decides', () => {
  for (const [languageId, before, after] of places) {
    test(`${languageId}: ${JSON.stringify(before)}`, () => assert.equal(cite(languageId, before), after.replace('OWN', () => own)));
  }
});

describe('a language that the table lacks, by its comments', () => {
  const cases: readonly (readonly [CommentSigns | undefined, string, string])[] = [
    [{ line: ';;', block: ['(;', ';)'] }, '(module|)', ';; OWN\n(module)'],
    [{ line: ';;', block: ['(;', ';)'] }, '(module) ;; see |', '(module) ;; see OWN'],
    [{ line: ';;', block: ['(;', ';)'] }, '(; see |\n;)', '(; see OWN\n;)'],
    [{ line: ';;' }, '(import "|")', `(import "${address}")`],
    [{ block: ['{*', '*}'] }, 'x|', '{* OWN *}\nx'],
    [undefined, 'see |', 'see OWN'],
  ];
  for (const [comments, before, after] of cases) {
    test(`${JSON.stringify(comments)}: ${JSON.stringify(before)}`, () => {
      const { text, offset } = cursor(before);
      const document = { languageId: 'unheard-of', path: 'a.x', text, offset };
      assert.ok(hasUnknownLanguage(document));
      assert.equal(applyEdits(text, planCitation(citationTarget({ ...document, ...(comments && { comments }) }), [{ item }]).edits), after.replace('OWN', () => own));
    });
  }
  test('not asked for what the table has, by id or by name, nor for plain text', () => {
    for (const [languageId, path] of [['python', 'a'], ['unheard-of', 'a.typ'], ['plaintext', 'a'], ['git-commit', 'a']] as const) assert.equal(hasUnknownLanguage({ languageId, path, text: '', offset: 0 }), false);
  });
});

test('a title cannot end the comment it stands in', () => {
  const evil = post('1', 'x */ y --> z """');
  assert.ok(!cite('c', '/* | ', [{ item: evil }]).includes('*/'));
  assert.ok(!cite('html', '<!-- | ', [{ item: evil }]).includes('-->'));
  assert.equal(cite('python', '"""\n| ', [{ item: evil }]).split('"""').length, 2);
  assert.ok(!cite('typescriptreact', '<p>\n  {x|}\n</p>', [{ item: evil }]).includes('*/ y'));
  assert.equal(cite('python', '# |', [{ item: post('1', 'two\nlines') }]).split('\n').length, 1);
});

test('a title is shown as it is in each markup', () => {
  const title = post('1', '*a* [b] <i> & $c$ `d` "e"');
  assert.equal(cite('markdown', '|', [{ item: title }]), '[\\*a\\* \\[b\\] \\<i\\> & \\$c\\$ \\`d\\` "e"](https://kexue.fm/archives/1)');
  assert.equal(cite('html', '|', [{ item: title }]), '<a href="https://kexue.fm/archives/1">*a* [b] &lt;i&gt; &amp; $c$ `d` &quot;e&quot;</a>');
});

test('a brace in a title is no code to a template', () => {
  assert.equal(cite('vue', '<p>|</p>', [{ item: post('1', '{{ a }}') }]), `<p><a href="${address}">&#123;&#123; a &#125;&#125;</a></p>`);
});

test('a selection becomes the words of a link', () => {
  const target = citationTarget({ languageId: 'markdown', path: 'a', text: 'see this post.', offset: 4, selectionEnd: 13 });
  assert.equal(applyEdits('see this post.', planCitation(target, [{ item }]).edits), 'see [this post](https://kexue.fm/archives/1).');
});

describe('the author in the sentence', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['latex', '\\usepackage{natbib} |', '\\usepackage{natbib} \\citet{K}'],
    ['latex', '\\usepackage{biblatex} |', '\\usepackage{biblatex} \\textcite{K}'],
    ['quarto', '|', '@K'],
    ['typst', '|', '#cite(<K>, form: "prose")'],
    ['org', '|', '[cite/t:@K]'],
    ['restructuredtext', '|', ':cite:t:`K`'],
    ['asciidoc', '|', 'citenp:[K]'],
  ];
  for (const [languageId, before, after] of cases) test(`${languageId} ${after}`, () => assert.equal(cite(languageId, before, [{ item, key: 'K' }], { narrative: true }), after));
});

describe('prefix, locator and suffix', () => {
  const one: readonly CitedPost[] = [{ item, key: 'K', prefix: 'see', locator: 'pp. 2-5', suffix: 'and on' }];
  const cases: readonly (readonly [string, string, string])[] = [
    ['latex', '|', 'see~\\cite[pp.~2--5, and on]{K}'],
    ['latex', '\\usepackage{natbib}|', '\\usepackage{natbib}\\citep[see][pp.~2--5, and on]{K}'],
    ['latex', '\\usepackage{biblatex}|', '\\usepackage{biblatex}\\autocite[see][2--5, and on]{K}'],
    ['quarto', '|', '[see @K, pp. 2-5, and on]'],
    ['typst', '|', 'see @K[pp. 2-5, and on]'],
    ['org', '|', '[cite:see @K pp. 2-5, and on]'],
    ['restructuredtext', '|', 'see :cite:p:`K` (pp. 2-5, and on)'],
    ['html', '|', 'see <a href="https://kexue.fm/archives/1">题目1</a>, pp. 2-5, and on'],
  ];
  for (const [languageId, before, after] of cases) test(`${languageId} ${after}`, () => assert.equal(cite(languageId, before, one), after));
  test('a bracket in a note of LaTeX is kept inside braces, a percent sign escaped', () => {
    assert.equal(cite('latex', '|', [{ item, key: 'K', suffix: '100% [sic]' }]), '\\cite[{100\\% [sic]}]{K}');
  });
});

test('the command is what the document uses, then the setting, then the package\'s own', () => {
  const command = (text: string, latexCommand: string): string | undefined =>
    citationTarget({ languageId: 'latex', path: 'a', text, offset: 0 }, { key: 'kexuefm-{id}', author: 'chinese', entryFormat: 'auto', omitFields: [], latexCommand, markdownForm: 'link' }).command;
  assert.equal(command('\\usepackage{biblatex} \\footcite{x} \\footcite{y} \\cite{z}', '\\autocite'), '\\footcite');
  assert.equal(command('\\usepackage{biblatex}', 'smartcite'), '\\smartcite');
  assert.equal(command('\\usepackage{natbib}', '\\autocite'), '\\citep', 'natbib has no \\autocite');
  assert.equal(command('% \\autocite{x}', ''), '\\cite');
});

test('a bibliography takes the entry itself, once', () => {
  const bib = '@misc{a,\n  title = {A}\n}|\n\n@misc{b,\n  title = {B}\n}\n';
  const after = cite('bibtex', bib, [{ item }]);
  assert.match(after, /^@misc\{a,[^@]*@misc\{kexuefm-1,[^@]*@misc\{b,/);
  assert.equal(cite('bibtex', after.replace('@misc{b', '|@misc{b'), [{ item }]), after);
  assert.match(cite('json', '[\n  {"id": "x", "title": "X"}|\n]\n', [{ item }]), /"id": "x"[^]*"id": "kexuefm-1"/);
  assert.match(cite('yaml', 'x:\n  type: Book\n  title: X\n|', [{ item }]), /^x:\n {2}type: Book\n {2}title: X\n\nkexuefm-1:\n {2}type: Article\n/);
});

test('the entry is written for what reads it', () => {
  const entry = (languageId: string, text: string): string => Object.values(citationTarget({ languageId, path: 'a', text, offset: 0 }).entry).join(' ');
  assert.equal(entry('latex', '\\usepackage{natbib}'), 'misc-howpublished tex');
  assert.equal(entry('latex', '\\addbibresource{a.bib}'), 'online tex');
  assert.equal(entry('latex', '\\usepackage{gbt7714}'), 'gbt7714 tex');
  assert.equal(entry('quarto', ''), 'online unicode');
  assert.equal(entry('typst', ''), 'online unicode');
  assert.equal(entry('restructuredtext', ''), 'misc-url unicode');
});

test('in Markdown without a bibliography an @ names a person', () => {
  assert.equal(cite('markdown', 'thanks @somebody|'), 'thanks @somebody[题目1](https://kexue.fm/archives/1)');
  assert.equal(cite('markdown', 'as @a| says [@b]'), 'as @a [@K] says [@b]');
});
