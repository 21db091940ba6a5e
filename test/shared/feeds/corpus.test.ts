import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { isReaderError } from '../../../src/core/model/errors';
import { decodeText } from '../../../src/core/net/decodeText';
import type { Feed } from '../../../src/core/feeds/feed';
import { parseFeed } from '../../../src/core/feeds/parseFeed';
import { plainText } from '../../../src/core/feeds/plainText';

const shared = path.resolve(process.env['SHARED_DIR'] ?? '../shared');
const url = 'http://feed.example/feed.xml';

interface Sample {
  readonly name: string;
  readonly text?: string;
  readonly b64?: string;
}

const samples = (file: string): Sample[] => JSON.parse(readFileSync(path.join(shared, 'corpora', file), 'utf8')) as Sample[];

/** The feed, or the ReaderError that it was refused with. Everything else that is thrown is a crash. */
function read({ text, b64 }: Sample): Feed | string {
  try {
    const bytes = b64 === undefined ? new TextEncoder().encode(text) : Buffer.from(b64, 'base64');
    return parseFeed(decodeText(bytes, undefined, url), url);
  } catch (error) {
    if (isReaderError(error)) return error.reason ?? error.kind;
    throw error;
  }
}

/** What the corpus expects, as far as our model has it: path in the corpus' words → our value. */
const ours: Record<string, (feed: Feed) => string | undefined> = {
  "entries[0]['title']": ({ entries }) => entries[0]?.title,
  "entries[0]['link']": ({ entries }) => entries[0]?.url,
  "entries[0]['id']": ({ entries }) => entries[0]?.identity,
  "entries[0]['guid']": ({ entries }) => entries[0]?.identity,
  "entries[0]['author']": ({ entries }) => entries[0]?.author,
  "entries[0]['content'][0]['value']": ({ entries }) => entries[0] && plainText(entries[0].content),
  "entries[0]['description']": ({ entries }) => entries[0] && plainText(entries[0].content),
  "entries[0]['summary']": ({ entries }) => entries[0] && plainText(entries[0].content),
  "entries[0]['tags'][0]['term']": ({ entries }) => entries[0]?.tags[0],
  "feed['title']": ({ title }) => title,
  "feed['link']": ({ siteUrl }) => siteUrl,
  "feed['author']": ({ author }) => author,
};

const normal = (text: string): string => plainText(text).replace(/\s*\(?\S+@\S+?\)?$/, '').replace(/\/$/, '');

function expectation(text: string): { field: string; value: string } | undefined {
  const [, field, value] = /Expect:\s*not bozo and ((?:entries\[0\]|feed)\['\w+'\](?:\[0\]\['\w+'\])?) == u?'((?:[^'\\]|\\.)*)'\s*$/m.exec(text) ?? [];
  return field !== undefined && value !== undefined && field in ours ? { field, value: value.replace(/\\(['\\])/g, '$1') } : undefined;
}

describe('parseFeed on the corpora', () => {
  const all = [...samples('feeds-wellformed.json'), ...samples('feeds-illformed.json')];

  it('reads or refuses every feed, whole or cut anywhere, without a crash', () => {
    let feeds = 0;
    for (const sample of all) {
      if (typeof read(sample) !== 'string') feeds++;
      const { text } = sample;
      if (text !== undefined) for (const share of [0.3, 0.6, 0.9]) read({ name: sample.name, text: text.slice(0, text.length * share) });
    }
    console.log(`feeds: ${all.length} tried, ${feeds} read, ${all.length - feeds} refused, 0 crashes`);
    assert.ok(feeds > all.length * 0.9, `${feeds} of ${all.length}`);
  });

  it('finds what the corpus says is there', () => {
    const wrong: string[] = [];
    let checked = 0;
    for (const sample of all) {
      const expected = expectation(sample.text ?? '');
      if (!expected) continue;
      const feed = read(sample);
      // Formats that died, and entries with nothing to tell them by, are left out on purpose.
      if (feed === 'notFeed' || (typeof feed !== 'string' && expected.field.startsWith('entries') && feed.entries.length === 0)) continue;
      checked++;
      if (typeof feed === 'string') {
        wrong.push(`${sample.name}: ${feed}`);
        continue;
      }
      const found = ours[expected.field]?.(feed) ?? '';
      if (![found, normal(found)].includes(normal(expected.value)) && normal(found).toLowerCase() !== normal(normal(expected.value)).toLowerCase()) wrong.push(`${sample.name}: ${expected.field}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected.value)}`);
    }
    console.log(`feeds: ${checked - wrong.length} of ${checked} expectations met`);
    if (process.env['VERBOSE']) console.log(wrong.join('\n'));
    assert.ok(wrong.length <= checked * 0.08, wrong.join('\n'));
  });
});
