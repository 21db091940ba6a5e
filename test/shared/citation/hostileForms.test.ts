import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { parse } from 'yaml';
import { applyEdits, citationTarget, exportEntries, planCitation } from '../../../src/core/citation';
import type { CitationItem } from '../../../src/core/citation';
import { fields, folded, naughty, torture } from './hostileFields';

const titles = [...new Set([...torture.map(({ value }) => value), ...naughty])].filter((value) => folded(value) !== '');
const post = (title: string): CitationItem => fields['title']?.(title).item as CitationItem;
const address = 'https://kexue.fm/archives/90001';

/** A post of this title cited where the text has `|`. */
function cite(languageId: string, marked: string, title: string): string {
  const [before = '', after = ''] = marked.split('|');
  const target = citationTarget({ languageId, path: 'a', text: before + after, offset: before.length });
  return applyEdits(before + after, planCitation(target, [{ item: post(title), key: 'K' }]).edits);
}

/** Runs a check on every title and names those that fail. */
function everyTitle(name: string, check: (title: string) => void): void {
  test(`${name}: ${String(titles.length)} hostile titles`, () => {
    const failed = titles.flatMap((title) => {
      try {
        check(title);
        return [];
      } catch (error) {
        return [`${JSON.stringify(title)}: ${String(error).slice(0, 400)}`];
      }
    });
    assert.deepEqual(failed, []);
  });
}

everyTitle('RIS', (title) => {
  const lines = exportEntries([post(title)], 'ris').split('\r\n').slice(0, -1);
  for (const line of lines) assert.match(line, /^[A-Z][A-Z0-9] {2}- [^\r\n]*$/);
  assert.deepEqual(lines.map((line) => line.slice(0, 2)), ['TY', 'AU', 'TI', 'T2', 'PY', 'DA', 'LA', 'UR', 'Y2', 'ID', 'ER']);
  assert.equal(folded(lines[2]?.slice(6) ?? ''), folded(title));
});

everyTitle('CSL-JSON', (title) => {
  const [item, ...others] = JSON.parse(exportEntries([post(title)], 'csl-json')) as { title: string }[];
  assert.deepEqual(others, []);
  assert.equal(folded(item?.title ?? ''), folded(title));
});

everyTitle('CSL-YAML', (title) => {
  const { references } = parse(exportEntries([post(title)], 'csl-yaml')) as { references: { title: string; URL: string }[] };
  assert.equal(references.length, 1);
  assert.equal(folded(references[0]?.title ?? ''), folded(title));
  assert.equal(references[0]?.URL, address);
});

everyTitle('hayagriva', (title) => {
  const entries = Object.values(parse(exportEntries([post(title)], 'hayagriva')) as Record<string, { title: string | { value: { value: string; verbatim: true } } }>);
  assert.equal(entries.length, 1);
  const written = entries[0]?.title ?? '';
  assert.equal(folded(typeof written === 'string' ? written : written.value.value), folded(title));
});

everyTitle('a link in Markdown', (title) => {
  const [open, inline, close, ...others] = new MarkdownIt({ html: true, linkify: false }).parse(cite('markdown', 'a |b', title), {});
  assert.deepEqual([open?.type, close?.type, others.length], ['paragraph_open', 'paragraph_close', 0]);
  const tokens = inline?.children ?? [];
  const from = tokens.findIndex(({ type }) => type === 'link_open');
  assert.equal(tokens[from]?.attrGet('href'), address);
  const to = tokens.findIndex(({ type }) => type === 'link_close');
  const inside = tokens.slice(from + 1, to);
  assert.deepEqual(inside.filter(({ type }) => type !== 'text' && type !== 'text_special'), []);
  assert.equal(folded(inside.map(({ content }) => content).join('')), folded(title));
  assert.equal(tokens.filter(({ type }) => type !== 'text').length - inside.filter(({ type }) => type !== 'text').length, 2);
});

for (const [name, languageId, marked] of [['HTML', 'html', '<p>|</p>'], ['JSX', 'javascriptreact', 'f(<p>|</p>)']] as const) {
  everyTitle(`a link in ${name}`, (title) => {
    const written = cite(languageId, marked, title);
    const text = /<p><a href="https:\/\/kexue\.fm\/archives\/90001">([^<>{}"]*)<\/a><\/p>/.exec(written)?.[1];
    assert.ok(text !== undefined, written);
    const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#123': '{', '#125': '}' };
    assert.equal(folded(text.replace(/&([a-z]+|#\d+);/g, (_, entity: string) => entities[entity] ?? '?')), folded(title));
  });
}

/** Language, text with the cursor, what is left of the text around the citation. */
const comments: readonly (readonly [string, string, RegExp])[] = [
  ['c', 'a;|\n', /^\/\/ [^\r\n]*\na;\n$/],
  ['c', '/* | */ a;\n', /^\/\* (?:(?!\*\/)[^\r\n])* \*\/ a;\n$/],
  ['ocaml', 'a|\n', /^\(\* (?:(?!\*\))[^\r\n])* \*\)\na\n$/],
  ['html', '<!-- | --><p/>', /^<!-- (?:(?!--)[^\r\n])* --><p\/>$/],
  ['xml', '<a/>|', /^<!-- (?:(?!--)[^\r\n])* -->\n<a\/>$/],
  ['python', '"""\n|\n"""\n', /^"""\n(?:(?!""")[^\r\n])*\n"""\n$/],
  ['typescriptreact', 'f(<p>\n  {a|}\n</p>)', /^f\(<p>\n {2}\{\/\* (?:(?!\*\/)[^\r\n])* \*\/\}\n {2}\{a\}\n<\/p>\)$/],
  ['latex', 'a % |\nb', /^a % [^\r\n]*\nb$/],
  ['plaintext', 'a\n|\nb', /^a\n[^\r\n]*\nb$/],
];
for (const [languageId, marked, expected] of comments) {
  everyTitle(`a comment in ${languageId} ${JSON.stringify(marked)}`, (title) => assert.match(cite(languageId, marked, title), expected));
}
