import type { ArticleSummary } from '../model/article';
import { atOnce, eachInSteps, type Steps } from '../util/slices';
import { decodeInSteps, encodeCatalogue, type CatalogueColumns } from './decodeCatalogue';
import { mergeIndex, type CatalogueChanges, type IndexedArticle, type MergeOptions } from './mergeIndex';
import { newestFirstInSteps } from './order';

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
    this.articles = isOrdered ? articles : atOnce(Catalogue.inSteps(articles)).articles;
  }

  /** As the constructor, in steps, and ready for {@link get}: for lists of tens of thousands. */
  static *inSteps(articles: readonly ArticleSummary[]): Steps<Catalogue> {
    const byId = new Map<string, ArticleSummary>();
    yield* eachInSteps(articles, (article) => {
      if (!byId.has(article.id)) byId.set(article.id, article);
    });
    const unique = byId.size === articles.length ? articles : [...byId.values()];
    const catalogue = new Catalogue(yield* newestFirstInSteps(unique), true);
    catalogue.#byId = byId;
    return catalogue;
  }

  /** Reads what {@link toColumns} gave. Throws a TypeError when the columns are not of one catalogue. */
  static decode(columns: unknown): Catalogue {
    return atOnce(Catalogue.decodeInSteps(columns));
  }

  /** As {@link decode}, in steps. */
  static *decodeInSteps(columns: unknown): Steps<Catalogue> {
    return new Catalogue(yield* decodeInSteps(columns), true);
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

  /** Brings in what the blog's index or feed says now; see {@link mergeIndex}. Gives itself where that is nothing new. */
  *merge(entries: readonly IndexedArticle[], options: MergeOptions): Steps<{ readonly catalogue: Catalogue; readonly changes: CatalogueChanges }> {
    const { articles, changes } = yield* mergeIndex(this, entries, options);
    return { catalogue: articles === this.articles ? this : yield* Catalogue.inSteps(articles), changes };
  }

  /** For the disk: {@link decode} reads it. */
  toColumns(): CatalogueColumns {
    return encodeCatalogue(this.articles);
  }
}

function groupByYear(articles: readonly ArticleSummary[]): CatalogueYear[] {
  const years: { year: number; start: number; end: number; months: { month: number; start: number; end: number }[] }[] = [];
  let openDate = '';
  let openMonth = '';
  articles.forEach(({ date }, index) => {
    let year = years.at(-1);
    let month = year?.months.at(-1);
    // A post without a date stays with its neighbours, where the order has put it.
    if (!year || !month || (date !== openDate && date !== '' && date.slice(0, 7) !== openMonth)) {
      openMonth = date.slice(0, 7);
      const yearNumber = Number(openMonth.slice(0, 4));
      if (year?.year !== yearNumber) years.push((year = { year: yearNumber, start: index, end: index, months: [] }));
      year.months.push((month = { month: Number(openMonth.slice(5, 7)), start: index, end: index }));
    }
    openDate = date;
    year.end = month.end = index + 1;
  });
  return years;
}
