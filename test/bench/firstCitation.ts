// A process of its own: prints how many milliseconds its first citation takes, from the choice to the edits. With
// `--rehearsed` one was planned before, as the command does while the list of posts is open.
import { applyEdits, citationTarget, planCitation, planEntry, toCitationItem } from '../../src/core/citation';

const bibliography = Array.from({ length: 40 }, (_, n) => `@article{author${n},\n  title = {Title ${n}},\n  author = {Family, Given},\n  year = {${1980 + n}},\n}\n`).join('\n');
const document = { languageId: 'latex', path: 'a.tex', text: `\\documentclass{article}\\usepackage{natbib}\n${'Words of a paper \\citep{other}. '.repeat(400)}`, offset: 200 };
// As the command does while the list of posts is open.
const target = citationTarget(document);


/** The citation and the entry of one post. @returns the document */
function cite(id: string): string {
  const item = toCitationItem({ id, title: '一个题目', date: '2024-05-07', category: undefined, tags: [], url: `https://kexue.fm/archives/${id}` }, '2026-11-24');
  const entry = planEntry(bibliography, item, target.entry);
  if (entry.kind !== 'insert') throw new Error('nothing was cited');
  return applyEdits(document.text, planCitation(target, [{ item, key: entry.key }]).edits);
}

if (process.argv.includes('--rehearsed')) cite('4');
const start = performance.now();
const cited = cite('10088');
const took = performance.now() - start;
if (!cited.includes('kexuefm-10088')) throw new Error('nothing was cited');
console.log(took);
