import { colorOfModel, safeColor } from './colors';
import { readDelimiter } from './delimiters';
import { TexError } from './reader';
import { REWRITES } from './rewrites';
import { escapeTexText, isSplittable } from './text';
import type { Translator } from './translator';

type Run = (t: Translator, name: string) => void;
export interface CommandHandler {
  readonly run: Run;
  /** Writes what only KaTeX needs written so; MathJax 3 gets the command as it stands. */
  readonly katexOnly?: boolean;
}

/** Commands that both engines have, by the arguments that have to be looked into. See {@link Translator.pass}. */
export const PASSED: ReadonlyMap<string, string> = new Map([
  ...list('mm', 'frac dfrac tfrac binom dbinom tbinom overset underset stackrel'),
  ...list(
    'm',
    'overline underline overbrace underbrace overrightarrow underrightarrow overleftarrow underleftarrow overleftrightarrow underleftrightarrow phantom vphantom hphantom mathord mathopen mathclose mathbin mathrel mathpunct mathinner vcenter acute grave ddot tilde bar breve check hat vec dot widetilde widehat mathring utilde widecheck overgroup undergroup overlinesegment underlinesegment Overrightarrow overleftharpoon overrightharpoon underbar',
  ),
  ...list('g', 'mathrm mathbf mathbb mathit mathfrak mathsf mathtt mathscr mathnormal Bbb substack pmb bold mathsfit cancel bcancel xcancel pmod pod mod'),
  ...list('m', 'dddot ddddot'),
  ...list('om', 'xrightarrow xleftarrow xmapsto xlongequal xtwoheadrightarrow xtwoheadleftarrow xtofrom xleftrightarrow xhookrightarrow xhookleftarrow xRightarrow xLeftarrow xLeftrightarrow xrightleftharpoons xleftrightharpoons xrightharpoonup xrightharpoondown xleftharpoonup xleftharpoondown'),
  ...list('t', 'text textrm textit textbf textsf texttt textnormal textup textmd'),
  ...list('mmmm', 'mathchoice'),
]);

function list(spec: string, names: string): [string, string][] {
  return names.split(' ').map((name) => [name, spec]);
}

const table = new Map<string, CommandHandler>();
/** Commands that are written anew. */
export const COMMANDS: ReadonlyMap<string, CommandHandler> = table;

function both(names: string, run: Run): void {
  for (const name of names.split(' ')) table.set(name, { run });
}
function katex(names: string, run: Run): void {
  for (const name of names.split(' ')) table.set(name, { run, katexOnly: true });
}

// ── numbers and references ────────────────────────────────────────────────────────────────────────────────────────────

both('tag', (t) => {
  const star = t.reader.readStar();
  const source = t.reader.readArgument('\\tag').trim();
  const { scope } = t;
  const shown = t.text(source);
  if (scope.tagsForbiddenIn !== undefined) t.reject(`\\tag not allowed in ${scope.tagsForbiddenIn} environment`);
  else if (scope.tag) t.reject('Multiple \\tag');
  if (!t.isRejected) scope.tag = { number: source, shown: star ? shown : `(${shown})` };
});

both('notag nonumber', ({ scope }) => {
  scope.tag = undefined;
  scope.noTag = true;
});

both('label', (t) => {
  const label = t.reader.readArgument('\\label');
  const { labels } = t.context.numbering;
  if (label === '' || t.isRejected) return;
  if (t.scope.label !== undefined) {
    t.reject('Multiple \\label');
    return;
  }
  t.scope.label = label;
  if (labels.has(label)) {
    t.reject(`Label '${label}' multiply defined`);
    return;
  }
  labels.set(label, { number: '???', anchor: undefined });
});

both('ref eqref', (t, name) => {
  const label = t.reader.readArgument(`\\${name}`);
  t.set(`\\text{${t.context.refer(label, name === 'eqref')}}`);
});

// the site's own: the next automatic number is one more
both('setCounter', (t) => {
  const value = t.reader.readArgument('\\setCounter').trim();
  if (/^\d{1,9}$/.test(value) && !t.isRejected) t.context.numbering.counter = Number(value);
});

// ── definitions ───────────────────────────────────────────────────────────────────────────────────────────────────────

both('newcommand renewcommand providecommand', (t, name) => t.macros.readNewCommand(t.reader, `\\${name}`));
both('def', (t, name) => t.macros.readDef(t.reader, `\\${name}`));
// The site's engine knows none of these, nor does any article; a definition behind them is not taken either.
both('global gdef edef xdef', (_t, name) => {
  throw new TexError(`\\${name} is not supported`);
});
both('let', (t) => t.macros.readLet(t.reader, '\\let'));
both('DeclareMathOperator', (t) => t.macros.readOperator(t.reader, '\\DeclareMathOperator'));
both('Newextarrow', (t) => t.macros.readExtensibleArrow(t.reader, '\\Newextarrow'));
both('newenvironment renewenvironment', (t, name) => t.macros.readEnvironment(t.reader, `\\${name}`));
both('DeclarePairedDelimiter', (t, name) => {
  const command = t.reader.readArgument(`\\${name}`).trim().replace(/^\\/, '');
  const [open, close] = [t.reader.readArgument(`\\${name}`), t.reader.readArgument(`\\${name}`)];
  t.macros.defineSimple(command, 1, `\\left${open}#1\\right${close}`);
});
both('long relax', () => undefined);
both('require', (t) => {
  t.macros.required.add(t.reader.readArgument('\\require').trim());
});
both('definecolor', (t) => {
  const name = t.reader.readArgument('\\definecolor').trim();
  const model = t.reader.readArgument('\\definecolor').trim();
  const color = colorOfModel(model, t.reader.readArgument('\\definecolor'));
  if (color !== undefined) t.macros.colors.set(name, color);
});
both('futurelet expandafter noexpand csname', (_, name) => {
  throw new TexError(`\\${name} is not supported`);
});

// ── structure ─────────────────────────────────────────────────────────────────────────────────────────────────────────

both('begin', (t) => t.begin(t.reader.readArgument('\\begin')));
both('end', (t) => t.end(t.reader.readArgument('\\end')));
both('\\', (t) => {
  const space = t.reader.peek() === '[' ? t.reader.readBrackets('\\\\')?.replace(/ /g, '').replace(',', '.') : undefined;
  if (space !== undefined && space !== '' && !/^-?(?:\.\d+|\d+(?:\.\d*)?)(?:px|pt|em|ex|mu|pc|in|mm|cm)$/.test(space)) {
    throw new TexError('Bracket argument to \\\\ must be a dimension');
  }
  t.endLine(space === '' ? undefined : space);
});
both('newline', (t) => t.endLine(undefined));
both('cr', (t) => {
  if (t.top.kind !== 'array') throw new TexError('Misplaced \\cr');
  t.endLine(undefined);
});
both('left', (t) => {
  const delimiter = readDelimiter(t, '\\left');
  t.push('left', '\\left');
  t.emit(`\\left${delimiter}`);
});
both('right', (t) => {
  const delimiter = readDelimiter(t, '\\right');
  if (t.top.kind === 'array') t.endTable();
  if (t.top.kind !== 'left') throw new TexError('Missing \\left or extra \\right');
  t.pop();
  t.emit(`\\right${delimiter}`);
});
both('middle', (t) => {
  if (t.top.kind !== 'left') throw new TexError('\\middle must be within \\left and \\right');
  t.set(`\\middle${readDelimiter(t, '\\middle')}`);
});
both('over atop choose brace brack above', (t, name) => {
  t.beginFraction(name);
  t.emitCommand(name);
  // KaTeX would hang a script on the command
  if (/[_^]/.test(t.reader.skipSpace())) t.emit('{}');
});
both('big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm', (t, name) => {
  t.set(`\\${name}${readDelimiter(t, `\\${name}`)}`);
});
both('hline hdashline', (t, name) => {
  if (t.top.kind !== 'array' || t.top.content) throw new TexError(`Misplaced \\${name}`);
  // KaTeX has lines in tables only, which multline is none of there, and takes them at the start of a row only
  if (t.top.rule?.kind === 'multline' || t.top.cells > 0) return;
  t.emit(`\\${name} `);
});
both('shoveleft shoveright', (t, name) => {
  if (t.top.rule?.kind !== 'multline') throw new TexError(`\\${name} can only appear within the multline environment`);
});
both('hfill hfil hfilll', (t, name) => {
  if (t.top.kind !== 'array') t.reject(`Unsupported use of \\${name}`);
});

// ── fonts, text and colour ────────────────────────────────────────────────────────────────────────────────────────────

katex('mbox hbox', (t, name) => t.pass(name, 't', 'text'));
katex('mathcal', (t) => {
  const source = t.reader.readArgument('\\mathcal');
  const bold = /^\s*\\(?:boldsymbol|bm)\s*(?:\{([^{}]*)\}|([a-zA-Z]))\s*$/.exec(source);
  if (bold) t.set(boldTex(`\\mathcal{${t.translate(bold[1] ?? bold[2] ?? '')}}`));
  else t.set(`\\mathcal{${t.translate(source, true)}}`);
});
/** KaTeX sets scripts of `\\mathop` beside it also where it is displayed; those of `\\operatorname*` below, but its letters upright. */
katex('mathop', (t) => {
  const body = t.readMath('\\mathop');
  const bare = /[a-zA-Z]/.test(body.replace(/\\(?:text\w*|math(?!cal\b|op\b)\w+|boldsymbol|operatorname)\s*\{[^{}]*\}|\\[a-zA-Z]+/g, ''));
  t.set(`\\${bare ? 'mathop' : 'operatorname*'}{${body}}`);
});
// the site's engine does not know \bm: what is in its braces belongs to the row
katex('boldsymbol bm', (t, name) => t.set(boldTex(t.readMath(`\\${name}`, name === 'bm'))));

/** Fonts that have no bold face of their own in KaTeX's tables: the browser makes them bold, where `\boldsymbol` doesn't. */
const OTHER_FONT = /\\(?:math(?:cal|scr|frak|bb|sf|tt|rm|bf)|cal|Bbb|text\w*|operatorname|rm|sf|tt)(?![a-zA-Z])/;
function boldTex(tex: string): string {
  return OTHER_FONT.test(tex) ? `{\\htmlStyle{font-weight:bold}{\\boldsymbol{${tex}}}}` : `\\boldsymbol{${tex}}`;
}

for (const [name, run] of REWRITES) table.set(name, { run, katexOnly: true });

for (const [name, font] of [
  ['scr', 'mathscr'],
  ['frak', 'mathfrak'],
  ['mit', 'mathnormal'],
  ['bbFont', 'mathbb'],
  ['oldstyle', 'mathcal'],
] as const) {
  katex(name, (t) => t.emitSwitch(`\\${font}{`, '}'));
}
both('rm sf tt bf it cal', (t, name) => t.emitCommand(name));

katex('color textcolor', (t, name) => {
  const color = readColor(t, name);
  const isSwitch = name === 'color' && t.macros.required.has('color');
  if (isSwitch) {
    if (color !== undefined) t.emitSwitch(`\\textcolor{${color}}{`, '}');
    return;
  }
  // which the site's engine does not know: it sets what is in braces as it stands
  const body = t.readMath(`\\${name}`, name === 'textcolor');
  t.set(color === undefined ? `{${body}}` : `\\textcolor{${color}}{${body}}`);
});
katex('colorbox', (t) => {
  const color = readColor(t, 'colorbox');
  const text = readBoxed(t, 'colorbox');
  t.set(color === undefined ? `\\text{${text}}` : `\\colorbox{${color}}{${text}}`);
});
katex('fcolorbox', (t) => {
  const border = readColor(t, 'fcolorbox') ?? 'black';
  const color = readColor(t, 'fcolorbox') ?? 'white';
  t.set(`\\fcolorbox{${border}}{${color}}{${readBoxed(t, 'fcolorbox')}}`);
});
/** To the site's engine, what is in the box is a group of the row, in which a lone dollar is a sign, unless its extension was asked for. */
function readBoxed(t: Translator, name: string): string {
  const source = t.reader.readArgument(`\\${name}`);
  if (t.macros.required.has('color')) return t.text(source);
  return isSplittable(source) ? t.text(source, true) : `$${t.translate(source, true)}$`;
}
function readColor(t: Translator, name: string): string | undefined {
  const model = t.reader.readBrackets(`\\${name}`);
  const color = t.reader.readArgument(`\\${name}`);
  return model === undefined ? safeColor(color, t.macros.colors) : colorOfModel(model.trim(), color);
}

// ── what a page may not do: its content is drawn, its CSS, classes, ids and links are not ─────────────────────────────

both('class cssId htmlClass htmlId htmlData htmlStyle href', (t, name) => {
  t.reader.readArgument(`\\${name}`);
  t.set(`{${t.readMath(`\\${name}`)}}`);
});
katex('style', (t) => {
  const color = /(?:^|;)\s*color\s*:\s*([^;]+)/i.exec(t.reader.readArgument('\\style'))?.[1];
  const safe = color === undefined ? undefined : safeColor(color, new Map());
  const body = t.readMath('\\style');
  t.set(safe === undefined ? `{${body}}` : `\\textcolor{${safe}}{${body}}`);
});
both('url', (t) => t.set(`\\text{${escapeTexText(t.reader.readArgument('\\url'))}}`));
both('includegraphics', () => {
  throw new TexError('\\includegraphics is not supported');
});
