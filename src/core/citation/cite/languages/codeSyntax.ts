import type { CommentSigns } from '../model';

/** What the lexer of a programming language must tell apart: comments, strings, the rest. */
export interface CodeSyntax {
  readonly languageIds: readonly string[];
  /** Sign of a comment that ends with its line; the first is the one that is written. */
  readonly line?: readonly string[];
  readonly block?: readonly (readonly [open: string, close: string])[];
  /** Delimiters of strings that end on their line. */
  readonly strings: readonly string[];
  /** Delimiters of strings that may go over lines: one for both ends, or two. */
  readonly longStrings?: readonly (string | readonly [open: string, close: string])[];
  readonly interpolation?: Interpolation;
  /** Strings of whole lines, from behind `<<END` to the line `END`. */
  readonly hereDocuments?: true;
  /** Text of whole lines that is no program: how its first line begins and the line that ends it, as expressions. */
  readonly prose?: readonly (readonly [open: string, close: string])[];
  /** Elements and regular expressions, as JavaScript has them. */
  readonly jsx?: true;
  /** Markup with code in braces, instead of code with markup in it. */
  readonly markup?: true;
  /** Block scalars, and values without delimiters. */
  readonly yaml?: true;
}

/** Code within strings, up to `}`. */
export interface Interpolation {
  /** The sign that begins it. A single brace is a letter where it is doubled. */
  readonly open: '${' | '#{' | '{';
  /** Delimiters of the strings that may hold it. */
  readonly marks: readonly string[];
  /** What ends before the delimiter of such a string. No comment can stand in the code of one. */
  readonly prefix?: RegExp;
}

const c = [['/*', '*/']] as const;

/** One row for each family of languages. */
export const codeSyntaxes: readonly CodeSyntax[] = [
  { languageIds: ['javascript', 'javascriptreact', 'typescriptreact', 'jsx', 'tsx'], line: ['//'], block: c, strings: ['"', "'"], longStrings: ['`'], interpolation: { open: '${', marks: ['`'] }, jsx: true },
  { languageIds: ['typescript'], line: ['//'], block: c, strings: ['"', "'"], longStrings: ['`'], interpolation: { open: '${', marks: ['`'] } },
  { languageIds: ['go'], line: ['//'], block: c, strings: ['"', "'"], longStrings: ['`'] },
  {
    languageIds: ['c', 'cpp', 'cuda-cpp', 'objective-c', 'objective-cpp', 'glsl', 'hlsl', 'wgsl', 'shaderlab', 'opencl', 'metal', 'jsonc', 'json5', 'jsonl', 'proto3', 'proto', 'solidity', 'verilog', 'systemverilog', 'apex', 'zig', 'd', 'v', 'stata', 'less', 'scss', 'sass', 'stylus', 'qml', 'bicep'],
    line: ['//'],
    block: c,
    strings: ['"', "'"],
    longStrings: [['R"(', ')"']],
  },
  { languageIds: ['csharp'], line: ['//'], block: c, strings: ['"', "'"], longStrings: ['"""'], interpolation: { open: '{', marks: ['"', '"""'], prefix: /\$@?$|\$@$/ } },
  { languageIds: ['java', 'swift'], line: ['//'], block: c, strings: ['"', "'"], longStrings: ['"""'] },
  { languageIds: ['kotlin', 'scala', 'groovy', 'dart'], line: ['//'], block: c, strings: ['"', "'"], longStrings: ['"""', "'''"], interpolation: { open: '${', marks: ['"', '"""'] } },
  { languageIds: ['rust'], line: ['//'], block: c, strings: [], longStrings: [['r#"', '"#'], '"'] },
  { languageIds: ['php'], line: ['//', '#'], block: c, strings: [], longStrings: ['"', "'"], hereDocuments: true },
  {
    languageIds: ['python', 'cython', 'snakemake', 'starlark', 'mojo', 'sage', 'sagemath'],
    line: ['#'],
    strings: ['"', "'"],
    longStrings: ['"""', "'''"],
    interpolation: { open: '{', marks: ['"', "'", '"""', "'''"], prefix: /(?<!\w)(?:r?[ft]|[ft]r)$/i },
  },
  { languageIds: ['julia'], line: ['#'], block: [['#=', '=#']], strings: [], longStrings: ['"""', '"'] },
  { languageIds: ['ruby', 'crystal'], line: ['#'], strings: [], longStrings: ['"', "'"], interpolation: { open: '#{', marks: ['"'] }, hereDocuments: true, prose: [['=begin\\b', '=end\\b']] },
  { languageIds: ['perl'], line: ['#'], strings: [], longStrings: ['"', "'"], hereDocuments: true, prose: [['=(?!cut\\b)[a-z]\\w*', '=cut\\b'], ['__(?:END|DATA)__', '(?!)']] },
  { languageIds: ['perl6', 'raku'], line: ['#'], strings: [], longStrings: ['"', "'"], prose: [['[ \\t]*=begin\\b', '[ \\t]*=end\\b']] },
  { languageIds: ['r', 'awk', 'gdscript', 'tcl', 'graphql'], line: ['#'], strings: [], longStrings: ['"', "'"] },
  { languageIds: ['elixir', 'coffeescript', 'nim'], line: ['#'], strings: ['"'], longStrings: ['"""'], interpolation: { open: '#{', marks: ['"', '"""'] } },
  { languageIds: ['powershell'], line: ['#'], block: [['<#', '#>']], strings: ['"', "'"], longStrings: [['@"', '"@'], ["@'", "'@"]] },
  { languageIds: ['nix', 'terraform', 'hcl'], line: ['#'], block: c, strings: ['"'], longStrings: ["''"], interpolation: { open: '${', marks: ['"', "''"] } },
  { languageIds: ['shellscript', 'bash', 'zsh', 'fish', 'dockerfile'], line: ['#'], strings: ['"', "'"], hereDocuments: true },
  { languageIds: ['toml'], line: ['#'], strings: ['"', "'"], longStrings: ['"""', "'''"] },
  {
    languageIds: ['makefile', 'cmake', 'properties', 'ignore', 'pip-requirements', 'dotenv', 'gnuplot', 'spec', 'just', 'rego', 'conf', 'ssh_config'],
    line: ['#'],
    strings: ['"', "'"],
  },
  { languageIds: ['yaml', 'dockercompose', 'github-actions-workflow', 'home-assistant'], line: ['#'], strings: [], longStrings: ['"', "'"], yaml: true },
  { languageIds: ['sql', 'plsql', 'mysql', 'postgres', 'pgsql', 'sqlite'], line: ['--'], block: c, strings: [], longStrings: ["'"] },
  { languageIds: ['lua', 'luau'], line: ['--'], block: [['--[[', ']]']], strings: ['"', "'"], longStrings: [['[[', ']]']] },
  { languageIds: ['haskell', 'purescript', 'elm', 'idris', 'agda', 'literate haskell'], line: ['--'], block: [['{-', '-}']], strings: ['"'] },
  { languageIds: ['lean', 'lean4'], line: ['--'], block: [['/-', '-/']], strings: [], longStrings: ['"'] },
  { languageIds: ['ada', 'vhdl', 'applescript', 'eiffel'], line: ['--'], strings: ['"'] },
  { languageIds: ['matlab', 'octave'], line: ['%', '#'], block: [['%{', '%}']], strings: ['"'] },
  { languageIds: ['erlang', 'prolog', 'postscript', 'mercury'], line: ['%'], strings: ['"'] },
  { languageIds: ['clojure', 'lisp', 'commonlisp', 'emacs-lisp', 'elisp', 'scheme', 'racket', 'fennel', 'janet', 'hy', 'asm', 'nasm', 'autohotkey', 'ahk', 'ini', 'reg'], line: [';'], strings: [], longStrings: ['"'] },
  { languageIds: ['vb', 'vbscript', 'vba'], line: ["'"], strings: ['"'] },
  { languageIds: ['fortran', 'fortran-modern', 'fortranfreeform', 'FortranFreeForm', 'FortranFixedForm'], line: ['!'], strings: ['"', "'"] },
  { languageIds: ['viml', 'vim'], line: ['"'], strings: ["'"] },
  { languageIds: ['bat', 'batchfile'], line: ['REM ', '::'], strings: [] },
  { languageIds: ['fsharp'], line: ['//'], block: [['(*', '*)']], strings: ['"'], longStrings: ['"""'] },
  { languageIds: ['ocaml', 'coq', 'rocq', 'mathematica', 'wolfram', 'wl', 'sml', 'isabelle'], block: [['(*', '*)']], strings: [], longStrings: ['"'] },
  { languageIds: ['pascal', 'delphi', 'objectpascal'], line: ['//'], block: [['{', '}'], ['(*', '*)']], strings: ["'"] },
  { languageIds: ['css', 'postcss', 'tailwindcss', 'sas'], block: c, strings: ['"', "'"] },
  { languageIds: ['xml', 'xsl', 'xsd', 'svg', 'dtd', 'ant', 'plist', 'xquery'], block: [['<!--', '-->']], strings: [] },
];

/** What can be told of a language by its comments alone: the one mark that nearly all of them use for strings is taken for one. */
export function unknownSyntax({ line, block }: CommentSigns): CodeSyntax {
  return { languageIds: [], ...(line !== undefined && { line: [line] }), ...(block && { block: [block] }), strings: ['"'] };
}

const byId = new Map(codeSyntaxes.flatMap((syntax) => syntax.languageIds.map((id) => [id, syntax] as const)));

/** Words that stand for a language behind a fence or `#+begin_src`, where they differ from VS Code's ids. */
const aliases: Readonly<Record<string, string>> = {
  py: 'python', python3: 'python', ipython: 'python', js: 'javascript', ts: 'typescript', sh: 'shellscript', shell: 'shellscript', console: 'shellscript',
  rb: 'ruby', rs: 'rust', cs: 'csharp', 'c++': 'cpp', 'c#': 'csharp', cuda: 'cuda-cpp', jl: 'julia', yml: 'yaml', hs: 'haskell', golang: 'go',
  kt: 'kotlin', pl: 'perl', ps1: 'powershell', make: 'makefile', docker: 'dockerfile', 'emacs-lisp': 'elisp', html: 'xml', astro: 'xml', R: 'r', pytorch: 'python',
};

/** The syntax of a language by its VS Code id or by what people write behind a fence; `undefined` for one not known. */
export function codeSyntax(language: string): CodeSyntax | undefined {
  return byId.get(language) ?? byId.get(language.toLowerCase()) ?? byId.get(aliases[language] ?? aliases[language.toLowerCase()] ?? '');
}
