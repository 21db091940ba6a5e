import { scientificSpaces } from '../../src/core/citation/citationItem';
import type { CitationItem } from '../../src/core/citation/citationItem';
import { formatReferences, referenceStyles } from '../../src/core/citation/styles';
import { median, timed } from './timing';

const ROUNDS = 201;

/** One post in every style, list and citation: milliseconds for one reference. */
export async function run(report: (row: { name: string; value: number; unit: string }) => void): Promise<void> {
  const item: CitationItem = {
    ...scientificSpaces, id: '1', title: '谈谈“熵”与《信息论》（一）：n > 8.33 log N', date: '2021-03-04', url: 'https://kexue.fm/archives/1', accessedOn: '2026-01-02',
  };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(timed(() => referenceStyles.map((style) => formatReferences([item], style.id, 'plain'))) / referenceStyles.length);
  }
  report({ name: 'styles.format', value: median(times), unit: 'ms' });
}
