import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { bibEntry, cslItem, hayagrivaEntry, plainForm, risRecord, siteEntry, toCitationItem } from '../../../src/core/citation';
import type { CitationItem } from '../../../src/core/citation';
import type { BibPlanOptions } from '../../../src/core/citation/bib/planBibEntry';

const shared = process.env['SHARED_DIR'] ?? '../shared';
const accessedOn = '2026-11-24';

function read<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(shared, 'data/citations', name), 'utf8')) as T;
}

interface Fact {
  readonly id: number;
  readonly title: string;
  readonly date: string | null;
}

const facts = new Map(
  readFileSync(path.join(shared, 'data/catalogue.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Fact)
    .map((fact) => [fact.id, fact]),
);

function itemOf(id: number): CitationItem {
  const fact = facts.get(id);
  assert.ok(fact, `post ${id} is in the catalogue`);
  return item(String(id), fact.title, fact.date ?? '');
}

function item(id: string, title: string, date: string): CitationItem {
  return toCitationItem({ id, title, date, category: undefined, tags: [], url: `https://kexue.fm/archives/${id}` }, accessedOn);
}

const bibForms: Readonly<Record<string, BibPlanOptions>> = {
  bibtex_misc_howpublished: { dialect: 'misc-howpublished' },
  bibtex_misc_url: { dialect: 'misc-url' },
  bibtex_misc_howpublished_latin: { dialect: 'misc-howpublished', author: 'latin' },
  bibtex_misc_url_latin: { dialect: 'misc-url', author: 'latin' },
  bibtex_misc_howpublished_words: { dialect: 'misc-howpublished', capitals: 'words' },
  biblatex_online: { dialect: 'online' },
  biblatex_online_latin: { dialect: 'online', author: 'latin' },
  biblatex_online_words: { dialect: 'online', capitals: 'words' },
  biblatex_online_unicode: { dialect: 'online', symbols: 'unicode' },
};

interface BibGold {
  readonly rows: readonly ({ readonly id: number } & Record<string, string>)[];
  readonly synthetic: readonly { readonly key: string; readonly title: string; readonly bibtex: string; readonly biblatex: string }[];
}

test('BibTeX and BibLaTeX entries equal the compiled ones', (t) => {
  const gold = read<BibGold>('bibtex.json');
  let compared = 0;
  for (const row of gold.rows) {
    for (const [form, options] of Object.entries(bibForms)) {
      assert.equal(bibEntry(itemOf(row.id), options), row[form], `${row.id} ${form}`);
      compared++;
    }
  }
  for (const row of gold.synthetic) {
    const number = /howpublished = .*archives\/(\d+)/.exec(row.bibtex)?.[1] ?? '';
    const date = / date += \{([\d-]+)\}/.exec(row.biblatex)?.[1] ?? '';
    assert.equal(bibEntry(item(number, row.title, date), { dialect: 'misc-howpublished' }, row.key), row.bibtex);
    assert.equal(bibEntry(item(number, row.title, date), { dialect: 'online' }, row.key), row.biblatex);
    compared += 2;
  }
  t.diagnostic(`${compared} entries compared`);
});

test("the blog's own reference equals the site's", (t) => {
  const gold = read<{ rows: readonly { id: number; plain: string }[] }>('blog-own.json');
  for (const row of gold.rows) assert.equal(plainForm(itemOf(row.id)), row.plain);
  t.diagnostic(`${gold.rows.length} references compared`);
});

test("the site's entry, its fault mended, equals the gold", (t) => {
  const gold = read<{ rows: readonly { id: number; bibtex_url_repaired: string; bibtex_url_repaired_title_escaped: string }[] }>('blog-own.json');
  for (const row of gold.rows) {
    assert.equal(siteEntry(itemOf(row.id), { escaped: false }), row.bibtex_url_repaired);
    assert.equal(siteEntry(itemOf(row.id)), row.bibtex_url_repaired_title_escaped);
  }
  t.diagnostic(`${gold.rows.length * 2} entries compared`);
});

test('hayagriva, RIS and CSL-JSON equal the gold', (t) => {
  const gold = read<{ rows: readonly { id: number; typst_hayagriva: string; ris_blog: string; csl_json: object }[] }>('formats.json');
  for (const row of gold.rows) {
    assert.equal(hayagrivaEntry(itemOf(row.id)), row.typst_hayagriva);
    assert.equal(risRecord(itemOf(row.id)), row.ris_blog);
    assert.equal(JSON.stringify(cslItem(itemOf(row.id)), null, 2), JSON.stringify(row.csl_json, null, 2));
  }
  t.diagnostic(`${gold.rows.length * 3} records compared`);
});
