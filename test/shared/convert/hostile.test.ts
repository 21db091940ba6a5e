import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { parseHTML } from 'linkedom';
import { parseArticlePage } from '../../../src/core/blog/articlePage';
import { htmlToMarkdown } from '../../../src/core/convert/htmlToMarkdown';
import { isReaderError } from '../../../src/core/model/errors';
import { render } from '../../core/convert/pageContent';

const shared = path.resolve(process.env['SHARED_DIR'] ?? '../shared');
const corpus = <T>(name: string): T => JSON.parse(readFileSync(path.join(shared, 'corpora', name), 'utf8')) as T;
const baseUrl = 'https://kexue.fm/archives/1';
const SAFE = /^(?:https?:|mailto:|#)/i;

function assertSafe(markdown: string, source: string): void {
  const { document } = parseHTML(`<html><body>${render(markdown)}</body></html>`);
  for (const element of document.querySelectorAll('*')) {
    assert.match(element.tagName, /^(?:HTML|HEAD|BODY|P|H\d|A|IMG|STRONG|EM|S|CODE|PRE|BR|HR|UL|OL|LI|BLOCKQUOTE|TABLE|THEAD|TBODY|TR|TH|TD)$/, source);
    const address = element.getAttribute('href') ?? element.getAttribute('src');
    if (address !== null) assert.match(address, SAFE, source);
  }
}

test('pages made to overflow or to take for ever are converted, and refused as articles', () => {
  const bombs = corpus<{ name: string; build: string }[]>('html-bombs.json');
  for (const { name, build } of bombs) {
    const html = runInNewContext(build) as string;
    assert.equal(typeof htmlToMarkdown(html, { baseUrl }), 'string', name);
    const page = `<html><body>${html}</body></html>`;
    assert.throws(() => parseArticlePage(page, { id: '1', url: baseUrl }), isReaderError, name);
  }
  console.log(`${String(bombs.length)} bombs`);
});

test('no payload leaves anything but text, safe links and images', () => {
  const payloads = corpus<{ id: string; payload: string }[]>('xss-dompurify.json');
  for (const { id, payload } of payloads) assertSafe(htmlToMarkdown(payload, { baseUrl }), id);
  const links = corpus<{ id: string; url: string }[]>('link-schemes.json');
  for (const { id, url } of links) {
    for (const html of [`<a href='${url}'>x</a>`, `<a href="${url}">x</a>`, `<img src="${url}" alt="x">`, `<iframe src="${url}"></iframe>`]) {
      assertSafe(htmlToMarkdown(html, { baseUrl }), id);
    }
  }
  console.log(`${String(payloads.length)} payloads, ${String(links.length)} addresses`);
});
