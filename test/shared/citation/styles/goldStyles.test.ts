import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { scientificSpaces } from '../../../../src/core/citation/citationItem';
import type { CitationItem } from '../../../../src/core/citation/citationItem';
import { formatReferences, referenceStyles } from '../../../../src/core/citation/styles';
import type { FormattedReferences, PostKind, ReferenceOptions, StyleLocale } from '../../../../src/core/citation/styles';

interface GoldRow {
  readonly id: number;
  readonly style: string;
  readonly locale: StyleLocale;
  readonly type: PostKind;
  readonly author_form: 'literal' | 'latin-nocase';
  readonly accessed: string;
  readonly text: string;
  readonly html: string;
  readonly intext: string;
  readonly intext_html: string;
  readonly intext_locator: string;
  readonly intext_suppress_author?: string;
  readonly intext_narrative?: string;
}

interface GoldGroup extends Omit<GoldRow, 'id' | 'text' | 'html'> {
  readonly group: string;
  readonly ids: readonly number[];
  readonly bibliography_order: readonly number[];
  readonly bibliography_text: readonly string[];
  readonly bibliography_html: readonly string[];
}

interface Gold {
  readonly posts: readonly { readonly id: number; readonly title: string; readonly date: string | null; readonly url: string }[];
  readonly rows: readonly GoldRow[];
  readonly groups: readonly GoldGroup[];
}

const root = join(process.env.SHARED_DIR ?? '../shared', 'data/citations');
const gold = JSON.parse(readFileSync(join(root, 'styles.json'), 'utf8')) as Gold;
const posts = new Map(gold.posts.map((post) => [post.id, post]));
const known = new Set(referenceStyles.map((style) => style.id));

/** Our id for a style of the gold. */
function styleId(name: string): string {
  return name.replace(/^china-national-standard-/, '');
}

function item(id: number, accessedOn: string): CitationItem {
  const post = posts.get(id);
  assert.ok(post);
  return { ...scientificSpaces, id: String(id), title: post.title, date: post.date ?? '', url: post.url, accessedOn };
}

function options(row: Pick<GoldRow, 'author_form' | 'locale' | 'type'>): ReferenceOptions {
  return { author: row.author_form === 'literal' ? 'literal' : 'latin', locale: row.locale, kind: row.type };
}

/** Compares and counts; the first differences of each style are shown. */
class Comparison {
  #equal = 0;
  readonly #different: string[] = [];

  check(what: string, actual: string, expected: string | undefined): void {
    if (expected === undefined) return;
    if (actual === expected) this.#equal += 1;
    else this.#different.push(`${what}\n  is     ${actual}\n  should ${expected}`);
  }

  report(name: string): void {
    console.log(`${name}: ${String(this.#equal)} equal, ${String(this.#different.length)} different`);
    assert.equal(this.#different.length, 0, this.#different.slice(0, Number(process.env.SHOW ?? 6)).join('\n'));
    assert.ok(this.#equal > 0);
  }
}

const notByAuthor = new Set(['', '[NO_PRINTED_FORM]']);

function checkRow(row: GoldRow, comparison: Comparison): void {
  const what = `${row.style} ${row.locale} ${row.type} ${row.author_form} ${String(row.id)}`;
  const format = (output: 'plain' | 'html', locator?: string): FormattedReferences =>
    formatReferences([item(row.id, row.accessed)], styleId(row.style), output, { ...options(row), ...(locator ? { locator } : {}) });
  const plain = format('plain');
  const html = format('html');
  comparison.check(`${what} text`, plain.entries.join('\n'), row.text);
  comparison.check(`${what} html`, html.entries.join('\n'), row.html);
  comparison.check(`${what} in text`, plain.inText, row.intext);
  comparison.check(`${what} in text html`, html.inText, row.intext_html);
  comparison.check(`${what} locator`, format('plain', '2').inText, row.intext_locator);
  if (row.intext_suppress_author !== undefined && !notByAuthor.has(row.intext_suppress_author)) {
    comparison.check(`${what} without author`, plain.inTextWithoutAuthor, row.intext_suppress_author);
    comparison.check(`${what} narrative`, plain.narrative, row.intext_narrative);
  }
}

function checkGroup(row: GoldGroup, comparison: Comparison): void {
  const what = `${row.style} ${row.locale} ${row.type} ${row.author_form} ${row.group}`;
  const items = row.ids.map((id) => item(id, row.accessed));
  const plain = formatReferences(items, styleId(row.style), 'plain', options(row));
  const html = formatReferences(items, styleId(row.style), 'html', options(row));
  comparison.check(`${what} order`, plain.order.map((index) => row.ids[index]).join(), row.bibliography_order.join());
  comparison.check(`${what} text`, plain.entries.join('\n'), row.bibliography_text.join('\n'));
  comparison.check(`${what} html`, html.entries.join('\n'), row.bibliography_html.join('\n'));
  comparison.check(`${what} in text`, plain.inText, row.intext);
  comparison.check(`${what} in text html`, html.inText, row.intext_html);
}

void describe('references in every style of the gold', () => {
  for (const style of new Set(gold.rows.map((row) => row.style))) {
    if (!known.has(styleId(style))) continue;
    void it(`${style}: one post`, () => {
      const comparison = new Comparison();
      for (const row of gold.rows) if (row.style === style) checkRow(row, comparison);
      comparison.report(`${style}, one post`);
    });
    void it(`${style}: several together`, () => {
      const comparison = new Comparison();
      for (const row of gold.groups) if (row.style === style) checkGroup(row, comparison);
      comparison.report(`${style}, several`);
    });
  }

  void it("the blog's own form", () => {
    const own = JSON.parse(readFileSync(join(root, 'blog-own.json'), 'utf8')) as { rows: { id: number; plain: string }[] };
    const comparison = new Comparison();
    for (const row of own.rows) {
      comparison.check(String(row.id), formatReferences([item(row.id, '2026-11-24')], 'blog', 'plain').entries.join('\n'), row.plain);
    }
    comparison.report('blog');
  });
});
