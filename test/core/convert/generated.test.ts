import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlToMarkdown } from '../../../src/core/convert/htmlToMarkdown';
import { contentOf, render } from './pageContent';

/** A small generator of numbers, the same in every run (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
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

class PageMaker {
  private readonly open = new Set<string>();

  constructor(private readonly random: (below: number) => number) {}

  page(): string {
    return this.many(1 + this.random(5), () => this.block(0));
  }

  private block(depth: number): string {
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

test('generated pages come through to the character, with every kind of markup in the text', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const html = new PageMaker(randomNumbers(seed)).page();
    const markdown = htmlToMarkdown(html, { baseUrl: 'https://kexue.fm/archives/1' });
    const expected = contentOf(html);
    const actual = contentOf(render(markdown));
    for (const kind of ['text', 'headings', 'links', 'code', 'items', 'quotes'] as const) {
      // a quote or an item with nothing in it may go
      assert.deepEqual(actual[kind]?.filter(Boolean), expected[kind]?.filter(Boolean), `${kind} of page ${String(seed)}\n${html}\n----\n${markdown}`);
    }
    // emphasis may be cut where a block begins inside, but no letter loses or gains it
    for (const kind of ['strong', 'deleted'] as const) {
      assert.equal(actual[kind]?.join(''), expected[kind]?.join(''), `${kind} of page ${String(seed)}\n${html}\n----\n${markdown}`);
    }
  }
});
