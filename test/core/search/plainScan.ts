import { foldText, squeeze } from '../../../src/core/search/fold';
import { matchPinyin } from '../../../src/core/search/pinyin';
import type { ArticleSummary } from '../../../src/core/model/article';

export interface Text extends ArticleSummary {
  readonly markdown: string;
}

/** The definition of a hit, carried out word for word: ids of the posts that hold `term`. */
export function plainScan(texts: readonly Text[], term: string, kind: 'text' | 'exact' | 'latex'): string[] {
  const folded = kind === 'latex' ? squeeze(foldText(term)) : foldText(term);
  const letters = kind === 'text' && /^[a-z]/.test(folded) ? folded.replace(/[^a-z0-9]/g, '') : '';
  return texts
    .filter(({ title, markdown }) => {
      const [inTitle, inText] = [foldText(title), foldText(markdown)].map((text) => (kind === 'latex' ? squeeze(text) : text));
      return inTitle?.includes(folded) === true || inText?.includes(folded) === true || (letters !== '' && matchPinyin(letters, foldText(title)) !== undefined);
    })
    .map(({ id }) => id)
    .sort();
}
