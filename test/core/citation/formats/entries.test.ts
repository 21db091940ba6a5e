import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse as parseYaml } from 'yaml';
import { exportEntries, planEntry, scanBibliography } from '../../../../src/core/citation';
import type { BibliographyFormat } from '../../../../src/core/citation';
import { post } from '../samples';

const item = post('7', '题目');

function insert(text: string, format: BibliographyFormat, of = item): string {
  const plan = planEntry(text, of, { format });
  assert.ok(plan.kind === 'insert', plan.kind);
  return text.slice(0, plan.offset) + plan.text + text.slice(plan.offset);
}

function present(text: string, format: BibliographyFormat): string {
  const plan = planEntry(text, item, { format });
  assert.ok(plan.kind === 'present', plan.kind);
  return plan.key;
}

describe('CSL-JSON', () => {
  const ids = (text: string): unknown[] => (JSON.parse(text) as { id: unknown }[]).map(({ id }) => id);
  test('keeps what is there, in the file\'s indentation', () => {
    for (const indent of ['  ', '    ', '\t']) {
      const before = `${JSON.stringify([{ id: 'a', title: 'A' }, { id: 'b' }], null, indent)}\n`;
      const after = insert(before, 'csl-json');
      assert.ok(after.startsWith(before.slice(0, before.lastIndexOf(']')).trimEnd()));
      assert.equal(after, `${JSON.stringify(JSON.parse(after), null, indent)}\n`);
      assert.deepEqual(ids(after), ['a', 'b', 'kexuefm-7']);
    }
  });
  test('CR LF', () => assert.ok(!/[^\r]\n/.test(insert('[\r\n  {\r\n    "id": "a"\r\n  }\r\n]\r\n', 'csl-json'))));
  test('one line', () => assert.deepEqual(ids(insert('[{"id":"a"}]', 'csl-json')), ['a', 'kexuefm-7']));
  for (const empty of ['', '\n', '[]', '[ ]', '[\n]\n']) test(`empty: ${JSON.stringify(empty)}`, () => assert.deepEqual(ids(insert(empty, 'csl-json')), ['kexuefm-7']));
  test('there already', () => {
    assert.equal(present('[{"id": "su", "URL": "http://spaces.ac.cn/archives/7/"}]', 'csl-json'), 'su');
    assert.equal(present('[{"id": "kexuefm-7"}]', 'csl-json'), 'kexuefm-7');
  });
  test('no array of items, or broken: refused', () => {
    for (const text of ['{"a": 1}', '[1]', '[{"id": "a"},]']) assert.equal(planEntry(text, item, { format: 'csl-json' }).kind, 'refused');
  });
});

describe('hayagriva', () => {
  const keys = (text: string): string[] => Object.keys(parseYaml(text) as object);
  const before = '# mine\na:\n    type: Book\n    title: "A"\n\n"b c":\n    type: Web\n    url: https://x.org\n';
  test('keeps what is there, in the file\'s indentation', () => {
    const after = insert(before, 'hayagriva');
    assert.ok(after.startsWith(before.trimEnd()));
    assert.ok(after.includes('\n\nkexuefm-7:\n    type: Article\n    title: "题目"\n'));
    assert.deepEqual(keys(after), ['a', 'b c', 'kexuefm-7']);
  });
  test('CR LF, no final line end', () => {
    const after = insert(before.trimEnd().replaceAll('\n', '\r\n'), 'hayagriva');
    assert.ok(!/[^\r]\n/.test(after));
    assert.deepEqual(keys(after), ['a', 'b c', 'kexuefm-7']);
  });
  test('an empty file', () => assert.deepEqual(keys(insert('', 'hayagriva')), ['kexuefm-7']));
  test('there already', () => {
    assert.equal(present('su:\n  type: Article\n  url:\n    value: https://kexue.fm/archives/7\n    date: 2020-01-01\n', 'hayagriva'), 'su');
    assert.equal(present('su:\n  type: Web\n  url: "https://spaces.ac.cn/archives/7"\n', 'hayagriva'), 'su');
  });
  test('a title with braces is taken as it is', () => {
    const title = 'a {b} } "c" \\ d';
    const data = parseYaml(insert('', 'hayagriva', post('7', title))) as Record<string, { title: unknown }>;
    assert.deepEqual(data['kexuefm-7']?.title, { value: { value: title, verbatim: true } });
  });
});

describe('CSL-YAML', () => {
  test('behind the last item of the list', () => {
    const after = insert('---\nreferences:\n- id: a\n  title: "A"\n- id: b\n...\n', 'csl-yaml');
    assert.ok(after.startsWith('---\nreferences:\n- id: a\n  title: "A"\n- id: b\n- id: kexuefm-7\n  type: post-weblog\n'));
    assert.ok(after.endsWith('\n...\n'));
    const data = parseYaml(after.replace(/^---\n|\.\.\.\n$/g, '')) as { references: { id: string; issued: unknown }[] };
    assert.deepEqual(data.references.map(({ id }) => id), ['a', 'b', 'kexuefm-7']);
    assert.equal(data.references[2]?.issued, '2024-05-07');
  });
  test('an empty file, an item that is there', () => {
    assert.match(insert('', 'csl-yaml'), /^references:\n- id: kexuefm-7\n/);
    assert.equal(present('references:\n  - id: su\n    URL: https://kexue.fm/archives/7\n', 'csl-yaml'), 'su');
  });
});

describe('lists for export', () => {
  const items = [post('1', 'A & B'), post('2'), post('1', 'A & B')];
  test('each post once, keys told apart', () => {
    assert.deepEqual(scanBibliography(exportEntries(items, 'bibtex', { keyPattern: 'su{year}' })).entries.map(({ key }) => key), ['su2024', 'su2024a']);
    assert.equal(exportEntries(items, 'ris').match(/^TY {2}- BLOG\r$/gm)?.length, 2);
    assert.equal((JSON.parse(exportEntries(items, 'csl-json')) as unknown[]).length, 2);
    assert.deepEqual(Object.keys(parseYaml(exportEntries(items, 'hayagriva')) as object), ['kexuefm-1', 'kexuefm-2']);
    assert.equal(exportEntries(items, 'plain').trim().split('\n').length, 2);
  });
  test('BibLaTeX and the site\'s own form', () => {
    assert.match(exportEntries(items, 'biblatex'), /^@online\{kexuefm-1,\n {2}author {7}= \{苏剑林\},\n {2}title {8}= \{\{A \\& B\}\},/);
    assert.match(exportEntries(items, 'site'), /url=\{https:\/\/kexue\.fm\/archives\/1\},\n\}\n/);
  });
});
