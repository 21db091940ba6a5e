import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { articleToFile, fileToArticle } from '../../../src/core/blog/articleFile';
import type { Article } from '../../../src/core/model/article';
import { isReaderError } from '../../../src/core/model/errors';

const article: Article = {
  id: '123', title: '题', date: '2024-05-07', category: '数学研究', tags: ['甲'], url: 'https://kexue.fm/archives/123', author: '苏剑林',
  markdown: '正文\n\n---\n\n$x$', readers: 1, commentCount: 0, previous: { id: '1', title: '前' }, next: undefined, similar: [], fetchedAt: '2026-01-01T00:00:00.000Z',
};
const hostile = ['', ' ', '---', '\n---\n\n', '"', "'", '\\', 'a: b', '- x', '# x', '{', '[', '!!js/function', '&a *a', '%', '@', '`', 'null', 'true', '~', '2024-01-01', '1e3', '\t', '\r\n', '\u0000', '\u007F', '\u0085', '\u2028', '\uFEFF', '\uFFFE', '😀', '\uD800', '${x}', ': ', ' #c'];

test('hostile strings come back unchanged, and the front matter is YAML', () => {
  for (const text of hostile) {
    const odd: Article = {
      ...article, title: text, author: text, category: text, tags: [text, text], markdown: `${text}\n${text}`,
      previous: { id: text, title: text }, similar: [{ id: '2', title: text }], date: text,
    };
    const file = articleToFile(odd);
    assert.deepEqual(fileToArticle(file), odd, JSON.stringify(text));
    const front = parse(file.slice(4, file.indexOf('\n---\n'))) as Record<string, unknown>;
    assert.equal(front['title'], text);
    assert.deepEqual(front['tags'], [text, text]);
  }
});

test('what is missing stays missing', () => {
  const bare: Article = { ...article, category: undefined, readers: undefined, commentCount: undefined, previous: undefined, tags: [] };
  assert.deepEqual(fileToArticle(articleToFile(bare)), bare);
});

test('a damaged file is refused', () => {
  const file = articleToFile(article);
  const damaged = [
    '', '---\n', file.slice(0, -1), file.slice(0, file.length / 2), file.slice(4), `${file}x`, file.replace('title: ', 'titel: '), file.replace('title: "', 'title: '),
    file.replace('readers: 1', 'readers: "1"'), file.replace('tags: ["甲"]', 'tags: [1]'), file.replace('正文', '正'), file.replace('similar: []', 'similar: [{}]'),
    '\0'.repeat(file.length),
  ];
  for (const text of damaged) {
    assert.throws(() => fileToArticle(text), (error) => isReaderError(error) && error.kind === 'unreadable' && error.reason === 'damaged', text);
  }
});
