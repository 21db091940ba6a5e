/** What the index of a blog knows about one post: facts, no text. */
export interface ArticleSummary {
  /** The archive number for 科学空间 (`"10088"`); `"<blog>:<entry>"` for every other blog. Unique over all blogs. */
  readonly id: string;
  readonly title: string;
  /** Day of publication as `YYYY-MM-DD`; empty where the blog names none. */
  readonly date: string;
  /** The one category of the post; `undefined` where not yet known. */
  readonly category: string | undefined;
  /** In the order the blog shows; empty where not yet known. */
  readonly tags: readonly string[];
  /** Canonical address of the page, `https://kexue.fm/archives/10088`: what is cited, whatever mirror it is read from. */
  readonly url: string;
}

/** The facts of a post alone, without its text where that comes with them. */
export function summaryOf({ id, title, date, category, tags, url }: ArticleSummary): ArticleSummary {
  return { id, title, date, category, tags, url };
}

/** A post that another post points to. */
export interface ArticleLink {
  readonly id: string;
  readonly title: string;
}

/** One post, whole. */
export interface Article extends ArticleSummary {
  readonly author: string;
  /** CommonMark with `$…$` and `$$…$$` or `\begin{…}…\end{…}`; every formula is the page's, to the character. */
  readonly markdown: string;
  /** Number of readers that the page states; `undefined` where it states none. */
  readonly readers: number | undefined;
  readonly commentCount: number | undefined;
  readonly previous: ArticleLink | undefined;
  readonly next: ArticleLink | undefined;
  readonly similar: readonly ArticleLink[];
  /** When the page was fetched, ISO 8601 in UTC. */
  readonly fetchedAt: string;
}
