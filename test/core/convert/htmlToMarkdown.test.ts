import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { htmlToMarkdown } from '../../../src/core/convert/htmlToMarkdown';
import { FLANK } from '../../../src/core/convert/delimitedText';

const baseUrl = 'https://kexue.fm/archives/1';
const convert = (html: string): string => htmlToMarkdown(html, { baseUrl });

/** name / . / HTML / . / Markdown / . — with `¦` for the invisible flank. */
for (const [, name = '', html = '', markdown = ''] of readFileSync(path.join(__dirname, 'pairs.txt'), 'utf8').matchAll(/(.+)\n\.\n([\s\S]*?)\n\.\n([\s\S]*?)\n\.\n/g)) {
  test(name, () => {
    assert.equal(convert(html).replaceAll(FLANK, '¦'), markdown.replaceAll(FLANK, '¦'));
  });
}

test('nothing overflows, however deep or broken', () => {
  for (const piece of ['<div>', '<blockquote>', '<ul><li>', '<ol><li>', '<table><tr><td>', '<b><i>', '<a href=/x>', '<p ', '<a "', '${', '\\(', '\\begin{a}', '<!--', '&amp;', '<pre>', '<code>', '<svg><p>', '$<b>', '`', '[', '![', '<td rowspan=99 colspan=99>', '<li>', '</p>', '$a<br>', '$$']) {
    assert.equal(typeof convert(`${piece.repeat(20_000)}终`), 'string', piece);
  }
});

test('no word is lost where tags are never closed', () => {
  assert.match(convert(`${'<blockquote>'.repeat(3000)}终`), /终/);
  assert.match(convert('<table><tr><td>甲<p>乙<table><tr><td>丙'), /甲\s+乙\s+丙/);
});
