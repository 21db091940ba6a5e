import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  applyEdits,
  defaultCitationSettings,
  findChangedFields,
  findDuplicates,
  findWrappedAddresses,
  mentionedPosts,
  MentionFinder,
  missingPosts,
  planEntries,
  planLinkReplacements,
} from '../../../../src/core/citation';
import type { CitationDocument } from '../../../../src/core/citation';
import { post } from '../samples';

const posts = ['1', '2', '3', '10'].map((id) => post(id, `题目${id}`));
const finder = new MentionFinder(posts);
const ids = (text: string): string[] => finder.find(text).map(({ item, kind }) => `${kind} ${item.id}`);

describe('posts that a document names', () => {
  test('by keys in citations of every language', () => {
    assert.deepEqual(ids('\\cite{kexuefm-1, kexuefm-2} [@kexuefm-3; -@kexuefm-10] #cite(<kexuefm-1>) {cite}`kexuefm-2;kexuefm-3`'), ['key 1', 'key 2', 'key 3', 'key 10', 'key 1', 'key 2', 'key 3']);
  });
  test('by addresses in every form, each with its exact number', () => {
    assert.deepEqual(ids('https://kexue.fm/archives/1, (http://www.spaces.ac.cn/archives/2/) <https://kexue.fm/archives/10#a> https://kexue.fm/archives/100 https://kexue.fm/archives/3.'), ['address 1', 'address 2', 'address 10', 'address 3']);
  });
  test('a key is no word of the text', () => assert.deepEqual(ids('the kexuefm-1 key, xkexuefm-2 and kexuefm-3x'), []));
  test('each once, in order', () => assert.deepEqual(mentionedPosts(finder.find('[@kexuefm-2] [@kexuefm-1; @kexuefm-2]')).map(({ id }) => id), ['2', '1']));
});

test('posts missing from all bibliographies are added as one replacement', () => {
  const text = '@misc{a,\n  url = {https://kexue.fm/archives/1}\n}\n';
  assert.deepEqual(missingPosts(posts, [{ text, format: 'bib' }, { text: '[{"id":"b","URL":"https://kexue.fm/archives/2"}]', format: 'csl-json' }]).map(({ id }) => id), ['3', '10']);
  const plan = planEntries(text, posts, {});
  assert.deepEqual(plan.keys, ['a', 'kexuefm-2', 'kexuefm-3', 'kexuefm-10']);
  assert.equal(plan.added, 3);
  assert.ok(plan.edit);
  const after = applyEdits(text, [plan.edit]);
  assert.ok(after.startsWith(text.trimEnd()));
  assert.equal(planEntries(after, posts, {}).edit, undefined);
});

describe('faults of a bibliography', () => {
  test('the site\'s wrapped address', () => {
    const text = '@online{kexuefm-1,\n        title={题目1},\n        url={\\url{https://kexue.fm/archives/1}},\n}\n@misc{b,\n howpublished={\\url{https://x.org}}}\n';
    const repairs = findWrappedAddresses(text);
    assert.deepEqual(repairs.map(({ key, to }) => [key, to]), [['kexuefm-1', 'https://kexue.fm/archives/1']]);
    assert.ok(applyEdits(text, repairs.map(({ edit }) => edit)).includes('        url={https://kexue.fm/archives/1},\n'));
  });
  test('entries twice, by key or by address', () => {
    const text = '@misc{A,\n url={https://kexue.fm/archives/1}}\n@misc{b,\n howpublished={\\url{http://spaces.ac.cn/archives/1/}}}\n@misc{a,\n title={x}}\n@misc{c,\n url={https://kexue.fm/archives/2}}\n';
    assert.deepEqual(findDuplicates(text).map(({ reason, entries }) => [reason, entries.map(({ key }) => key)]), [['key', ['A', 'a']], ['address', ['A', 'b']]]);
  });
  test('fields that say something else than the blog does', () => {
    const text = '@misc{a,\n title = {{旧题目}},\n author = {Su Jianlin},\n year = 2023,\n month = {Apr},\n url = {https://kexue.fm/archives/1}}\n@online{b,\n title = "题目{2}",\n date = {2024-05},\n month = may,\n url = {https://kexue.fm/archives/2}}\n';
    const repairs = findChangedFields(text, posts);
    assert.deepEqual(repairs.map(({ key, field, from, to }) => [key, field, from, to]), [['a', 'title', '旧题目', '题目1'], ['a', 'year', '2023', '2024'], ['a', 'month', 'Apr', 'may']]);
    const after = applyEdits(text, repairs.map(({ edit }) => edit));
    assert.ok(after.includes('title = {{题目1}},\n author = {Su Jianlin},\n year = 2024,\n month = {may},'));
    assert.deepEqual(findChangedFields(after, posts), []);
  });
  test('what a macro says, alone or joined to other parts, is left alone', () => {
    const text = '@string{b = "旧"}\n@misc{a,\n title = "A " # b,\n date = b # {2020},\n year = y,\n month = 5 # "~may",\n url = "https://kexue.fm/archives/1",\n}\n@misc{c,\n title = b,\n url = "\\url{https://kexue.fm/archives/1}" # b,\n}\n';
    assert.deepEqual(findChangedFields(text, posts), []);
    assert.deepEqual(findWrappedAddresses(text), []);
  });
});

describe('bare links become citations', () => {
  function replaced(document: Omit<CitationDocument, 'offset' | 'path'>, form: 'link' | 'footnote' = 'link'): string {
    const { replacements, tail } = planLinkReplacements({ ...document, offset: 0, path: 'a' }, { ...defaultCitationSettings, markdownForm: form }, finder.find(document.text));
    return applyEdits(document.text, [...replacements.map(({ edit }) => edit), ...(tail ? [tail] : [])]);
  }
  test('LaTeX', () => {
    assert.equal(
      replaced({ languageId: 'latex', text: 'See \\url{https://kexue.fm/archives/1}, https://kexue.fm/archives/2; \\href{https://kexue.fm/archives/3}{x}. % https://kexue.fm/archives/3\n' }),
      'See \\cite{kexuefm-1}, \\cite{kexuefm-2}; \\href{https://kexue.fm/archives/3}{x}. % https://kexue.fm/archives/3\n',
    );
  });
  test('Pandoc: links with words, code and definitions stay', () => {
    const rest = ' [w](https://kexue.fm/archives/3) `https://kexue.fm/archives/3`\n\n[a]: https://kexue.fm/archives/3\n';
    assert.equal(replaced({ languageId: 'quarto', text: `<https://kexue.fm/archives/1> and https://kexue.fm/archives/2.${rest}` }), `[@kexuefm-1] and [@kexuefm-2].${rest}`);
  });
  test('footnotes with their definitions at the end', () => {
    const after = replaced({ languageId: 'markdown', text: 'A https://kexue.fm/archives/1 b https://kexue.fm/archives/2 c https://kexue.fm/archives/1\n' }, 'footnote');
    assert.ok(after.startsWith('A [^kexuefm-1] b [^kexuefm-2] c [^kexuefm-1]\n\n[^kexuefm-1]: 苏剑林.'), after);
    assert.equal(after.match(/^\[\^kexuefm-\d+\]:/gm)?.length, 2);
  });
});
