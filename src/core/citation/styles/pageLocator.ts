import type { Words } from './locale';
import type { Locator } from './styleDefinition';

/** `, p. 2` and `, pp. 2-5` behind what is cited. */
export function pageLocator({ value }: Locator, words: Words): string {
  return `, ${/[-–,&]/.test(value) ? words.pages : words.page} ${value}`;
}
