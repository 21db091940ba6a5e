import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlToMarkdown } from '../../../src/core/convert/htmlToMarkdown';
import { contentOf, readerContentOf, render } from './pageContent';
import { PageMaker, randomNumbers } from './pageMaker';

test('generated pages come through to the character, with every kind of markup in the text', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const html = new PageMaker(randomNumbers(seed)).page();
    const markdown = htmlToMarkdown(html, { baseUrl: 'https://kexue.fm/archives/1' });
    const expected = contentOf(html);
    const actual = contentOf(render(markdown));
    for (const kind of ['text', 'headings', 'links', 'code', 'items', 'quotes'] as const) {
      // a quote or an item with nothing in it may go
      assert.deepEqual(actual[kind]?.filter(Boolean), expected[kind]?.filter(Boolean), `${kind} of page ${String(seed)}\n${html}\n----\n${markdown}`);
    }
    // emphasis may be cut where a block begins inside, but no letter loses or gains it
    for (const kind of ['strong', 'deleted'] as const) {
      assert.equal(actual[kind]?.join(''), expected[kind]?.join(''), `${kind} of page ${String(seed)}\n${html}\n----\n${markdown}`);
    }
  }
});

test('the reader shows every letter of generated pages, and links lead where they led', () => {
  const withoutDelimiters = (text: string): string => text.replace(/\$|\\[()[\]]/g, '');
  // before or behind a mark of emphasis, into or before an item: it is the letters behind a place that count
  const bare = (values: string[] | undefined): string[] | undefined => values?.map((value) => withoutDelimiters(value).replace(/⚓.*?⚓/g, '')).filter(Boolean);
  for (let seed = 1; seed <= 250; seed++) {
    const html = new PageMaker(randomNumbers(seed), true).page();
    const markdown = htmlToMarkdown(html, { baseUrl: 'https://kexue.fm/archives/1' });
    const expected = contentOf(html, true);
    const actual = readerContentOf(markdown);
    assert.equal(withoutDelimiters(actual['text']?.join('') ?? ''), withoutDelimiters(expected['text']?.join('') ?? ''), `text of page ${String(seed)}\n${html}\n----\n${markdown}`);
    for (const kind of ['headings', 'links', 'images', 'code', 'inlineCode', 'items', 'quotes'] as const) {
      assert.deepEqual(bare(actual[kind]), bare(expected[kind]), `${kind} of page ${String(seed)}\n${html}\n----\n${markdown}`);
    }
    for (const kind of ['raised', 'lowered'] as const) {
      assert.equal(bare(actual[kind])?.join(''), bare(expected[kind])?.join(''), `${kind} of page ${String(seed)}\n${html}\n----\n${markdown}`);
    }
  }
});
