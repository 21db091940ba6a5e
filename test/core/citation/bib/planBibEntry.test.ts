import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bibEntry, planEntry, scanBibliography } from '../../../../src/core/citation';
import type { EntryPlanOptions } from '../../../../src/core/citation';
import { post } from '../samples';

const item = post('10088', '一个题目');

function plan(text: string, options: EntryPlanOptions = {}): { text: string; key: string } {
  const result = planEntry(text, item, options);
  assert.ok(result.kind === 'insert', `inserted, not ${result.kind}`);
  const after = text.slice(0, result.offset) + result.text + text.slice(result.offset);
  assert.equal(after.length, text.length + result.text.length);
  return { text: after, key: result.key };
}

function present(text: string, options: EntryPlanOptions = {}): string {
  const result = planEntry(text, item, options);
  assert.ok(result.kind === 'present', `present, not ${result.kind}`);
  return result.key;
}

const padded = `@misc{kexuefm-10088,
  author       = {苏剑林},
  title        = {{一个题目}},
  howpublished = {\\url{https://kexue.fm/archives/10088}},
  year         = {2024},
  month        = may,
  note         = {Blog post, accessed 2026-11-24}
}`;

const other = '@book{knuth,\n  title  = {Books},\n  author = {Knuth}\n}';

describe('the place of a new entry', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['an empty file', '', `${padded}\n`],
    ['only blanks', ' \n\n', ` \n\n${padded}\n`],
    ['blanks without a line end', '  ', `  \n${padded}\n`],
    ['a byte order mark alone', '\uFEFF', `\uFEFF${padded}\n`],
    ['only a comment', '% my books\n', `% my books\n\n${padded}\n`],
    ['a final line end', `${other}\n`, `${other}\n\n${padded}\n`],
    ['no final line end', other, `${other}\n\n${padded}`],
    ['empty lines at the end', `${other}\n\n\n`, `${other}\n\n${padded}\n\n\n`],
    ['JabRef\'s comment at the end', `${other}\n\n@comment{jabref-meta: databaseType:bibtex;}\n`, `${other}\n\n${padded}\n\n@comment{jabref-meta: databaseType:bibtex;}\n`],
    ['a preamble at the end', `${other}\n\n@preamble{"\\newcommand{\\x}{y}"}\n`, `${other}\n\n${padded}\n\n@preamble{"\\newcommand{\\x}{y}"}\n`],
    ['a remark behind the last entry', `${other} % mine\n`, `${other} % mine\n\n${padded}\n`],
    ['a last entry that is never closed', `${other}\n\n@misc{cut,\n  title = {Half\n`, `${other}\n\n${padded}\n\n@misc{cut,\n  title = {Half\n`],
    ['the only entry never closed', '@misc{cut,\n  title = {Half\n', `${padded}\n\n@misc{cut,\n  title = {Half\n`],
    ['the key inside a comment only', `${other}\n@comment{@misc{kexuefm-10088, title={x}}}\n`, `${other}\n\n${padded}\n@comment{@misc{kexuefm-10088, title={x}}}\n`],
    ['the key commented out by %', `${other}\n% @misc{kexuefm-10088, title={x}}\n`, `${other}\n\n${padded}\n% @misc{kexuefm-10088, title={x}}\n`],
  ];
  for (const [name, before, after] of cases) {
    test(name, () => assert.equal(plan(before).text, after));
    if (before.includes('\n')) {
      test(`${name}, CR LF`, () => assert.equal(plan(before.replaceAll('\n', '\r\n')).text, after.replaceAll('\n', '\r\n')));
      test(`${name}, CR`, () => assert.equal(plan(before.replaceAll('\n', '\r')).text, after.replaceAll('\n', '\r')));
    }
  }

  test('keys in order: in its place', () => {
    const entry = (key: string): string => `@misc{${key},\n  title = {T}\n}\n`;
    const { text } = plan([entry('aa'), entry('bb'), entry('zz')].join('\n'));
    assert.deepEqual(scanBibliography(text).entries.map(({ key }) => key), ['aa', 'bb', 'kexuefm-10088', 'zz']);
    assert.equal(scanBibliography(text).sorted, true);
  });

  test('keys in order, before the first', () => {
    const entry = (key: string): string => `@misc{${key},\n  title = {T}\n}\n`;
    const { text } = plan([entry('x'), entry('y'), entry('z')].join('\n'));
    assert.ok(text.startsWith('@misc{kexuefm-10088,\n'));
    assert.ok(text.includes('}\n\n@misc{x,'));
  });

  test('mixed line ends keep the ones they have; the entry takes the most frequent', () => {
    const before = '@misc{a,\r\n  title = {A}\r\n}\r\n@misc{b,\n  title = {B}\r\n}\r\n';
    const { text } = plan(before);
    assert.equal(text.replace(/\r\n\r?\n?@misc\{kexuefm[^]*?\r\n\}/, ''), before);
    assert.ok(!/[^\r]\n {2}author/.test(text));
  });

  test('an unsettled merge is not written into', () => {
    const text = `<<<<<<< HEAD\n${other}\n=======\n@book{b, title={B}}\n>>>>>>> theirs\n`;
    assert.deepEqual(planEntry(text, item, {}), { kind: 'refused', reason: 'mergeConflict' });
  });
});

describe('the layout of a new entry', () => {
  test('tabs, quotes, tight signs, a comma behind the last field', () => {
    const { text } = plan('@article{a,\n\ttitle="T",\n\tyear="2020",\n}\n', { dialect: 'misc-url' });
    assert.ok(text.includes('\n\ttitle="{一个题目}",\n\turl="https://kexue.fm/archives/10088",\n'));
    assert.ok(text.includes('\tmonth=may,\n'));
    assert.ok(text.endsWith('\turldate="2026-11-24",\n}\n'));
  });

  test('a wider column is kept', () => {
    const { text } = plan('@book{a,\n  title                = {T},\n  author               = {A},\n}\n');
    assert.ok(text.includes('\n  howpublished         = {'));
    assert.ok(text.endsWith(',\n}\n'));
  });

  test('entries without empty lines between them stay so', () => {
    const { text } = plan('@book{b,\n title = {B}\n}\n@book{a,\n title = {A}\n}\n');
    assert.ok(text.includes('}\n@misc{kexuefm-10088,\n author = {苏剑林},\n'));
  });
});

describe('an entry that is there already', () => {
  const urls = [
    'url = {https://kexue.fm/archives/10088}',
    'url = {http://www.spaces.ac.cn/archives/10088/}',
    'url={\\url{https://kexue.fm/archives/10088}}',
    'howpublished = "\\url{https://spaces.ac.cn/archives/10088#方法}"',
    'howpublished = {\\href{https://kexue.fm/index.php/archives/10088/}{blog}}',
    'note = {\\url{https://kexue.fm/archives/10088}}',
    'url = "https://KEXUE.fm/archives/10088?utm=1"',
  ];
  for (const url of urls) {
    test(url, () => assert.equal(present(`@online{su-moe,\n  title = {X},\n  ${url}\n}\n`), 'su-moe'));
  }
  test('its key in another case, with its address', () => {
    assert.equal(present('@misc{KexueFM-10088,\n url = {https://kexue.fm/archives/10088}\n}\n'), 'KexueFM-10088');
  });
  test('its key without an address', () => assert.equal(present('@misc(kexuefm-10088,\n title = "x"\n)\n'), 'kexuefm-10088'));
  test('another post whose number begins alike is another post', () => {
    assert.equal(plan('@misc{a,\n  url = {https://kexue.fm/archives/100881}\n}\n').key, 'kexuefm-10088');
  });
  test('an address in the abstract of something else is no entry of the post', () => {
    assert.equal(plan('@misc{a,\n  abstract = {see https://kexue.fm/archives/10088},\n  url = {https://arxiv.org/abs/1}\n}\n').key, 'kexuefm-10088');
  });
  test('its key taken by another post: a letter behind it', () => {
    const taken = '@misc{kexuefm-10088,\n  url = {https://example.org/}\n}\n';
    assert.equal(plan(taken).key, 'kexuefm-10088a');
    assert.equal(plan(`${taken}@misc{KEXUEFM-10088A,\n}\n`).key, 'kexuefm-10088b');
  });
  test('a key that names no single post is the post\'s only with its title', () => {
    const options: EntryPlanOptions = { keyPattern: '{author}{year}' };
    assert.equal(present('@misc{su2024,\n  title = {{一个题目}}\n}\n', options), 'su2024');
    assert.equal(plan('@misc{su2024,\n  title = {另一个}\n}\n', options).key, 'su2024a');
  });
});

test('fields can be left out, and the author written in three ways', () => {
  assert.ok(!plan('', { omitFields: ['note', 'month'] }).text.match(/note|month/));
  assert.match(plan('', { author: 'latin', dialect: 'online' }).text, /author += \{Su, Jianlin\},[^]*organization = \{Scientific Spaces\}/);
  assert.match(plan('', { author: 'both' }).text, /author += \{\{苏剑林 \(Su Jianlin\)\}\}/);
});

test('for the styles of GB/T 7714: a whole date, and the pinyin to sort by', () => {
  const { text } = plan('', { dialect: 'gbt7714' });
  assert.match(text, /^@online\{kexuefm-10088,\n[^]* date += \{2024-05-07\},\n[^]* key += \{su1 jian4 lin2\}\n\}\n$/);
});

test('a single word with a hyphen is one name', () => {
  const item = { ...post('1'), authors: [{ literal: 'some-body' }] };
  assert.match(bibEntry(item, { dialect: 'online' }), /author += \{\{some-body\}\}/);
  assert.match(bibEntry({ ...item, authors: [{ literal: 'Jean-Paul Sartre' }] }, { dialect: 'online' }), /author += \{Jean-Paul Sartre\}/);
});
