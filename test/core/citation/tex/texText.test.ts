import assert from 'node:assert/strict';
import { test } from 'node:test';
import { texAddress, texText } from '../../../../src/core/citation/tex/texText';

const cases: readonly (readonly [string, string])[] = [
  ['50% & #1_a', '50\\% \\& \\#1\\_a'],
  ['{a} ~ ^ \\', '\\{a\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{}'],
  ['a } b {', 'a \\textbraceright{} b \\textbraceleft{}'],
  ['x ≤ y → ∞', 'x $\\leq$ y $\\to$ $\\infty$'],
  ['x₁² − ℝⁿ', 'x$_{1}$² $-$ $\\mathbb{R}$$^{n}$'],
  ['$a_1 \\le \\frac{b}{2}$ & c', '$a_1 \\le \\frac{b}{2}$ \\& c'],
  ['costs $5 and $6', 'costs \\$5 and \\$6'],
  ['$\\input{x}$', '\\$\\textbackslash{}input\\{x\\}\\$'],
  ['$\\def\\x{1}\\x$', '\\$\\textbackslash{}def\\textbackslash{}x\\{1\\}\\textbackslash{}x\\$'],
  ['$a^^5cinput$', '\\$a\\textasciicircum{}\\textasciicircum{}5cinput\\$'],
  ['$x} y {z$', '\\$x\\textbraceright{} y \\textbraceleft{}z\\$'],
  ['a -- b --- c', 'a -{}- b -{}-{}- c'],
  ['a, b,', 'a, b,{}'],
  ['two\nlines\u0000and\tmore', 'two lines and more'],
];

for (const [text, tex] of cases) test(JSON.stringify(text), () => assert.equal(texText(text), tex));

test('symbols stay for readers that know Unicode', () => assert.equal(texText('x ≤ y & $z$', 'unicode'), 'x ≤ y \\& $z$'));

test('an address is raw but for what would end its field', () => {
  assert.equal(texAddress('https://x.org/a_b%20c?d=1&e=~f#g'), 'https://x.org/a_b%20c?d=1&e=~f#g');
  assert.equal(texAddress('https://x.org/{a}\\input{b} c%'), 'https://x.org/%7Ba%7D%5Cinput%7Bb%7D%20c%25');
  assert.equal(texAddress('https://x.org/"a"/e\u0301'), 'https://x.org/%22a%22/e%CC%81');
});
