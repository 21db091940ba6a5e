import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Entry, parse as parseBibtex } from '@retorquere/bibtex-parser';
import { planEntry, sanitizeKey, scanBibliography } from '../../../src/core/citation';
import type { CitationItem, EntryPlanOptions } from '../../../src/core/citation';
import { expectedAddress, fields, folded, naughty, torture } from './hostileFields';

// An ES module that plain require() cannot load.
let parse: typeof parseBibtex;
before(async () => {
  ({ parse } = await import('@retorquere/bibtex-parser'));
});

const old = '@article{old,\n  title = {Old},\n  year  = {2020},\n}\n';
const dialects: readonly EntryPlanOptions[] = [{ dialect: 'misc-howpublished' }, { dialect: 'misc-url' }, { dialect: 'online' }];

/** The parser takes as long to begin as for dozens of entries. */
const parsedAtOnce = 40;

/** What we write ourselves, and math that is known to draw only. */
const ours = /^\\(?:text(?:asciitilde|asciicircum|backslash|less|greater|braceleft|braceright)\{\}|url(?=\{)|[&%$#_{}])/;

function insert(value: string, field: string, options: EntryPlanOptions): { text: string; added: string; key: string; item: CitationItem } {
  const make = fields[field];
  assert.ok(make);
  const { item, keyPattern } = make(value);
  const plan = planEntry(old, item, { ...options, ...(keyPattern === undefined ? {} : { keyPattern }) });
  assert.equal(plan.kind, 'insert');
  assert.ok(plan.kind === 'insert');
  return { text: old.slice(0, plan.offset) + plan.text + old.slice(plan.offset), added: plan.text, key: plan.key, item };
}

function withoutMath(text: string): string {
  return text.replace(/(?<!\\)\$[^$]*\$/g, '');
}

for (const [name, values] of [
  ['the torture corpus', torture.map((row) => row.value)],
  ['the naughty strings', naughty],
] as const) {
  test(`one entry more, no control sequence, for ${name}`, (t) => {
    let tried = 0;
    for (const field of Object.keys(fields)) {
      for (const options of dialects) {
        for (let start = 0; start < values.length; start += parsedAtOnce) {
          const inserts = values.slice(start, start + parsedAtOnce).map((value) => {
            const { text, added, key } = insert(value, field, options);
            const label = `${field} ${options.dialect} ${JSON.stringify(value.slice(0, 60))}`;
            assert.ok(text.startsWith(old.trimEnd()), `old bytes: ${label}`);
            assert.match(key, /^[A-Za-z0-9][\w.:+/-]*$/, label);
            for (const control of withoutMath(added).matchAll(/\\[\s\S]?/g)) {
              assert.match(withoutMath(added).slice(control.index, control.index + 20), ours, `control sequence: ${label}`);
            }
            assert.equal(scanBibliography(text).entries.length, 2, label);
            tried++;
            return { added, key, label };
          });
          const label = inserts.map((one) => one.label).join('\n');
          const parsed = parse(old + inserts.map(({ added }) => added).join(''), { sentenceCase: false, unsupported: 'ignore' });
          assert.deepEqual(parsed.errors, [], label);
          assert.deepEqual(parsed.entries.map((entry) => entry.key), ['old', ...inserts.map(({ key }) => key)], label);
        }
      }
    }
    t.diagnostic(`${tried} entries written and read back`);
  });
}

/** What an entry gives back of a field, and what of the value it should be. */
const readBack: Readonly<Record<string, (entry: Entry) => string>> = {
  title: (entry) => asText(entry.fields.title),
  journal: (entry) => asText(entry.fields['organization']),
  note: (entry) => asText(entry.fields['note']),
  url: (entry) => decodeURIComponent(asText(entry.fields['url']).replace(/^https:\/\/example\.org\//, '')),
  author: (entry) =>
    (entry.fields.author ?? [])
      .map((name) => name.name ?? [name.firstName, name.prefix, name.lastName].filter(Boolean).join(' '))
      .join(' + '),
};

function asText(value: unknown): string {
  return Array.isArray(value) ? value.map(asText).join(' + ') : typeof value === 'string' ? value : '';
}

for (const [field, read] of Object.entries(readBack)) {
  test(`${field}: the torture corpus is read back equal`, (t) => {
    const different: string[] = [];
    for (const { value } of torture) {
      const { text } = insert(value, field, { dialect: 'online' });
      const entry = parse(text, { sentenceCase: false }).entries.at(-1);
      assert.ok(entry);
      const got = read(entry);
      // Math is kept as math, which the parser gives back as Unicode.
      const expected = field !== 'url' && /^\$[^$ ]+\$$/.test(value) ? value.replace(/[$^]/g, '') : value;
      const equal = field === 'url' ? got === expectedAddress(value) : folded(got) === folded(expected) || (expected !== value && got.normalize('NFKC') === expected);
      if (!equal) different.push(`${JSON.stringify(value)} came back as ${JSON.stringify(got)}`);
    }
    t.diagnostic(`${torture.length - different.length} of ${torture.length} equal`);
    assert.deepEqual(different, []);
  });
}

test('keys are made of what every citing language takes', () => {
  for (const value of naughty) assert.match(sanitizeKey(value), /^(?:[A-Za-z0-9](?:[\w.:+/-]*[A-Za-z0-9])?)?$/);
});
