import type { ArticleSummary } from '../model/article';
import { articleUrl } from './decodeCatalogue';

/** What an index page, a feed or an article page says of one post. What it leaves out stays as it was. */
export interface IndexedArticle {
  readonly id: string;
  readonly title: string;
  /** `YYYY-MM-DD`; empty or absent where not said. */
  readonly date?: string;
  readonly category?: string | undefined;
  readonly tags?: readonly string[];
  readonly url?: string;
}

/** Each list in the order of the entries, `removed` in that of the catalogue. */
export interface CatalogueChanges {
  readonly added: readonly ArticleSummary[];
  readonly changed: readonly ArticleSummary[];
  readonly removed: readonly ArticleSummary[];
}

/**
 * Brings fresh entries into known articles: new posts, changed titles and dates, and, where the entries are the
 * `complete` index, posts that are gone.
 *
 * An index that has lost more than half of the posts is a broken page, not a purge: then nothing is removed.
 */
export function mergeIndex(
  known: readonly ArticleSummary[],
  entries: readonly IndexedArticle[],
  { complete }: { readonly complete: boolean },
): { readonly articles: readonly ArticleSummary[]; readonly changes: CatalogueChanges } {
  const fresh = new Map(entries.map((entry) => [entry.id, entry]));
  const byId = new Map(known.map((article) => [article.id, article]));
  const added: ArticleSummary[] = [];
  const changed: ArticleSummary[] = [];
  for (const entry of fresh.values()) {
    const old = byId.get(entry.id);
    const now = merge(old, entry);
    if (now === old) continue;
    (old ? changed : added).push(now);
    byId.set(entry.id, now);
  }
  const removed = complete ? known.filter(({ id }) => !fresh.has(id)) : [];
  if (removed.length > known.length / 2) removed.length = 0;
  for (const { id } of removed) byId.delete(id);
  return { articles: [...byId.values()], changes: { added, changed, removed } };
}

function merge(old: ArticleSummary | undefined, entry: IndexedArticle): ArticleSummary {
  const now: ArticleSummary = {
    id: entry.id,
    title: entry.title || (old?.title ?? ''),
    date: entry.date || (old?.date ?? ''),
    category: entry.category ?? old?.category,
    tags: entry.tags && entry.tags.length > 0 ? entry.tags : (old?.tags ?? []),
    url: old?.url ?? entry.url ?? articleUrl(entry.id),
  };
  const isSame =
    old !== undefined &&
    old.title === now.title &&
    old.date === now.date &&
    old.category === now.category &&
    (old.tags === now.tags || old.tags.join('\n') === now.tags.join('\n'));
  return isSame ? old : now;
}
