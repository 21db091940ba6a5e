import type { JudgedFormula } from '../../harness/mathjaxJudge.mjs';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const LETTERS = ['x', 'y', 'n', '\\alpha', '\\theta', '\\mathcal{L}', '\\mathbb{R}', '\\boldsymbol{W}', '\\partial', '1', '42', '\\infty', '\\hat{x}', '\\nabla', '\\ell', '3.14', '\\Vert'];
const RELATIONS = ['+', '-', '=', '<', '>', '\\leq', '\\in', '\\to', '\\cdot', ',', '\\,', '\\quad', '\\&', '\\ne', '/', '!', '\\approx', '\\lt', '|', '~', ':', '\\sim'];
const TEXTS = ['若', '其他情况', 'if ', '第$i$项', '共\\$5', 'a_b', '50%的', 'x^2与y', '（见\\ref{L1}）', '“引号”', 'a & b', 'A{B}C', '由\\eqref{L2}', '$\\frac{a}{b}$，', '#1', '\\{x\\}'];
const LOADED = '\\cancel{x}\\unicode{x41}\\bbox[red]{x}\\enclose{circle}{x}\\class{a}{x}\\verb|x|\\color{red}{x}\\mmlToken{mi}{x}';
const TAGS = ['*', '1.a', '$\\star$', 'A-1', '甲', '$x_1$', '\\text{a}'];

/** Writes formulas as posts have them, and as they should not: a page of them for each seed. */
export class FormulaGrammar {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = randomFrom(seed);
  }

  /** The formulas of one page; labels `L1` … and macros go from one to the next. */
  page(count: number): JudgedFormula[] {
    // the engine loads these commands at their first use, and then takes for drawn what is wrong
    return [{ tex: LOADED, display: false }, ...Array.from({ length: count }, () => this.formula())];
  }

  private formula(): JudgedFormula {
    return this.chance(0.2) ? { tex: this.inline(), display: false } : { tex: this.display(), display: true };
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)] as T;
  }

  private upTo(most: number): number {
    return 1 + Math.floor(this.random() * most);
  }

  private label(): string {
    return `L${String(this.upTo(30))}`;
  }

  private inline(): string {
    if (this.chance(0.3)) return `\\${this.pick(['eqref', 'ref'])}{${this.label()}}`;
    if (this.chance(0.25)) return `${this.definition()}${this.sum(1)}`;
    if (this.chance(0.1)) return this.numbered();
    return this.sum(2);
  }

  private display(): string {
    if (this.chance(0.25)) return `${this.sum(3)}${this.marks()}`;
    if (this.chance(0.08)) return `${this.sum(1)}\\\\${this.sum(1)}`;
    if (this.chance(0.05)) return this.numbered() + this.numbered();
    return this.numbered();
  }

  /** What numbers, or keeps from numbering, a row. */
  private marks(): string {
    const kind = this.random();
    if (kind < 0.15) return `\\label{${this.label()}}`;
    if (kind < 0.25) return `\\tag${this.chance(0.3) ? '*' : ''}{${this.pick(TAGS)}}`;
    if (kind < 0.32) return `\\tag{${this.pick(TAGS)}}\\label{${this.label()}}`;
    if (kind < 0.4) return this.pick(['\\notag', '\\nonumber', ' \\notag ']);
    return '';
  }

  private numbered(): string {
    const star = this.chance(0.2) ? '*' : '';
    const name = this.pick(['equation', 'equation', 'equation', 'align', 'align', 'gather', 'multline', 'alignat', 'eqnarray', 'flalign']);
    const rows = Array.from({ length: this.upTo(3) }, () => this.row(name));
    const last = this.chance(0.15) ? '\\\\' : '';
    const before = this.chance(0.1) ? this.definition() : '';
    const count = name === 'alignat' ? '{2}' : '';
    if (name === 'equation') {
      const body = this.chance(0.3) ? this.table(1) : this.sum(3);
      return `\\begin{equation${star}}${before}${body}${this.marks()}\\end{equation${star}}`;
    }
    return `\\begin{${name}${star}}${count}${before}${rows.join(this.pick(['\\\\', '\\\\ ', '\\\\[3pt]', '\\\\\n', '\\\\%注\n']))}${last}\\end{${name}${star}}`;
  }

  private row(name: string): string {
    const cells = name === 'gather' || name === 'multline' ? 1 : name === 'eqnarray' ? 3 : this.upTo(2);
    return Array.from({ length: cells }, () => this.sum(1)).join('&') + this.marks();
  }

  private sum(depth: number): string {
    let tex = this.term(depth);
    for (let more = Math.floor(this.random() * 3); more > 0; more--) tex += ` ${this.pick(RELATIONS)} ${this.term(depth)}`;
    return tex;
  }

  private group(depth: number): string {
    return `{${this.sum(depth - 1)}}`;
  }

  private term(depth: number): string {
    if (depth <= 0) return this.pick(LETTERS);
    const one = (): string => this.term(0);
    const group = (): string => this.group(depth);
    const shapes: (() => string)[] = [
      () => one() + this.pick(['_i', '^2', '_{ij}', "'", "''", '^{-1}', '_\\theta', '^\\top', '_i^2', '^*', "'^2", '_{\\text{最大}}', '_\\text{max}']),
      () => `\\frac${group()}${group()}`,
      () => `\\sqrt${this.chance(0.3) ? '[3]' : ''}${group()}`,
      () => `\\left${this.pick(['(', '[', '\\{', '.', '|', '\\Vert'])}${this.sum(depth - 1)}\\right${this.pick([')', ']', '\\}', '.', '|', '\\rangle'])}`,
      () => `\\text{${this.pick(TEXTS)}}`,
      () => `\\${this.pick(['mbox', 'textbf', 'text', 'textrm', 'mathrm', 'operatorname', 'hbox'])}{${this.pick(['若', 'abc', 'a b', '其中'])}}`,
      () => `{\\${this.pick(['rm', 'bf', 'cal', 'it'])} ${this.pick(['a', 'ab', 'L'])}${this.chance(0.3) ? ' \\over b' : ''}}`,
      () => `{${this.sum(depth - 1)} ${this.pick(['\\over', '\\atop', '\\choose'])} ${this.sum(depth - 1)}}`,
      () => `\\color{${this.pick(['red', 'blue', '#0a0'])}}${group()}`,
      () => `\\${this.pick(['overset', 'underset', 'stackrel', 'binom', 'dfrac'])}${group()}${group()}`,
      () => `\\underbrace${group()}_{\\text{${this.pick(TEXTS)}}}`,
      () => `\\${this.pick(['sum', 'prod', 'int', 'max', 'lim'])}${this.pick(['', '\\limits'])}_${group()}${this.chance(0.5) ? `^${group()}` : ''} ${one()}`,
      () => `\\mathop{\\text{${this.pick(['argmin', '最小'])}}}${this.pick(['', '\\limits'])}_${group()}`,
      () => `\\boldsymbol${group()}`,
      () => `\\${this.pick(['overline', 'hat', 'widetilde', 'vec', 'bar', 'dot', 'boxed', 'phantom', 'cancel', 'smash', 'mathbf'])}${group()}`,
      () => this.table(depth),
      () => this.table(depth),
      () => `\\${this.pick(['foo', 'foo', 'baz', 'qux', 'argx', 'pair'])}${group()}`,
      () => `\\pair[${one()}]${group()}`,
      () => `\\${this.pick(['ref', 'eqref'])}{${this.label()}}`,
      () => `${one()}% 注释 $ \\label{no}\n`,
      () => `\\${this.pick(['bigl', 'Big', 'bigg'])}(${this.sum(depth - 1)}\\${this.pick(['bigr', 'Big', 'bigg'])})`,
      () => `{\\displaystyle ${this.sum(depth - 1)}}`,
      () => this.rare(depth),
      () => this.rare(depth),
      () => this.odd(),
    ];
    return this.pick(shapes)();
  }

  /** What few posts use, but some do. */
  private rare(depth: number): string {
    const one = (): string => this.term(0);
    const group = (): string => this.group(depth);
    const rows = (): string => `${one()}&${one()}${this.pick(['\\\\', '\\cr', '\\\\[2ex]', '\\\\[-1pt]', '\\\\*'])} ${this.sum(depth - 1)}&${one()}`;
    const shapes: (() => string)[] = [
      () => `\\${this.pick(['bm', 'mathbf', 'mathrm', 'mathit', 'mathsf'])}{${this.pick(['中文', '向量x', 'W', 'x_1'])}}`,
      () => this.pick(['（', '）', '，', '。', '＝', '：', '、', '…', '—', '×', '≤', '∈', '→', '｜', '“', '　', '½', '𝒜', 'é']),
      () => this.pick(['&lt;', '&amp;', '\\verb|x_1|', '\\verb!a&b!', '\\unicode{x263a}', '\\unicode{0x2200}', '\\char"41', '\\S', '\\dots', '\\ldots', '\\not=', '\\not\\in', "f''", '\\prime', '\\lvert', '\\backslash', '\\@', '\\/', '\\-']),
      () => `\\${this.pick(['hspace{1em}', 'hskip 1em', 'kern2pt', 'mspace{3mu}', 'rule{1em}{2pt}', 'quad', 'qquad', '!', 'enspace', 'thinspace', 'negthinspace', 'hskip', 'mkern3mu', 'Space{1em}{1ex}{1ex}', 'hfil', 'allowbreak', 'nobreak', 'newline'])} ${one()}`,
      () => `\\substack{${one()}\\\\${one()}}`,
      () => `\\substack{${rows()}}`,
      () => `\\begin{subarray}{${this.pick(['c', 'l'])}}${rows()}\\end{subarray}`,
      () => `${this.pick(['', '', '\\require{color}'])}\\${this.pick(['colorbox', 'fcolorbox{blue}'])}{red}{若$${one()}${this.marks()}$}`,
      () => `${this.pick(['', '', '\\require{action}'])}\\toggle${group()}{${this.sum(depth - 1)}${this.marks()}}\\endtoggle`,
      () => `\\sum_{\\substack{${one()}\\\\${one()}}}^{\\begin{subarray}{l}${one()}\\\\${one()}\\end{subarray}}`,
      () => `\\${this.pick(['xrightarrow', 'xleftarrow', 'xlongequal', 'xmapsto', 'xleftrightarrow', 'xRightarrow', 'xtofrom'])}${this.chance(0.5) ? `[${one()}]` : ''}${group()}`,
      () => `\\${this.pick(['overbrace', 'overline', 'overrightarrow', 'widehat', 'overleftrightarrow'])}${group()}^${group()}`,
      () => this.pick([`\\root 3 \\of${group()}`, `\\buildrel ${one()} \\over ${one()}`, `\\cfrac[l]${group()}${group()}`, `\\genfrac(]{0pt}{1}${group()}${group()}`, `\\genfrac{}{}{}{}${group()}${group()}`, `\\sideset{_a^b}{_c^d}\\sum${one()}`, `\\tfrac12`, `\\frac ${one()} ${one()}`, `\\sqrt ${one()}`, `\\binom nk`]),
      () => `\\operatorname${this.pick(['', '*'])}{arg\\,max}_${group()}`,
      () => `\\${this.pick(['eqalign', 'matrix', 'pmatrix', 'cases', 'displaylines', 'eqalignno', 'leqalignno'])}{${rows()}}`,
      () => this.environment(this.pick(['Bmatrix', 'Vmatrix', 'dcases', 'rcases', 'numcases', 'subequations', 'CD', 'eqnarray*', 'align*', 'gather*', 'math', 'displaymath', 'darray', 'xalignat', 'multlined', 'empheq', 'center', 'prooftree']), rows()),
      () => `\\begin{array}{${this.pick(['@{}l|r@{}', 'c:c', '|c|c|', 'cc', 'l', '*{2}{c}', 'p{2cm}c', '>{x}cc', ''])}}${this.pick(['', '\\hline ', '\\hdashline '])}${rows()}\\\\${this.pick(['', '\\hline', '\\hdashline'])}\\end{array}`,
      () => `\\${this.pick(['color', 'textcolor'])}${this.pick(['{red}', '[rgb]{1,0,0}', '[RGB]{255,0,0}', '{nosuch}'])}${group()}`,
      () => `\\${this.pick(['raise', 'lower'])}2pt{${one()}}`,
      () => `\\${this.pick(['bcancel', 'xcancel', 'mathring', 'dddot', 'underline', 'fbox', 'boxed', 'rlap', 'llap', 'mathrlap', 'vcenter', 'bbox[red]', 'bbox[5px,border:1px solid]', 'enclose{circle}', 'tiny', 'large', 'mathstrut', 'strut', 'hphantom', 'vphantom', 'pmb', 'mathclap', 'cancelto{0}', 'style{color:red}', 'class{a}', 'cssId{a}', 'href{#a}', 'mmlToken{mi}'])}${group()}`,
      () => `\\left${this.pick(['\\lfloor', '\\langle', '/', '<', '\\lbrace', '\\uparrow', '\\lvert'])}${one()}\\middle${this.pick(['|', '/', '\\|', '\\vert'])}${one()}\\right${this.pick(['\\rfloor', '\\rangle', '>', '\\rbrace', '\\rvert'])}`,
      () => `\\pt(${one()},${one()})`,
      () => `\\${this.pick(['pmod', 'mod', 'pod', 'bmod'])}{${one()}}`,
      () => `\\${this.pick(['dots', 'iint', 'oint', 'bigoplus', 'varinjlim', 'limsup', 'gcd', 'Pr', 'injlim', 'idotsint'])}_${group()}`,
      () => `\\mathchoice${group()}${group()}${group()}${group()}`,
      () => `\\begin{aligned}${rows()}\\end{aligned}${this.marks()}`,
      () => `\\begin{split}${rows()}${this.marks()}\\end{split}`,
    ];
    return this.pick(shapes)();
  }

  private environment(name: string, body: string): string {
    return `\\begin{${name}}${body}\\end{${name}}`;
  }

  private table(depth: number): string {
    const [name, args] = this.pick([
      ['aligned', ''], ['cases', ''], ['pmatrix', ''], ['array', '{c|c}'], ['gathered', ''], ['split', ''], ['matrix', ''], ['bmatrix', ''], ['aligned', '[t]'], ['smallmatrix', ''], ['vmatrix', ''], ['alignedat', '{2}'],
    ] as const);
    const row = (): string => (name === 'gathered' ? this.sum(depth - 1) : `${this.sum(depth - 1)}&${this.sum(depth - 1)}`) + (this.chance(0.04) ? this.marks() : '');
    const rows = Array.from({ length: this.upTo(3) }, row).join(this.pick(['\\\\', '\\\\ ', '\\\\[2pt]', '\\cr ']));
    return `\\begin{${name}}${args}${rows}${this.chance(0.2) ? '\\\\' : ''}\\end{${name}}`;
  }

  /** None that numbers: the engine sets what refers forward once more at the end, with the macros of the whole page. */
  private definition(): string {
    return this.pick([
      () => `\\newcommand{\\foo}[1]{#1^{2}}`,
      () => `\\newcommand{foo}[1]{\\left(#1\\right)}`,
      () => `\\newcommand{\\pair}[2][0]{\\langle #1,#2\\rangle}`,
      () => `\\def\\baz#1{\\frac{#1}{2}}`,
      () => `\\renewcommand{\\foo}[1]{\\mathcal{F}_{#1}}`,
      () => `\\DeclareMathOperator{\\argx}{arg\\,x}`,
      () => `\\def\\qux{\\boldsymbol{Q}}`,
      () => `\\newcommand{\\hat}[1]{\\widehat{#1}}`,
      () => `\\def\\baz#1{{#1}^2}`,
      () => `\\let\\qux=\\alpha`,
      () => `\\def\\pt(#1,#2){\\langle #1|#2\\rangle}`,
      () => `\\DeclareMathOperator*{\\argx}{arg\\,min}`,
      () => `\\newenvironment{nosuch}{(}{)}`,
      () => `\\require{color}`,
    ])();
  }

  /** What is wrong, or nearly so. */
  private odd(): string {
    return this.pick(['\\nosuch', 'x^2^3', 'x_1_2', '&', '{', '}', '\\\\', '\\left(', '\\right)', '\\begin{nosuch}x\\end{nosuch}', '\\hline', '$', '#', '\\frac1', 'x^', '\\over', '{}', '\\sqrt', '\\label{L1}', '\\tag{t}', '^2', '_i', '\\begin{cases}a', '\\end{aligned}', '\\text', '\\mathrm', '\\limits', '\\middle|', '\\cr']);
  }
}
