import DOMPurify from 'dompurify';
import { imageAddress } from './plainHtml';

const allowedScheme = /^(?:https?|mailto):|^#/i;

/**
 * Turns any HTML whatsoever into nodes that can neither run nor load anything. Links keep `http`, `https`, `mailto` and
 * fragments. Throws where the browser lacks what DOMPurify needs, since it would then return its input unchanged.
 */
export function purify(html: string): DocumentFragment {
  if (!DOMPurify.isSupported) throw new Error('DOMPurify is not supported here');
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
