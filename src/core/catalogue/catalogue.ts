import type { ArticleSummary } from '../model/article';
import { decodeCatalogue, encodeCatalogue, type CatalogueColumns } from './decodeCatalogue';
import { mergeIndex, type CatalogueChanges, type IndexedArticle } from './mergeIndex';
import { newestFirst } from './order';

/** Posts of one month, newest first: `articles.slice(start, end)`. `month` is 1–12, or 0 for posts without a date. */
export interface CatalogueMonth {
  readonly month: number;
  readonly start: number;
  readonly end: number;
}

/** Posts of one year, newest month first. `year` is 0 for posts without a date. */
export interface CatalogueYear {
  readonly year: number;
  readonly start: number;
  readonly end: number;
  readonly months: readonly CatalogueMonth[];
}

/** All posts of a blog, as its index knows them. Never changes: a refresh gives a new one. */
export class Catalogue {
  /** Newest first. */
  readonly articles: readonly ArticleSummary[];
  #byId: Map<string, ArticleSummary> | undefined;
  #years: readonly CatalogueYear[] | undefined;

  /** Takes summaries in any order; the first one counts where an id comes twice. `isOrdered` spares looking for either. */
  constructor(articles: readonly ArticleSummary[], isOrdered = false) {
    this.articles = isOrdered ? articles : newestFirst(withoutDoubles(articles));
  }

  /** Reads what {@link toColumns} gave. Throws a TypeError when the columns are not of one catalogue. */
  static decode(columns: unknown): Catalogue {
    return new Catalogue(decodeCatalogue(columns), true);
  }

  get(id: string): ArticleSummary | undefined {
    this.#byId ??= new Map(this.articles.map((article) => [article.id, article]));
    return this.#byId.get(id);
  }

  /** Years, newest first, as ranges of {@link articles}. */
  byYear(): readonly CatalogueYear[] {
    return (this.#years ??= groupByYear(this.articles));
  }

  articlesIn(range: { readonly start: number; readonly end: number }): readonly ArticleSummary[] {
    return this.articles.slice(range.start, range.end);
  }

  /** Brings in what the blog's index or feed says now; see {@link mergeIndex}. */
  merge(entries: readonly IndexedArticle[], options: { readonly complete: boolean }): { readonly catalogue: Catalogue; readonly changes: CatalogueChanges } {
    const { articles, changes } = mergeIndex(this.articles, entries, options);
    const isSame = changes.added.length + changes.changed.length + changes.removed.length === 0;
    return { catalogue: isSame ? this : new Catalogue(articles), changes };
  }

  /** For the disk: {@link decode} reads it. */
  toColumns(): CatalogueColumns {
    return encodeCatalogue(this.articles);
  }
}

function withoutDoubles(articles: readonly ArticleSummary[]): readonly ArticleSummary[] {
  const ids = new Set<string>();
  const unique = articles.filter(({ id }) => ids.size < ids.add(id).size);
  return unique.length === articles.length ? articles : unique;
}

function groupByYear(articles: readonly ArticleSummary[]): CatalogueYear[] {
  const years: { year: number; start: number; end: number; months: { month: number; start: number; end: number }[] }[] = [];
  let open = '';
  articles.forEach(({ date }, index) => {
    // A post without a date stays with its neighbours, where the order has put it.
    const month = date === '' ? open : date.slice(0, 7);
    const year = Number(month.slice(0, 4));
    let last = years.at(-1);
    if (last?.year !== year) years.push((last = { year, start: index, end: index, months: [] }));
    if (month !== open || last.months.length === 0) last.months.push({ month: Number(month.slice(5, 7)), start: index, end: index });
    open = month;
    last.end = index + 1;
    const lastMonth = last.months.at(-1);
    if (lastMonth) lastMonth.end = index + 1;
  });
  return years;
}
