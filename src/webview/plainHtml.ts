/** `src` of images is moved here: nothing is loaded before the host has named a file on disk for it. */
export const imageAddress = 'data-src';

/*
 * Nearly all of an article is spans that KaTeX writes: tens of thousands, of very few kinds. Whoever looks only whether
 * everything is of these kinds is done in a tenth of the time that it takes to clean anything whatsoever.
 */
const html = words('a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img li ol p pre s span strong sub sup table tbody td th thead tr ul');
const mathml = words('math menclose mfrac mi mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover');
const svg = words('svg path line');

/** A language, and its elements. */
interface Kind {
  readonly namespace: string;
  readonly tags: ReadonlySet<string>;
}
const htmlKind: Kind = { namespace: 'http://www.w3.org/1999/xhtml', tags: html };
/** The languages that may stand in another, by their root. */
const roots: ReadonlyMap<string, Kind> = new Map([
  ['math', { namespace: 'http://www.w3.org/1998/Math/MathML', tags: mathml }],
  ['svg', { namespace: 'http://www.w3.org/2000/svg', tags: svg }],
]);
const neitherElementNorText = NodeFilter.SHOW_ALL & ~NodeFilter.SHOW_ELEMENT & ~NodeFilter.SHOW_TEXT & ~NodeFilter.SHOW_DOCUMENT_FRAGMENT;

/** What says only how something looks or is called. */
const harmless = words(
  'aria-hidden class title alt start align data-formula data-tex data-standalone data-display data-number data-label ' +
    'xmlns display mathvariant stretchy fence separator lspace rspace minsize maxsize accent accentunder linethickness columnalign columnspacing rowspacing columnlines rowlines displaystyle scriptlevel width height depth voffset notation mathcolor mathbackground movablelimits linebreak ' +
    'viewBox preserveAspectRatio d x1 y1 x2 y2 stroke-width',
);
const ownId = /^(?:a|c\w*)-/;
const plainLink = /^(?:https?:\/\/|mailto:|#)/i;
const plainStyle = /^(?:(?:position:relative|(?:height|width|min-width|top|bottom|left|vertical-align|margin|margin-(?:left|right|top)|padding-(?:left|right)|border-[a-z-]+|color|background-color|font-weight|text-align): ?[-#.%\w ]+);? ?)*$/;

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/**
 * The inert content of a template if it consists of nothing but the few elements and attributes that an article is made
 * of; `undefined` for any other, be it harmless or not. Addresses of images are moved to {@link imageAddress}.
 */
export function takePlain(content: DocumentFragment): DocumentFragment | undefined {
  if (document.createNodeIterator(content, neitherElementNorText).nextNode() || !holdsPlain(content, htmlKind)) return undefined;
  for (const image of content.querySelectorAll('img')) {
    const address = image.getAttribute('src');
    image.removeAttribute('src');
    if (address) image.setAttribute(imageAddress, address);
  }
  return content;
}

/** Whether all that lies in `parent`, which is of this kind, is plain. Asks each of the many elements for as little as can be. */
function holdsPlain(parent: ParentNode, around: Kind): boolean {
  for (let element = parent.firstElementChild; element; element = element.nextElementSibling) {
    const { localName } = element;
    // from one language into another only by its root: elsewhere, parsers differ
    const kind = around.tags.has(localName) ? around : roots.get(localName);
    if (kind?.namespace !== element.namespaceURI || !hasPlainAttributes(element, localName) || !holdsPlain(element, kind)) return false;
  }
  return true;
}

function hasPlainAttributes(element: Element, tag: string): boolean {
  for (const name of element.getAttributeNames()) {
    if (!harmless.has(name) && !isPlainAttribute(tag, name, element.getAttribute(name) ?? '')) return false;
  }
  return true;
}

function isPlainAttribute(tag: string, name: string, value: string): boolean {
  switch (name) {
    case 'style':
      return isPlainStyle(value);
    case 'id':
      return ownId.test(value);
    case 'href':
      return tag === 'a' && plainLink.test(value);
    case 'src':
    case 'loading':
      return tag === 'img';
    default:
      return false;
  }
}

/** The same few hundred styles come again and again. */
const knownStyles = new Set<string>();
const mostKnown = 5000;

function isPlainStyle(style: string): boolean {
  if (knownStyles.has(style)) return true;
  if (!plainStyle.test(style)) return false;
  if (knownStyles.size < mostKnown) knownStyles.add(style);
  return true;
}
