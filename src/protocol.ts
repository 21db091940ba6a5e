/** Messages between the extension host and the reader's webview. Requests are answered, events are not. */
import type { ArticleLink, ArticleSummary } from './core/model/article';
import type { SomePieces } from './core/reader/growingPieces';

/** Stands before every `id` of an article's text, so that none meets the page's own. */
export const anchorPrefix = 'a-';

/** One entry of the outline. */
export interface ReaderHeading {
  /** 1–6. */
  readonly level: number;
  /** The `id` of the heading's element. */
  readonly anchor: string;
  /** Plain text; formulas as their LaTeX between `$`. */
  readonly text: string;
}

/** Everything about an article that stands around its text. */
export interface ReaderHead extends ArticleSummary {
  readonly author: string;
  readonly readers: number | undefined;
  readonly commentCount: number | undefined;
  readonly previous: ArticleLink | undefined;
  readonly next: ArticleLink | undefined;
  readonly similar: readonly ArticleLink[];
  readonly headings: readonly ReaderHeading[];
  /** The licence of the text; `undefined` where the blog states none. */
  readonly licence: { readonly name: string; readonly url: string } | undefined;
  /** Whether comments on the article can be read here. */
  readonly hasComments: boolean;
  /** Why the text shown is the kept one, in the user's words; `undefined` when it is current. */
  readonly notice: string | undefined;
}

/** An article ready to be shown: its head and its rendered text, cut between blocks. */
export interface ReaderDocument {
  readonly head: ReaderHead;
  /** HTML, in order; each piece is balanced. The first is small enough for a quick first paint. */
  readonly pieces: readonly string[];
  /** Where those come from that are still being made; it counts from the first of `pieces`. */
  readonly rest?: { from(index: number): Promise<SomePieces> };
}

/** Where somebody was in an article: the block at the top of the window, and how far it is scrolled past (CSS px). */
export interface ScrollPlace {
  readonly block: number;
  readonly offset: number;
}

/** What the webview keeps for its revival. */
export interface KeptState {
  readonly id: string;
  readonly scroll: ScrollPlace;
  /** Places to come back to, the last one first to be taken. */
  readonly back: readonly Place[];
  readonly forward: readonly Place[];
}

export interface Place {
  readonly id: string;
  readonly scroll: ScrollPlace;
}

/** Where to land in an article. The first that is found wins: equation, heading or anchor, passage, first match of a term. */
export interface Landing {
  /** The `id` of any element of the text: a heading, an equation, a comment; also without prefix, as the blog's own links have it. */
  readonly anchor?: string;
  /** A run of the article's text, formulas as LaTeX; white space does not matter. */
  readonly passage?: string;
  /** What to mark, in text and in formulas. */
  readonly terms?: readonly string[];
}

export interface ReaderComment {
  readonly id: string;
  readonly author: string;
  /** As the blog writes it. */
  readonly date: string;
  readonly byBlogAuthor: boolean;
  /** 0 for an answer to the article itself. */
  readonly depth: number;
  readonly html: string;
}

export interface ReaderComments {
  /** Each answer behind what it answers. */
  readonly comments: readonly ReaderComment[];
  /** Which ones could not be had, and why, in the user's words; `undefined` when all are there. */
  readonly missing?: string | undefined;
}

/** What the page shows. */
export type Page =
  | { readonly state: 'loading'; readonly id: string; readonly title: string }
  | { readonly state: 'failed'; readonly id: string; readonly title: string; readonly url: string; readonly message: string; readonly canRetry: boolean }
  | {
      readonly state: 'article';
      readonly head: ReaderHead;
      /** Whether others follow the first piece, which travels beside this: they are asked for by `loadRest`. */
      readonly hasMore: boolean;
      readonly landing: Landing | undefined;
      /** Where to scroll when there is no landing. */
      readonly scroll: ScrollPlace | undefined;
    };

/** How the text is set. */
export interface ReaderOptions {
  /** CSS px; 0 takes the editor's window font size. */
  readonly fontSize: number;
  /** In em: the longest line. */
  readonly lineWidth: number;
  /** A click on a formula copies its LaTeX. */
  readonly copyOnClick: boolean;
}

/** What the page starts with, beside its first piece. */
export interface InitialData {
  readonly strings: ReaderStrings;
  readonly options: ReaderOptions;
  readonly page: Page;
}

/** Webview asks, host answers. */
export interface Requests {
  /** Sent once the page listens; the answer is what it shall show, when that is not what it started with. */
  ready: { params: { id: string; state: Page['state'] }; result: { page?: Page; first?: string } };
  /** The pieces from the `from`-th on, as many as there are by now; 1 is the first that the page lacks. Fails when the panel shows another article by now. */
  loadRest: { params: { id: string; from: number }; result: SomePieces };
  loadComments: { params: { id: string }; result: ReaderComments };
  /** The address that the webview may load the image from. */
  loadImage: { params: { id: string; url: string }; result: { src: string } };
  openArticle: { params: { id: string; anchor?: string; scroll?: ScrollPlace; aside?: boolean }; result: { opened: boolean } };
  /** The host checks the scheme and recognises links to articles. */
  openLink: { params: { url: string; aside?: boolean }; result: { opened: boolean } };
  copyText: { params: { text: string }; result: { copied: boolean } };
  retry: { params: { id: string }; result: { started: boolean } };
  cite: { params: { id: string }; result: { started: boolean } };
  /** The original, whatever the page shows of it. */
  openInBrowser: { params: { id: string }; result: { opened: boolean } };
}

/** Host tells. */
export interface Events {
  show: { page: Page; first?: string };
  /** The article shown could not be updated, or the notice is over. */
  notice: { id: string; notice: string | undefined };
  reveal: { id: string; landing: Landing };
  /** A command of the palette, a key or a context menu, meant for the page. */
  command: { name: ReaderCommand };
  options: { options: ReaderOptions };
}

export type ReaderCommand = 'back' | 'forward' | 'copyFormula' | 'copyFormulaWithNumber' | 'copyMarkdown' | 'nextMatch' | 'previousMatch' | 'toggleOutline';

export type RequestName = keyof Requests;
export type RequestMessage = { [M in RequestName]: { type: 'request'; seq: number; name: M; params: Requests[M]['params'] } }[RequestName];
export type EventMessage = { [E in keyof Events]: { type: 'event'; name: E; data: Events[E] } }[keyof Events];
export type ReplyMessage = { type: 'reply'; seq: number } & ({ ok: true; result: unknown } | { ok: false; error: string });
export type Handlers = { [M in RequestName]: (params: Requests[M]['params'], signal: AbortSignal) => Promise<Requests[M]['result']> };

/** Every word that the page shows beside the article, in the user's language. `{0}` is filled in by the page. */
export interface ReaderStrings {
  readonly language: string;
  readonly loading: string;
  readonly retry: string;
  readonly openInBrowser: string;
  readonly failedTitle: string;
  readonly outline: string;
  readonly back: string;
  readonly forward: string;
  readonly cite: string;
  readonly category: string;
  readonly tags: string;
  readonly reader: string;
  readonly readers: string;
  readonly original: string;
  readonly licence: string;
  readonly previous: string;
  readonly next: string;
  readonly neighbours: string;
  readonly similar: string;
  readonly comments: string;
  readonly commentsCount: string;
  readonly commentsLoading: string;
  readonly commentsNone: string;
  readonly commentsFailed: string;
  readonly blogAuthor: string;
  readonly copyCode: string;
  readonly copied: string;
  readonly latexCopied: string;
  readonly copyFormulaHint: string;
  readonly copyWithNumber: string;
  readonly notUpdated: string;
  readonly dismiss: string;
  readonly imageFailed: string;
  readonly matches: string;
  readonly noMatches: string;
  readonly nextMatch: string;
  readonly previousMatch: string;
  readonly closeMatches: string;
  readonly restFailed: string;
  readonly toolbar: string;
}
