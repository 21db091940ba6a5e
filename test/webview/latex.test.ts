import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formulaToMarkdown, withNumber, withoutNumber } from '../../src/webview/latex';

describe('a copied formula without its number', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['\\begin{equation}a=b\\label{eq:x}\\end{equation}', '\\begin{equation}a=b\\end{equation}'],
    ['a \\tag{1}', 'a'],
    ['a\\tag*{\\(x\\)}b', 'ab'],
    ['a\\tag {x{y\\}}z}b', 'ab'],
    ['a\\notag\\\\ b\\nonumber', 'a\\\\ b'],
    ['\\\\label{x}', '\\\\label{x}'],
    ['\\labels{x} \\tagged \\notags', '\\labels{x} \\tagged \\notags'],
    ['a\\tag{never closed', 'a'],
    ['x\\label', 'x\\label'],
  ];
  for (const [tex, expected] of cases) it(`reads ${expected} for ${tex}`, () => assert.equal(withoutNumber(tex), expected));
});

describe('a copied formula with its number', () => {
  it('has the automatic number as a tag, inside its environment', () => {
    assert.equal(withNumber('\\begin{equation}\na=b\n\\end{equation}', ['3']), '\\begin{equation}\na=b \\tag{3}\n\\end{equation}');
  });

  it('keeps a tag of its own', () => {
    assert.equal(withNumber('a\\tag{*}', ['*']), 'a\\tag{*}');
  });

  it('is left as it is where each row has a number, or none has', () => {
    const rows = '\\begin{align}a\\\\b\\end{align}';
    assert.equal(withNumber(rows, ['1', '2']), rows);
    assert.equal(withNumber(rows, []), rows);
  });
});

describe('a formula in Markdown', () => {
  it('stands between dollars', () => {
    assert.equal(formulaToMarkdown(' a\n+ b ', false), '$a + b$');
    assert.equal(formulaToMarkdown('a\n+ b', true), '$$\na\n+ b\n$$');
  });
});
