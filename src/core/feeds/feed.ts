/** What a blog publishes about itself and its newest posts. */
export interface Feed {
  readonly format: 'rss' | 'rdf' | 'atom' | 'json';
  readonly title: string;
  /** Address of the blog's pages; `undefined` where the feed names none. */
  readonly siteUrl: string | undefined;
  readonly author: string;
  /** In the order of the feed, each identity once. */
  readonly entries: readonly FeedEntry[];
  /** Whether the feed was there to its end. The last entry of one that was cut is left out. */
  readonly isComplete: boolean;
}

export interface FeedEntry {
  /** What stays the same when the post is edited: its id, else its address, else its title. Unique within the feed. */
  readonly identity: string;
  /** Absolute; empty where the feed names none. */
  readonly url: string;
  /** Plain text on one line; may be empty. */
  readonly title: string;
  readonly author: string;
  /** `YYYY-MM-DD`, in the zone of the feed; empty where it names none. */
  readonly date: string;
  readonly tags: readonly string[];
  /** HTML, with addresses relative to `baseUrl`. */
  readonly content: string;
  readonly baseUrl: string;
  /** Whether `content` is only the beginning or a summary of the post. */
  readonly isExcerpt: boolean;
}
