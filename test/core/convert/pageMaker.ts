/** A small generator of numbers, the same in every run (mulberry32). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const PIECES = [
  ...'*_`~^#+-=>&;:|!?.,()[]{}\\/"\'1289ab',
  ...'函数，。：“”（）、《》Σé😀',
  ' ', ' ', '  ', '\n', '** ', ' **', '__', '1. ', '2) ', '- ', '+ ', '# ', '###### ', '> ', '---', '***', '```', '~~~', '===',
  '|--|', '[a](b)', '![a](b)', '[x]: y', '[^1]', '&lt;b&gt;', '&amp;lt;', '&amp;nbsp;', '&#35;', '&lt;!-- ', 'http://a.cn/b_c_d', 'www.a.cn', '\\*', '\\\\', '&nbsp;',
  'snake_case', 'a*b*c', '2 * 3 * 4', '[ ] ', '&copy', '&amp;copy;', '\\alpha', '\\begin{x}',
];
const FORMULAS = ['$x_1$', '$a&lt;b$', '$\\frac{1}{2}$', '$|x|$', '\\(y\\)', '$$a=b$$', '\\begin{equation}c_1\\\\<br/>\nd&amp;e\\end{equation}', '\\[z\\]', '$\\text{若$x$}$'];

/** Puts pages together at random, well-formed ones, from what breaks converters. */
export class PageMaker {
  private readonly open = new Set<string>();

  /** `rich`: with what only our own reader shows of Markdown: raised and lowered text, places that links lead to. */
  constructor(
    private readonly random: (below: number) => number,
    private readonly isRich = false,
  ) {}

  page(): string {
    return this.many(1 + this.random(5), () => this.block(0));
  }

  private block(depth: number): string {
    if (this.isRich && this.random(4) === 0) return this.richBlock(depth);
    switch (this.random(depth > 2 ? 3 : 9)) {
      case 0:
      case 1:
        return `<p>${this.inline()}</p>`;
      case 2:
        return `<pre><code>${this.text()}</code></pre>`;
      case 3:
        return `<h${String(2 + this.random(3))}>${this.text()}x</h2>`.replace(/<h(\d)>(.*)<\/h2>/s, '<h$1>$2</h$1>');
      case 4:
        return `<blockquote>${this.many(1 + this.random(2), () => this.block(depth + 1))}</blockquote>`;
      case 5:
        return `<ul>${this.many(1 + this.random(3), () => `<li>a${this.random(2) ? this.inline() : this.block(depth + 1)}</li>`)}</ul>`;
      case 6:
        return `<ol start="${String(this.random(12))}">${this.many(1 + this.random(3), () => `<li>${this.inline()}b${this.random(3) ? '' : this.block(depth + 1)}</li>`)}</ol>`;
      case 7:
        return `<table><tr><th>a</th><th>${this.text()}</th></tr><tr><td>${this.text()}</td><td>$|u|$</td></tr></table>`;
      default:
        return this.inline();
    }
  }

  private inline(): string {
    return this.many(1 + this.random(6), () => {
      if (this.isRich && this.random(5) === 0) return this.richInline();
      switch (this.random(12)) {
        case 0:
          return this.within('b', () => this.inline());
        case 1:
          return this.within('em', () => this.inline());
        case 2:
          return this.within('del', () => this.inline());
        case 3:
          return this.within('a', () => `<a href="/archives/${String(this.random(99))}">c${this.text()}</a>`);
        case 4:
          return FORMULAS[this.random(FORMULAS.length)] ?? '';
        case 5:
          return this.random(2) ? '<br/>\n' : `<code>${this.text()}</code>`;
        default:
          return this.text();
      }
    });
  }

  private richBlock(depth: number): string {
    const inside = depth > 2 ? this.inline() : this.block(depth + 1);
    switch (this.random(7)) {
      case 0:
        return `<p id="t${String(this.random(3))}">${this.inline()}</p>`;
      case 1:
        return `<details><summary>${this.inline()}</summary>${inside}</details>`;
      case 2:
        return `<dl><dt>${this.inline()}</dt><dd>${inside}</dd></dl>`;
      case 3:
        return `<ul><li><figure><img src="/a.png" alt="a"><figcaption>图${this.text()}</figcaption></figure></li><li>${inside}b</li></ul>`;
      case 4:
        return `<table><tr><td>${this.inline()}</td><td><code>x|y</code></td></tr><tr><td><p>${this.inline()}</p>${this.random(2) ? '' : `c<pre><code>${this.text()}</code></pre>`}</td></tr></table>`;
      case 5:
        return `<h3 id="s1">${this.within('a', () => `<a href="#s1">f${this.inline()}</a>`)}</h3>`;
      default:
        return `<div>${this.inline()}${inside}</div>`;
    }
  }

  private richInline(): string {
    switch (this.random(6)) {
      case 0:
        return `<sup>${this.random(2) ? 'a b' : '　（1）&nbsp;'}</sup>`;
      case 1:
        return `<sub>${this.random(2) ? 'i, j' : '甲'}</sub>`;
      case 2:
        return `<a name="t${String(this.random(3))}"></a>`;
      case 3:
        return `<span id="t${String(this.random(3))}">${this.text()}d</span>`;
      case 4:
        return this.within('a', () => `<a href="#t${String(this.random(3))}">e${this.inline()}</a>`);
      default:
        return '😀';
    }
  }

  private within(name: string, make: () => string): string {
    if (this.open.has(name)) return this.text();
    this.open.add(name);
    const inside = make();
    this.open.delete(name);
    return name === 'a' ? inside : `<${name}>${inside}</${name}>`;
  }

  private text(): string {
    return this.many(1 + this.random(7), () => PIECES[this.random(PIECES.length)] ?? '');
  }

  private many(count: number, make: () => string): string {
    return Array.from({ length: count }, make).join('');
  }
}
