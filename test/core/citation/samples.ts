import { toCitationItem } from '../../../src/core/citation';
import type { CitationItem } from '../../../src/core/citation';

/** An invented post of 科学空间. */
export function post(id: string, title = `第 ${id} 篇`, date = '2024-05-07'): CitationItem {
  return toCitationItem({ id, title, date, category: undefined, tags: [], url: `https://kexue.fm/archives/${id}` }, '2026-11-24');
}

/** The text without its `|`, and where the bar stood. */
export function cursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('|');
  if (offset < 0) throw new Error(`no cursor in ${marked}`);
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}
