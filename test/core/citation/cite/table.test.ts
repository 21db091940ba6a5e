import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, citationTarget, defaultCitationSettings, planCitation, planEntry, scanBibliography } from '../../../../src/core/citation';
import type { CitationPlan, CitedPost } from '../../../../src/core/citation';
import { cursor, post } from '../samples';
import { table } from './table';
import type { TargetRow } from './table';

const first = post('1', '题目1');
const second = post('2', '题目2');

/** Bibliographies of every state that matters here, and the keys that the posts then have. */
const bibliographies: Readonly<Record<string, { text: string; keys: readonly [string, string]; added: number }>> = {
  'new entry': { text: '@book{x,\n  title = {X}\n}\n', keys: ['kexuefm-1', 'kexuefm-2'], added: 1 },
  'existing entry': { text: '@online{su-one,\n  title = {X},\n  url = {http://spaces.ac.cn/archives/1/}\n}\n', keys: ['su-one', 'kexuefm-2'], added: 0 },
};

const lineEnds: Readonly<Record<string, string>> = { LF: '\n', 'CR LF': '\r\n' };

function cite(row: TargetRow, marked: string, posts: readonly CitedPost[]): { plan: CitationPlan; after: string } {
  const { text, offset } = cursor(marked);
  const target = citationTarget({ languageId: row.languageId, path: row.path, text, offset }, { ...defaultCitationSettings, markdownForm: row.markdownForm ?? 'link' });
  assert.equal(target.usesBibliography, row.usesKeys);
  const plan = planCitation(target, posts);
  return { plan, after: applyEdits(text, plan.edits) };
}

for (const row of table) {
  describe(row.name, () => {
    for (const [lineEndName, lineEnd] of Object.entries(lineEnds)) {
      for (const [state, bibliography] of Object.entries(bibliographies)) {
        // Without keys the entry changes nothing.
        const keys = row.usesKeys ? bibliography.keys : (['kexuefm-1', 'kexuefm-2'] as const);
        const ends = (text: string): string => text.replaceAll('\n', lineEnd);
        const named = (text: string): string => ends(text.replace(/\bA\b/g, keys[0]).replace(/\bB\b/g, keys[1]));
        const posts: readonly CitedPost[] = [{ item: first, key: keys[0] }, { item: second, key: keys[1] }];
        const at = (citation: string, tail = ''): string => named(row.frame.replace('|', () => citation) + tail);
        const label = `${lineEndName}, ${state}`;

        test(`one: ${label}`, () => {
          const { plan, after } = cite(row, ends(row.frame), posts.slice(0, 1));
          assert.equal(after, at(row.one, row.tail?.one));
          assert.deepEqual(plan.added, [keys[0]]);
          assert.ok(named(row.frame.slice(0, row.frame.indexOf('|'))).length <= plan.caret && plan.caret <= after.length);
        });
        test(`several: ${label}`, () => assert.equal(cite(row, ends(row.frame), posts).after, at(row.several, row.tail?.several)));
        test(`locator: ${label}`, () => assert.equal(cite(row, ends(row.frame), [{ item: first, key: keys[0], locator: '2' }]).after, at(row.locator, row.tail?.one)));
        if (row.standing !== '') {
          const standing = ends(row.frame.replace('|', () => row.standing));
          test(`extend: ${label}`, () => assert.equal(cite(row, standing, posts.slice(0, 1)).after, at(row.extended, row.tail?.extended)));
          test(`extend by what is there already: ${label}`, () => {
            const extended = cite(row, standing, posts.slice(0, 1));
            const again = cite(row, `${extended.after.slice(0, extended.plan.caret)}|${extended.after.slice(extended.plan.caret)}`, posts.slice(0, 1));
            assert.equal(again.after, extended.after);
            assert.deepEqual(again.plan.alreadyCited, [keys[0]]);
          });
        }
        if (row.usesKeys) {
          test(`entry: ${label}`, () => {
            const before = ends(bibliography.text);
            const plan = planEntry(before, first, {});
            const after = plan.kind === 'insert' ? before.slice(0, plan.offset) + plan.text + before.slice(plan.offset) : before;
            assert.equal(plan.kind === 'refused' ? undefined : plan.key, keys[0]);
            assert.equal(scanBibliography(after).entries.length, scanBibliography(before).entries.length + bibliography.added);
            assert.ok(!/[^\r]\n/.test(after) || lineEnd === '\n');
          });
        }
      }
    }
  });
}
