import type { CommandHandler } from './commands';
import { safeColor } from './colors';
import { PLAIN_TABLES } from './plainTables';
import { substitute, TexError } from './reader';
import { escapeTexText } from './text';
import type { Translator } from './translator';

/** What KaTeX lacks, in terms of what it has. MathJax 3 gets these commands as they stand. */
export const REWRITES: ReadonlyMap<string, CommandHandler['run']> = new Map<string, CommandHandler['run']>([
  // macros of one line: `#1` … are arguments as they stand in the source
  ...macros({
    skew: [3, '{{#2{#3\\mkern#1mu}\\mkern-#1mu}{}}'],
    sideset: [3, '\\mathop{{\\vphantom{#3}}#1\\!\\mathop{#3}\\nolimits#2}'],
    cancelto: [2, '{\\cancel{#2}}^{#1}'],
    overparen: [1, '\\overgroup{#1}'],
    underparen: [1, '\\undergroup{#1}'],
    idotsint: [0, '\\mathop{\\int\\cdots\\int}\\nolimits '],
    iiiint: [0, '\\mathop{\\int\\!\\!\\!\\int\\!\\!\\!\\int\\!\\!\\!\\int}\\nolimits '],
    Tiny: [0, '\\tiny '],
    arrowvert: [0, '\\vert '],
    Arrowvert: [0, '\\Vert '],
    bracevert: [0, '\\vert '],
    hdots: [0, '\\ldots '],
    ensuremath: [1, '{#1}'],
    mathbbm: [1, '\\mathbb{#1}'],
    mathds: [1, '\\mathbb{#1}'],
    nicefrac: [2, '{}^{#1}\\!/_{#2}'],
    sfrac: [2, '{}^{#1}\\!/_{#2}'],
    mathtip: [2, '{#1}'],
    texttip: [2, '{#1}'],
    slashed: [1, '{\\not #1}'],
    qedhere: [0, '\\square '],
    emph: [1, '\\textit{#1}'],
    textsc: [1, '\\text{#1}'],
    textsl: [1, '\\textit{#1}'],
  }),
  ...each('xspace protect noindent allowdisplaybreaks displaybreak pagebreak nopagebreak smallskip medskip bigskip', () => undefined),
  ...each('vspace leftroot uproot', (t, name) => void t.reader.readArgument(`\\${name}`)),
  ['strut', (t) => t.set('\\rule[-0.3em]{0em}{1.16em}')],
  ['boxed', (t) => t.pass('boxed', 'm')],
  ['fbox', (t) => t.pass('fbox', 't')],
  ...each('llap rlap clap', (t, name) => t.pass(name, 'm', `math${name}`)),
  ['smash', (t) => withOption(t, 'smash', (option) => (/^[tb]$/.test(option) ? `[${option}]` : ''))],
  ['cfrac', (t) => {
    t.reader.readBrackets('\\cfrac');
    t.pass('cfrac', 'mm');
  }],
  ['genfrac', (t) => {
    const raw = [1, 2, 3, 4].map(() => t.reader.readArgument('\\genfrac').trim());
    if (!/^(?:[\d.]+[a-z]{2})?$/.test(raw[2] ?? '')) throw new TexError('Missing dimension or its units for \\genfrac');
    t.set(`\\genfrac{${raw.join('}{')}}{${t.readMath('\\genfrac')}}{${t.readMath('\\genfrac')}}`);
  }],
  ['operatorname', (t) => {
    const star = t.reader.readStar() ? '*' : '';
    t.set(`\\operatorname${star}{${t.readMath('\\operatorname')}}`);
  }],
  ['root', (t) => {
    const degree = t.reader.readUpTo('\\root', '\\of');
    t.set(`\\sqrt[{${t.translate(degree)}}]{${t.readMath('\\root')}}`);
  }],
  ['buildrel', (t) => {
    const above = t.reader.readUpTo('\\buildrel', '\\over');
    t.set(`\\mathrel{\\overset{${t.translate(above)}}{${t.readMath('\\buildrel')}}}`);
  }],
  ['sqrt', (t) => {
    const degree = t.reader.readBrackets('\\sqrt');
    let radicand = t.reader.readArgument('\\sqrt');
    if (radicand === '\\frac') radicand += `{${t.reader.readArgument('\\frac')}}{${t.reader.readArgument('\\frac')}}`;
    t.set(`\\sqrt${degree === undefined ? '' : `[{${t.translate(degree)}}]`}{${t.translate(radicand)}}`);
  }],
  ['raise', (t) => raise(t, '\\raise', 1)],
  ['lower', (t) => raise(t, '\\lower', -1)],
  ['moveleft', (t) => move(t, '\\moveleft', -1)],
  ['moveright', (t) => move(t, '\\moveright', 1)],
  ...each('hspace mspace hskip kern mkern mskip', (t, name) => {
    t.reader.readStar();
    t.set(`\\kern{${t.reader.readDimension(`\\${name}`)}}`);
  }),
  ['rule', (t) => {
    const raised = t.reader.readBrackets('\\rule');
    const [width, height] = [t.reader.readDimension('\\rule'), t.reader.readDimension('\\rule')];
    t.set(`\\rule${raised !== undefined && /^[-+]?[\d.]+[a-z]{2}$/.test(raised) ? `[${raised}]` : ''}{${width}}{${height}}`);
  }],
  ['Rule', (t) => strutRule(t, '\\Rule', (width) => width)],
  ['Space', (t) => strutRule(t, '\\Space', (width) => {
    t.set(`\\kern{${width}}`);
    return '0em';
  })],
  ...each('overwithdelims atopwithdelims abovewithdelims', (t, name) => {
    const delimiters = `{${t.reader.readDelimiter(`\\${name}`)}}{${t.reader.readDelimiter(`\\${name}`)}}`;
    const thickness = name === 'atopwithdelims' ? '0pt' : name === 'abovewithdelims' ? t.reader.readDimension(`\\${name}`) : '';
    t.beginFraction(name);
    const numerator = t.takeGroup();
    t.emit(`\\genfrac${delimiters}{${thickness}}{}{${numerator}}`);
    t.emitSwitch('{', '}');
    t.top.content = true;
  }),
  ...each('limits nolimits', (t, name) => {
    const last = t.lastWritten;
    // braces over and under take limits by themselves in KaTeX, and no command that says so
    if (/^\\(?:over|under)[a-z]+\{/.test(last)) return;
    const operator = /^\\([a-zA-Z]+)(?:$|[{*])/.exec(last.trim())?.[1];
    if (t.isScripted || (operator !== undefined && OPERATORS.has(operator))) t.emitCommand(name);
    else t.reject(`\\${name} is allowed only on operators`);
  }),
  ['unicode', (t) => {
    const first = t.reader.readBrackets('\\unicode');
    if (first !== undefined && /^\s*[\d.]+\s*,\s*[\d.]+\s*$/.test(first)) t.reader.readBrackets('\\unicode');
    const code = Number(t.reader.readArgument('\\unicode').trim().replace(/^x/i, '0x'));
    if (!Number.isInteger(code) || code < 32 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) throw new TexError('Argument to \\unicode must be a number');
    t.set(`\\text{${escapeTexText(String.fromCodePoint(code))}}`);
  }],
  ['mmlToken', (t) => {
    const kind = t.reader.readArgument('\\mmlToken');
    t.reader.readBrackets('\\mmlToken');
    const text = `\\text{${escapeTexText(t.reader.readArgument('\\mmlToken'))}}`;
    t.set(kind === 'mo' ? `\\mathrel{${text}}` : `\\mathord{${text}}`);
  }],
  ['verb', (t) => {
    t.reader.skipSpace();
    const mark = t.reader.peek();
    const end = mark === '' ? -1 : t.reader.text.indexOf(mark, t.reader.at + 1);
    if (end < 0) throw new TexError("Can't find closing delimiter for \\verb");
    t.set(`\\texttt{${escapeTexText(t.reader.text.slice(t.reader.at + 1, end))}}`);
    t.reader.at = end + 1;
  }],
  ['enclose', (t) => {
    const notations = t.reader.readArgument('\\enclose').trim().split(/\s+/);
    t.reader.readBrackets('\\enclose');
    t.set(notations.reduce((tex, notation) => `${ENCLOSURES.get(notation) ?? ''}{${tex}}`, t.readMath('\\enclose', true)));
  }],
  ['toggle', toggle],
  // with columns, which KaTeX's own has not
  ['substack', (t) => t.set(t.translate(`\\begin{subarray}{c}${t.reader.readArgument('\\substack')}\\end{subarray}`, true))],
  ['bbox', bbox],
  ...each('ce pu cee cf', (t, name) => t.set(`\\${name === 'pu' ? 'pu' : 'ce'}{${t.reader.readArgument(`\\${name}`)}}`)),
  ...each('intertext shortintertext', (t, name) => {
    t.set(`\\mathrlap{\\text{${t.text(t.reader.readArgument(`\\${name}`))}}}`);
    t.scope.noTag = true;
    t.endLine(undefined);
  }),
  ...PLAIN_TABLES,
]);

/** What takes `\\limits`. */
const OPERATORS = new Set(
  'mathop operatorname sum prod coprod int iint iiint oint oiint oiiint intop smallint bigcup bigcap bigsqcup bigvee bigwedge biguplus bigoplus bigotimes bigodot det gcd inf lim liminf limsup max min Pr sup injlim projlim varliminf varlimsup varinjlim varprojlim argmax argmin plim arcsin arccos arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh limits nolimits'.split(' '),
);

type Run = CommandHandler['run'];

function each(names: string, run: Run): [string, Run][] {
  return names.split(' ').map((name) => [name, run]);
}

function macros(bodies: Readonly<Record<string, readonly [count: number, body: string]>>): [string, Run][] {
  return Object.entries(bodies).map(([name, [count, body]]) => [
    name,
    (t) => {
      const args: string[] = [];
      while (args.length < count) args.push(t.reader.readArgument(`\\${name}`));
      t.countExpansion();
      t.reader.replaceRead(substitute(body, args));
    },
  ]);
}

function withOption(t: Translator, name: string, write: (option: string) => string): void {
  const option = t.reader.readBrackets(`\\${name}`)?.trim() ?? '';
  t.set(`\\${name}${write(option)}{${t.readMath(`\\${name}`)}}`);
}

function raise(t: Translator, command: string, sign: 1 | -1): void {
  const dimension = t.reader.readDimension(command);
  t.emit(`\\raisebox{${sign === 1 ? dimension : negate(dimension)}}{$`);
  t.atom();
  t.emit('$}');
}

function move(t: Translator, command: string, sign: 1 | -1): void {
  const dimension = t.reader.readDimension(command);
  const [before, after] = sign === 1 ? [dimension, negate(dimension)] : [negate(dimension), dimension];
  t.emit(`\\kern{${before}}`);
  t.atom();
  t.emit(`\\kern{${after}}`);
}

function negate(dimension: string): string {
  return dimension.startsWith('-') ? dimension.slice(1) : `-${dimension.replace('+', '')}`;
}

/** `\Rule{width}{height}{depth}`. */
function strutRule(t: Translator, command: string, widthOf: (width: string) => string): void {
  const [width, height, depth] = [1, 2, 3].map(() => t.reader.readDimension(command));
  const [up, down] = [toEm(height ?? '0em'), toEm(depth ?? '0em')];
  t.set(`\\rule[${(-down).toFixed(3)}em]{${widthOf(width ?? '0em')}}{${(up + down).toFixed(3)}em}`);
}

const EM: Readonly<Record<string, number>> = { em: 1, ex: 0.43, pt: 0.1, pc: 1.2, px: 0.1, in: 7.2, cm: 2.83, mm: 0.283, mu: 1 / 18 };
function toEm(dimension: string): number {
  const found = /^([-+]?[\d.]+)([a-z]{2})$/.exec(dimension);
  return found ? Number(found[1]) * (EM[found[2] ?? ''] ?? 0) : 0;
}

const ENCLOSURES: ReadonlyMap<string, string> = new Map([
  ['updiagonalstrike', '\\cancel'],
  ['downdiagonalstrike', '\\bcancel'],
  ['horizontalstrike', '\\sout'],
  ['box', '\\boxed'],
  ['roundedbox', '\\boxed'],
  ['circle', '\\boxed'],
  ['top', '\\overline'],
  ['bottom', '\\underline'],
  ['longdiv', '\\overline'],
  ['actuarial', '\\overline'],
]);

/**
 * `\toggle{a}{b}\endtoggle`: where a click would show the next one, the first stays. To the site's engine it is only a name
 * before groups of the row, unless its extension was asked for.
 */
function toggle(t: Translator): void {
  const isKnown = t.macros.required.has('action');
  const states: string[] = [];
  while (isKnown || t.reader.skipSpace() !== '') {
    const state = t.reader.readArgument('\\toggle');
    if (state === '\\endtoggle') break;
    states.push(t.translate(state, !isKnown));
  }
  t.set(`{${states[0] ?? ''}}`);
}

/** `\bbox[yellow, 5px, border: 2px solid red]{…}`: background and border are kept, any other CSS is not. */
function bbox(t: Translator): void {
  const properties = (t.reader.readBrackets('\\bbox') ?? '').split(',').map((property) => property.trim());
  const body = `$\\displaystyle ${t.readMath('\\bbox')}$`;
  let background: string | undefined;
  let border: string | undefined;
  for (const property of properties) {
    if (/^border\s*:/i.test(property)) {
      const colour = property.replace(/^border\s*:/i, '').split(/\s+/).find((word) => /^(?:#[0-9a-f]{3,6}|[a-z]+)$/i.test(word) && !/^(?:solid|dashed|dotted|double|none|thin|thick|medium)$/i.test(word));
      border = safeColor(colour ?? 'black', new Map()) ?? 'black';
    } else background ??= safeColor(property, t.macros.colors);
  }
  if (border !== undefined) t.set(`\\fcolorbox{${border}}{${background ?? 'transparent'}}{${body}}`);
  else if (background !== undefined) t.set(`\\colorbox{${background}}{${body}}`);
  else t.set(`{\\text{${body}}}`);
}
