import type { Landing, Page, ScrollPlace } from '../protocol';
import { renderFoot, renderHead, renderNotice } from './around';
import { ArticleBody } from './articleBody';
import { Comments } from './comments';
import type { PageContext } from './context';
import { fill, h } from './dom';
import { Marks } from './marks';
import { currentHeading, Outline } from './outline';
import { currentPlace, hasPlace, scrollToElement, scrollToPlace } from './places';
import { ReferencePreview } from './references';
import type { ForeignHtml } from './sanitize';

type ArticleState = Extract<Page, { state: 'article' }>;

/** One article on the page: its text and all that stands around it. */
export class ArticlePage {
  readonly id: string;
  readonly element: HTMLElement;
  readonly body: ArticleBody;
  readonly marks: Marks;
  readonly outline: Outline;
  readonly preview: ReferencePreview;
  readonly #comments: Comments;
  readonly #notices = h('div', { class: 'notices' });
  readonly #life = new AbortController();
  #complete: Promise<void> | undefined;
  #isComplete = false;

  constructor(
    private readonly page: ArticleState,
    first: ForeignHtml,
    private readonly context: PageContext,
  ) {
    const { head } = page;
    this.id = head.id;
    this.body = new ArticleBody(head.id, context);
    this.body.begin(first);
    this.outline = new Outline(head.headings, context);
    this.#comments = new Comments(head.id, head.commentCount, context);
    this.marks = new Marks(this.body.element, context);
    this.setNotice(head.notice);
    const reading = h('div', { class: 'reading' }, this.body.element, renderFoot(head, context), head.hasComments && this.#comments.element);
    this.preview = new ReferencePreview(reading, (anchor) => this.find(anchor), context);
    const main = h('main', {}, h('div', { class: 'opening' }, renderHead(head, context), this.#notices), this.outline.element, reading);
    this.element = h('div', { class: 'page', 'data-vscode-context': JSON.stringify({ webviewSection: 'article', articleId: head.id }) }, main, this.marks.element, this.preview.element);
  }

  /** Fetches the pieces after the first; then goes where the reader was, or shall land. */
  async complete(kept: ScrollPlace | undefined): Promise<void> {
    // the request first: whatever asks for places makes the browser lay out the page before it answers
    this.#complete = this.#loadRest();
    const place = this.page.landing ? undefined : (this.page.scroll ?? kept);
    if (place && hasPlace(this.body.element, place)) scrollToPlace(this.body.element, place);
    const movedBefore = place && window.scrollY;
    await this.#complete;
    if (this.#life.signal.aborted) return;
    if (this.page.landing) await this.land(this.page.landing);
    else if (place && window.scrollY === movedBefore) scrollToPlace(this.body.element, place);
  }

  /** Goes to what was searched for or pointed at. */
  async land(landing: Landing): Promise<boolean> {
    await this.#complete;
    if (landing.terms || landing.passage) {
      const found = this.marks.show(landing);
      if (!landing.anchor) return found;
    }
    if (!landing.anchor) return false;
    if (/^comment/i.test(landing.anchor) && this.page.head.hasComments) await this.#comments.load();
    const target = this.find(landing.anchor);
    if (target) this.goTo(target);
    return target !== undefined;
  }

  /** The element with this `id`, in the text or among the comments. */
  find(anchor: string): HTMLElement | undefined {
    return this.body.find(anchor) ?? this.#comments.element.querySelector<HTMLElement>(`[id="${CSS.escape(anchor)}"]`) ?? undefined;
  }

  /** Scrolls there, lights it up for a moment and gives it the focus, so that Tab goes on from there. */
  goTo(target: HTMLElement): void {
    scrollToElement(target);
    // a place may be empty: what it stands in is lit up
    const place = target.localName === 'a' && !target.hasChildNodes() ? (target.parentElement ?? target) : target;
    const lit = place.closest<HTMLElement>('[data-tex]') ?? place;
    if (lit.tabIndex < 0) lit.tabIndex = -1;
    lit.focus({ preventScroll: true });
    lit.classList.add('arrived');
    lit.addEventListener('animationend', () => lit.classList.remove('arrived'), { once: true });
  }

  /** Back to a place of this article. */
  returnTo(place: ScrollPlace): void {
    scrollToPlace(this.body.element, place);
  }

  setNotice(notice: string | undefined): void {
    this.#notices.replaceChildren(...(notice ? [renderNotice(notice, this.context)] : []));
  }

  /** Call after the window was scrolled. */
  scrolled(): void {
    this.preview.scrolled();
    this.outline.mark(currentHeading(this.body.element));
  }

  place(): ScrollPlace {
    return currentPlace(this.body.element);
  }

  /** Whether the whole text is in the page. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  dispose(): void {
    this.#life.abort();
    this.marks.clear();
    this.outline.dispose();
    this.body.dispose();
  }

  async #loadRest(): Promise<void> {
    try {
      for (let from = 1, more = this.page.hasMore; more && !this.#life.signal.aborted; ) {
        const some = await this.context.host.request('loadRest', { id: this.id, from });
        await this.body.appendAll(some.pieces, this.#life.signal);
        from += some.pieces.length;
        more = some.more;
      }
      this.#isComplete = true;
      this.element.classList.add('complete');
    } catch (error) {
      if (this.#life.signal.aborted) return;
      this.body.element.append(h('p', { class: 'notice', role: 'alert' }, fill(this.context.strings.restFailed, error instanceof Error ? error.message : '')));
    }
  }
}
