import DOMPurify from 'dompurify';
import { takePlain } from './plainHtml';

const allowedScheme = /^(?:https?|mailto):|^#/i;

/** `src` of images is moved here: nothing is loaded before the host has named a file on disk for it. */
export const imageAddress = 'data-src';

/** HTML, or what the browser has parsed of it already, inert. */
export type ForeignHtml = string | HTMLTemplateElement;

/**
 * The second wall, after the renderer's own escaping: turns HTML into nodes that can neither run nor load anything. Of a
 * template it takes the nodes, and leaves it empty.
 *
 * Links keep `http`, `https`, `mailto` and fragments. Throws where the browser lacks what DOMPurify needs, since it would
 * then return its input unchanged.
 */
export function sanitize(html: ForeignHtml): DocumentFragment {
  if (!DOMPurify.isSupported) throw new Error('DOMPurify is not supported here');
  const template = typeof html === 'string' ? Object.assign(document.createElement('template'), { innerHTML: html }) : html;
  return takePlain(template.content, imageAddress) ?? cleaned(typeof html === 'string' ? html : html.innerHTML);
}

function cleaned(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true, mathMl: true, svg: true },
    ADD_TAGS: ['semantics', 'annotation'],
    ADD_ATTR: ['encoding', 'columnalign', 'columnlines', 'rowlines', 'rowspacing', 'columnspacing', 'linebreak'],
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'textarea', 'select', 'dialog', 'template', 'video', 'audio', 'source', 'picture', 'image', 'use', 'foreignObject', 'a-svg', 'animate', 'set', 'slot'],
    FORBID_ATTR: ['srcset', 'background', 'poster', 'ping', 'target', 'autofocus', 'contenteditable', 'draggable', 'popover', 'is', 'slot', 'part', 'tabindex', 'accesskey', 'data-vscode-context'],
    ALLOWED_URI_REGEXP: /^(?:https?|mailto):|^#|^\/|^[^:]*$/i,
  });
}

DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.localName === 'img') {
    const address = node.getAttribute('src');
    node.removeAttribute('src');
    if (address) node.setAttribute(imageAddress, address);
  } else if (node.hasAttribute('src')) {
    node.removeAttribute('src');
  }
  for (const name of ['href', 'xlink:href']) {
    const address = node.getAttribute(name);
    if (address !== null && !(node.localName === 'a' && allowedScheme.test(address))) node.removeAttribute(name);
  }
  // A page may not lay anything over the reader's own controls, nor name a resource.
  const style = node.getAttribute('style');
  if (style && /url\s*\(|image-set|@import|expression|position\s*:\s*(?:fixed|sticky)|\\/i.test(style)) node.removeAttribute('style');
});
