const opening = /^[【[《〈“"「]*/;
const separator = /^[\s】\]》〉”"」：:，,、⋅·—–\-.．]+/;

/**
 * What a title says beside the name of its series, for a row below that name.
 *
 * `"级数漫谈（三）：收敛"` in `"级数漫谈"` → `"（三）：收敛"`; `"【级数】 3. 收敛"` in `"级数"` → `"3. 收敛"`. The whole title where
 * it does not begin with the name, or says nothing else.
 */
export function memberTitle(title: string, series: string): string {
  const name = series.replace(opening, '');
  const rest = title.replace(opening, '');
  if (name === '' || !rest.startsWith(name)) return title;
  return rest.slice(name.length).replace(separator, '') || title;
}
