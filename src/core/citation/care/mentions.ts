import type { CitationItem } from '../citationItem';
import { citationKey } from '../citationKey';
import { addressIdentity, itemIdentity, postAddresses } from '../postAddress';

/** A post named in a document: by its address or by a key. */
export interface Mention {
  readonly item: CitationItem;
  readonly kind: 'address' | 'key';
  readonly start: number;
  readonly end: number;
}

/** Finds posts by address and by key. Made once for a catalogue, used on many documents. */
export class MentionFinder {
  readonly #byIdentity = new Map<string, CitationItem>();
  readonly #byKey = new Map<string, CitationItem>();

  /**
   * @param items all posts that can be named
   * @param keyPattern how keys are made; keys that several posts share name none
   * @param knownKeys further keys, as bibliographies have them
   */
  constructor(items: readonly CitationItem[], keyPattern?: string, knownKeys: ReadonlyMap<string, CitationItem> = new Map()) {
    const shared = new Set<string>();
    for (const item of items) {
      this.#byIdentity.set(itemIdentity(item), item);
      const key = citationKey(item, keyPattern);
      if (this.#byKey.has(key)) shared.add(key);
      this.#byKey.set(key, item);
    }
    for (const key of shared) this.#byKey.delete(key);
    for (const [key, item] of knownKeys) this.#byKey.set(key, item);
  }

  /** All mentions, in the order of the text. A key counts where a citation has one: behind `@`, `{`, `,`, `<`, `[`, `` ` `` or `;`. */
  find(text: string): readonly Mention[] {
    const mentions: Mention[] = [];
    for (const match of text.matchAll(postAddresses())) {
      const address = match[0].replace(/[.,;:!?]+$/, '');
      const item = this.#byIdentity.get(addressIdentity(address));
      if (item) mentions.push({ item, kind: 'address', start: match.index, end: match.index + address.length });
    }
    for (const match of text.matchAll(/(?<=[@{,<[`;(\s])[A-Za-z0-9](?:[\w.:+/-]*[A-Za-z0-9])?/g)) {
      const item = this.#byKey.get(match[0]);
      if (item && isKeyPlace(text, match.index)) mentions.push({ item, kind: 'key', start: match.index, end: match.index + match[0].length });
    }
    return mentions.sort((a, b) => a.start - b.start);
  }
}

/** The posts that a document names, each once, in the order in which it names them first. */
export function mentionedPosts(mentions: readonly Mention[]): readonly CitationItem[] {
  return [...new Map(mentions.map(({ item }) => [item.id, item])).values()];
}

function isKeyPlace(text: string, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && (text[at] === ' ' || text[at] === '\n' || text[at] === '\t')) at--;
  const sign = text[at] ?? '';
  return at === start - 1 ? '@{,<[`;('.includes(sign) : ',;'.includes(sign);
}
