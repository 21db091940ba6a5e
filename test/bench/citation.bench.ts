import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { citationTarget, planCitation, planEntry, scanBibliography, toCitationItem } from '../../src/core/citation';
import { root } from '../harness/paths';

interface Row {
  name: string;
  value: number;
  unit: string;
  ratio?: number;
  against?: string;
}

const rounds = 15;
const processes = 5;
const item = toCitationItem({ id: '10088', title: '一个题目', date: '2024-05-07', category: undefined, tags: [], url: 'https://kexue.fm/archives/10088' }, '2026-11-24');

/** A bibliography as reference managers write it, about 290 characters an entry. */
function bibliography(entries: number): string {
  return Array.from(
    { length: entries },
    (_, n) =>
      `@article{author${n}word${n % 97},\n  title     = {A {Title} of Some Length about Subject ${n} and Its Consequences},\n  author    = {Family${n}, Given and Other, Name},\n  journal   = {Journal of Results},\n  volume    = {${n % 60}},\n  pages     = {${n}--${n + 12}},\n  year      = {${1990 + (n % 35)}},\n  doi       = {10.1000/xyz.${n}},\n}\n\n`,
  ).join('');
}

/** The first citation after the choice, and the scan of a large bibliography beside its bare read. */
export async function run(report: (row: Row) => void): Promise<void> {
  const document = { languageId: 'latex', path: 'a.tex', text: `\\documentclass{article}\\usepackage{natbib}\n${'Words of a paper \\citep{other}. '.repeat(2000)}`, offset: 200 };
  const folder = mkdtempSync(path.join(tmpdir(), 'citation-bench-'));
  try {
    const file = path.join(folder, 'large.bib');
    writeFileSync(file, bibliography(10_000));
    const plans: number[] = [];
    const scans: number[] = [];
    const reads: number[] = [];
    const inserts: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const target = citationTarget(document);
      plans.push(time(() => planCitation(target, [{ item }])));
      let text = '';
      reads.push(time(() => (text = readFileSync(file, 'utf8'))));
      scans.push(time(() => scanBibliography(text)));
      inserts.push(time(() => planEntry(text, item, {})));
    }
    report({ name: 'cite.first', value: firstInProcess('--rehearsed'), unit: 'ms' });
    report({ name: 'cite.first.withoutPicker', value: firstInProcess(), unit: 'ms' });
    report({ name: 'cite.plan', value: median(plans), unit: 'ms' });
    report({ name: 'bib.scan', value: median(scans), unit: 'ms', ratio: median(scans) / median(reads), against: 'bare read of 10,000 entries' });
    report({ name: 'bib.insert', value: median(inserts), unit: 'ms', ratio: median(inserts) / median(reads), against: 'bare read of 10,000 entries' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `firstCitation.ts` prints, run anew each time; the median. */
function firstInProcess(...args: readonly string[]): number {
  const script = path.join(root, 'test/bench/firstCitation.ts');
  return median(Array.from({ length: processes }, () => Number(execFileSync(process.execPath, ['--import', 'tsx', script, ...args], { cwd: root, encoding: 'utf8' }))));
}

function time(action: () => unknown): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
