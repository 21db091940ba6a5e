import type { ReaderComment } from '../protocol';
import type { PageContext } from './context';
import { fill, h } from './dom';
import { enhance } from './enhance';
import { sanitize } from './sanitize';

/** The comments, folded below the article; asked for when they are unfolded for the first time. */
export class Comments {
  readonly element: HTMLDetailsElement;
  /** Above the comments: that they are being loaded, or what is missing. */
  readonly #notice = h('div', { class: 'comment-notice' });
  readonly #list = h('div', { class: 'comment-list' });
  #loading: Promise<void> | undefined;

  constructor(
    private readonly articleId: string,
    count: number | undefined,
    private readonly context: PageContext,
  ) {
    const { strings } = context;
    this.element = h(
      'details',
      { class: 'comments', toggle: () => { if (this.element.open) void this.load(); } },
      h('summary', {}, count === undefined ? strings.comments : fill(strings.commentsCount, count)),
      this.#notice,
      this.#list,
    );
  }

  /** Unfolds; resolves once the comments are there, or once the page says why not. */
  load(): Promise<void> {
    this.element.open = true;
    this.#loading ??= this.#fetch();
    return this.#loading;
  }

  async #fetch(): Promise<void> {
    const { strings, host } = this.context;
    this.#notice.replaceChildren(h('p', { role: 'status' }, strings.commentsLoading));
    try {
      const { comments, missing } = await host.request('loadComments', { id: this.articleId });
      const hasNone = comments.length === 0 && missing === undefined;
      this.#list.replaceChildren(...(hasNone ? [h('p', {}, strings.commentsNone)] : comments.map((comment) => this.#render(comment))));
      if (missing === undefined) this.#notice.replaceChildren();
      else this.#offerRetry(missing);
    } catch (error) {
      this.#offerRetry(fill(strings.commentsFailed, error instanceof Error ? error.message : ''));
    }
  }

  /** What is there already stays. */
  #offerRetry(problem: string): void {
    this.#loading = undefined;
    const retry = h('button', { type: 'button', click: () => void this.load() }, this.context.strings.retry);
    this.#notice.replaceChildren(h('p', { role: 'alert' }, problem, ' ', retry));
  }

  #render(comment: ReaderComment): HTMLElement {
    const body = h('div', { class: 'comment-text' });
    body.append(sanitize(comment.html));
    enhance(body, this.context);
    return h(
      'article',
      { class: comment.byBlogAuthor ? 'comment by-author' : 'comment', lang: 'zh-CN', id: `comment-${comment.id}`, 'data-depth': Math.min(4, comment.depth) },
      h('header', {}, h('b', {}, comment.author), comment.byBlogAuthor && h('span', { class: 'badge' }, this.context.strings.blogAuthor), h('span', { class: 'comment-date' }, comment.date)),
      body,
    );
  }
}
