import type { ArticleLink } from '../core/model/article';
import type { ReaderHead } from '../protocol';
import type { PageContext } from './context';
import { run } from './context';
import { fill, h } from './dom';

/** Title and facts above the text. */
export function renderHead(head: ReaderHead, context: PageContext): HTMLElement {
  const { strings } = context;
  const facts = [
    head.author && h('span', { class: 'author' }, head.author),
    head.date && h('time', { datetime: head.date }, head.date),
    head.category && h('span', { 'aria-label': `${strings.category}: ${head.category}` }, head.category),
    head.readers !== undefined && h('span', {}, head.readers === 1 ? strings.reader : fill(strings.readers, head.readers.toLocaleString(strings.language))),
    h('a', { href: head.url, title: head.url }, strings.original),
  ];
  return h(
    'header',
    { class: 'head' },
    h('h1', { tabindex: -1 }, head.title),
    h('p', { class: 'facts' }, ...facts.filter((fact): fact is HTMLElement => fact instanceof HTMLElement)),
    head.tags.length > 0 && h('ul', { class: 'tags', 'aria-label': strings.tags }, ...head.tags.map((tag) => h('li', {}, tag))),
  );
}

/** Why the kept copy is shown. */
export function renderNotice(notice: string, context: PageContext): HTMLElement {
  const { strings } = context;
  const box = h(
    'div',
    { class: 'notice', role: 'status' },
    h('span', {}, fill(strings.notUpdated, notice)),
    h('button', { type: 'button', click: () => box.remove() }, strings.dismiss),
  );
  return box;
}

/** Licence, neighbours and similar articles below the text. */
export function renderFoot(head: ReaderHead, context: PageContext): HTMLElement {
  const { strings } = context;
  return h(
    'footer',
    { class: 'foot' },
    head.licence && h('p', { class: 'licence' }, ...licenceLine(head, head.licence, strings.licence)),
    (head.previous ?? head.next) &&
      h('nav', { class: 'neighbours', 'aria-label': strings.neighbours }, neighbour(head.previous, strings.previous, 'previous', context), neighbour(head.next, strings.next, 'next', context)),
    head.similar.length > 0 &&
      h('section', { class: 'similar' }, h('h2', {}, strings.similar), h('ul', {}, ...head.similar.map((link) => h('li', {}, articleLink(link, [link.title], context))))),
  );
}

/** The sentence with author, licence and address put where `{0}`, `{1}`, `{2}` stand. */
function licenceLine(head: ReaderHead, licence: { readonly name: string; readonly url: string }, template: string): (Node | string)[] {
  const parts: Readonly<Record<string, () => Node | string>> = {
    '{0}': () => head.author,
    '{1}': () => h('a', { href: licence.url }, licence.name),
    '{2}': () => h('a', { href: head.url }, head.url),
  };
  return template.split(/(\{\d\})/).map((part) => parts[part]?.() ?? part);
}

function neighbour(link: ArticleLink | undefined, label: string, side: 'previous' | 'next', context: PageContext): HTMLElement {
  return link ? articleLink(link, [h('span', { class: 'neighbour-label' }, label), h('span', {}, link.title)], context, side) : h('span', {});
}

function articleLink({ id }: ArticleLink, content: readonly (Node | string)[], context: PageContext, className?: string): HTMLElement {
  const open = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
    context.openArticle(id, event instanceof MouseEvent && (event.ctrlKey || event.metaKey));
  };
  return h('a', { href: '#', class: className, click: open }, ...content);
}

/** No article, but what happened, and ways on. */
export function renderFailure(page: { readonly id: string; readonly title: string; readonly url: string; readonly message: string; readonly canRetry: boolean }, context: PageContext): HTMLElement {
  const { strings, host } = context;
  const button = (label: string, click: () => void, primary = false): HTMLElement => h('button', { type: 'button', class: primary ? 'primary' : undefined, click }, label);
  return h(
    'section',
    { class: 'failure', role: 'alert' },
    h('h1', {}, page.title),
    h('p', { class: 'failure-title' }, strings.failedTitle),
    h('p', {}, page.message),
    h(
      'p',
      { class: 'actions' },
      page.canRetry && button(strings.retry, () => run(context, host.request('retry', { id: page.id })), true),
      page.url !== '' && button(strings.openInBrowser, () => run(context, host.request('openInBrowser', { id: page.id }))),
    ),
  );
}

/** A calm picture of a page; the style sheet keeps it unseen for the first moments. */
export function renderSkeleton(title: string, context: PageContext): HTMLElement {
  const lines = [92, 100, 84, 97, 60, 0, 95, 88, 100, 72].map((width) => h('div', { class: width ? 'bar' : 'gap', style: `width:${width}%` }));
  return h(
    'section',
    { class: 'skeleton', 'aria-busy': 'true' },
    h('h1', {}, title),
    h('p', { class: 'visually-hidden', role: 'status' }, context.strings.loading),
    h('div', { 'aria-hidden': 'true' }, ...lines),
  );
}
