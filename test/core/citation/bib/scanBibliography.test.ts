import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFields } from '../../../../src/core/citation/bib/bibFields';
import { scanBibliography } from '../../../../src/core/citation/bib/scanBibliography';

const keys = (text: string): string[] => scanBibliography(text).entries.map(({ key }) => key);

test('reads past what is no entry', () => {
  const text = [
    'Mail me at me@example.org {really}',
    '@comment{jabref @misc{no, title={x}}}',
    '@string{acm = "ACM {Press}"}',
    '@preamble{"\\newcommand{\\noop}[1]{}"}',
    '% @misc{off, title={x}}',
    '@Article { one , title = {A @ sign and a {nested {brace}}}, note = "q}{uote" }',
    '@misc(two, title = {paren ) inside}, note = "and ) here")',
    '@misc{three,title={x}}@misc{four,title={y}}',
  ].join('\n');
  assert.deepEqual(keys(text), ['one', 'two', 'three', 'four']);
});

test('an entry that is never closed ends where the next begins', () => {
  const text = '@misc{a,\n title={A}\n}\n@misc{cut,\n title={B\n\n@misc{b,\n title={C}\n}\n';
  assert.deepEqual(scanBibliography(text).entries.map(({ key, broken }) => [key, broken]), [['a', false], ['cut', true], ['b', false]]);
});

test('a value that looks like an entry is none while the braces match', () => {
  assert.deepEqual(keys('@misc{a,\n abstract={listing:\n@misc{inner,\n x={1}\n}\n}\n}\n@misc{b,\n x={1}\n}\n'), ['a', 'b']);
});

test('many entries never closed take linear time', () => {
  const text = '@misc{cut,\n title={B\n'.repeat(20_000);
  assert.equal(scanBibliography(text).entries.length, 20_000);
});

test('offsets are those of the text', () => {
  const text = 'x @misc{kéy:1/a,\n  title = {T}\n} y';
  const [entry] = scanBibliography(text).entries;
  assert.ok(entry);
  assert.equal(text.slice(entry.start, entry.end), '@misc{kéy:1/a,\n  title = {T}\n}');
  assert.equal(entry.key, 'kéy:1/a');
});

test('fields with every kind of value', () => {
  const text = '@misc{a, Title = {A {B} C}, month = may # "~" # {7}, year=2020, note = "say {"}hi{"}", }';
  const [entry] = scanBibliography(text).entries;
  assert.ok(entry);
  assert.deepEqual(readFields(text, entry).map(({ name, value }) => [name, value]), [
    ['title', 'A {B} C'],
    ['month', 'may~7'],
    ['year', '2020'],
    ['note', 'say {"}hi{"}'],
  ]);
});

test('keys in order, cases aside', () => {
  const text = (...names: string[]): string => names.map((name) => `@misc{${name},x=1}\n`).join('');
  assert.equal(scanBibliography(text('a', 'B', 'c')).sorted, true);
  assert.equal(scanBibliography(text('a', 'c', 'b')).sorted, false);
  assert.equal(scanBibliography(text('a', 'b')).sorted, false, 'two may be so by chance');
});
