import type { ArticleSummary } from '../model/article';
import { eachInSteps, type Steps } from '../util/slices';
import { articleUrl } from './decodeCatalogue';

/** What an index page, a feed or an article page says of one post. What it leaves out stays as it was; a whole summary is kept as it is. */
export interface IndexedArticle {
  readonly id: string;
  readonly title: string;
  /** `YYYY-MM-DD`; empty or absent where not said. */
  readonly date?: string;
  readonly category?: string | undefined;
  readonly tags?: readonly string[];
  readonly url?: string;
}

/** A list of posts, as far as merging asks it. */
interface KnownArticles {
  readonly articles: readonly ArticleSummary[];
  get(id: string): ArticleSummary | undefined;
}

export interface MergeOptions {
  /** Whether the entries name all posts there are. */
  readonly complete: boolean;
  /** Posts that are known to be gone, where the entries do not name them. */
  readonly gone?: ReadonlySet<string>;
}

/** Each list in the order of the entries, `removed` in that of the catalogue. */
export interface CatalogueChanges {
  readonly added: readonly ArticleSummary[];
  readonly changed: readonly ArticleSummary[];
  readonly removed: readonly ArticleSummary[];
}

/**
 * Brings fresh entries into known articles, in steps: new posts, changed titles and dates, and, where the entries are the
 * `complete` index, posts that are gone. The list comes in no order, or is the very one where nothing is new.
 *
 * An index that has lost more than half of the posts is a broken page, not a purge: then nothing is removed.
 */
export function* mergeIndex(
  known: KnownArticles,
  entries: readonly IndexedArticle[],
  { complete, gone }: MergeOptions,
): Steps<{ readonly articles: readonly ArticleSummary[]; readonly changes: CatalogueChanges }> {
  const fresh = new Map<string, IndexedArticle>();
  yield* eachInSteps(entries, (entry) => fresh.set(entry.id, entry));
  const added: ArticleSummary[] = [];
  const changed = new Map<string, ArticleSummary>();
  yield* eachInSteps(fresh.values(), (entry) => {
    const old = known.get(entry.id);
    const now = merge(old, entry);
    if (!old) added.push(now);
    else if (now !== old) changed.set(now.id, now);
  });
  const removed: ArticleSummary[] = [];
  if (complete || gone) {
    yield* eachInSteps(known.articles, (article) => {
      if (!fresh.has(article.id) && (complete || gone?.has(article.id))) removed.push(article);
    });
  }
  if (complete && removed.length > known.articles.length / 2) removed.length = 0;
  const changes: CatalogueChanges = { added, changed: [...changed.values()], removed };
  if (added.length + changed.size + removed.length === 0) return { articles: known.articles, changes };
  const lost = new Set(removed);
  const articles: ArticleSummary[] = [];
  yield* eachInSteps(known.articles, (article) => {
    if (!lost.has(article)) articles.push(changed.get(article.id) ?? article);
  });
  yield* eachInSteps(added, (article) => articles.push(article));
  return { articles, changes };
}

function merge(old: ArticleSummary | undefined, entry: IndexedArticle): ArticleSummary {
  if (!old && isSummary(entry)) return entry;
  const { id, title, date, category, tags, url } = entry;
  // nearly all posts of a long list are as they were: nothing is made for those
  const isSame =
    old !== undefined &&
    (!title || title === old.title) &&
    (!date || date === old.date) &&
    (category === undefined || category === old.category) &&
    (tags === undefined || tags.length === 0 || tags.join('\n') === old.tags.join('\n'));
  if (isSame) return old;
  return {
    id,
    title: title || (old?.title ?? ''),
    date: date || (old?.date ?? ''),
    category: category ?? old?.category,
    tags: tags && tags.length > 0 ? tags : (old?.tags ?? []),
    url: old?.url ?? url ?? articleUrl(id),
  };
}

/** Of a long list that is new each entry is one: none is made twice. */
function isSummary(entry: IndexedArticle): entry is ArticleSummary {
  return entry.date !== undefined && 'category' in entry && entry.tags !== undefined && entry.url !== undefined;
}
