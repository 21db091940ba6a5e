export interface DrawnQuery {
  readonly query: string;
  /** What the query looks for, as a plain scan takes it. */
  readonly term: string;
  readonly as: 'text' | 'exact' | 'latex';
}

/** Queries of each kind out of the texts themselves, the same ones for the same texts. */
export function drawQueries(texts: readonly string[], count: number): Record<string, DrawnQuery[]> {
  let state = 12345;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * limit);
  };
  const draw = (pattern: RegExp, toQuery: (found: string) => DrawnQuery | undefined): DrawnQuery[] => {
    const queries: DrawnQuery[] = [];
    for (let tries = 0; queries.length < count && tries < count * 20; tries++) {
      const text = texts[below(texts.length)] ?? '';
      const start = below(Math.max(1, text.length - 2000));
      const found = [...text.slice(start, start + 2000).matchAll(pattern)];
      const query = found.length > 0 ? toQuery(found[below(found.length)]?.[0] ?? '') : undefined;
      if (query) queries.push(query);
    }
    return queries;
  };
  const han = (length: number): DrawnQuery[] => draw(new RegExp(`[\\u4e00-\\u9fff]{${length}}`, 'g'), (term) => ({ query: term, term, as: 'text' }));
  return {
    zh1: han(1),
    zh2: han(2),
    zh4: han(4),
    zh8: han(8),
    word: draw(/(?<![\\\w])[A-Za-z][a-z]{2,}\w*/g, (term) => ({ query: term, term, as: 'text' })),
    prefix: draw(/(?<![\\\w])[A-Za-z][a-z]{3,}/g, (word) => ({ query: word.slice(0, 3), term: word.slice(0, 3), as: 'text' })),
    latex: draw(/\\[a-z]+[_^{][^$\n一-鿿]{2,24}/g, (text) => (/\s[^\s\\^_{}]*[A-Za-z]{2}|"|\s-/.test(text) ? undefined : { query: text, term: text, as: 'latex' })),
    exact: draw(/[\u4e00-\u9fff，。]{2} ?[\u4e00-\u9fffA-Za-z]{2,5}/g, (text) => ({ query: `"${text}"`, term: text, as: 'exact' })),
  };
}
