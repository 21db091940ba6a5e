import { escapeHtml } from './escapeHtml';

/** A node of the tree that KaTeX builds before it writes: a span or symbol of its HTML, an element or text of its MathML. */
export interface KatexNode {
  /** Of MathML elements only. */
  readonly type?: string;
  /** Of symbols and texts. */
  readonly text?: string;
  /** Of symbols only: the correction at their right, in em. */
  readonly italic?: number;
  readonly classes?: readonly string[];
  readonly style?: Readonly<Record<string, string | undefined>>;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly KatexNode[];
  toMarkup(): string;
}

/** MathML's leaves: a browser takes elements in them for HTML, and screen readers lose them. */
const TOKENS = new Set(['mo', 'mi', 'mn', 'mtext', 'ms']);

/** Classes that say what an atom is to KaTeX; its style sheet does nothing with them. */
const SILENT = new Set(['mord', 'mop', 'mbin', 'mrel', 'mopen', 'mclose', 'mpunct', 'minner', 'mtight', '']);

/**
 * Writes KaTeX's tree as its own `toMarkup` does, in a third of the time, and four things otherwise: its copy of the source
 * (`<annotation>`) is left out, because that is our rewriting and not what the author wrote; so is `xmlns`, which HTML
 * needs none of; what KaTeX nests in MathML's tokens (`<mo><mtext>argmax</mtext></mo>`) stands in an `<mrow>`; and classes
 * and spans that change nothing are not written: the page would have to parse and lay them out.
 */
export function katexMarkup(node: KatexNode): string {
  return markupIn(node, false);
}

/** `inRow`: in a span whose children the style sheet does not ask for as such. */
function markupIn(node: KatexNode, inRow: boolean): string {
  const { type, text, classes, style, attributes, children } = node;
  if (type !== undefined) return mathMarkup(type, node);
  if (text !== undefined) return classes ? symbolMarkup(node, text, inRow) : escapeHtml(text);
  // pictures of strokes, links and the like are rare: as KaTeX writes them
  if (!children || !classes || !style || attributes?.['href'] !== undefined) return node.toMarkup();
  if (!attributes) return childrenMarkup(children, inRow);
  const styles = styleText(style);
  let others = '';
  for (const name in attributes) others += ` ${name}="${escapeHtml(String(attributes[name]))}"`;
  if (inRow && styles === '' && others === '' && isSilent(classes)) return childrenMarkup(children, true);
  return `<span${classAttribute(classes)}${styleAttribute(styles)}${others}>${childrenMarkup(children, isRow(classes))}</span>`;
}

function childrenMarkup(children: readonly KatexNode[], inRow = false): string {
  let markup = '';
  for (const child of children) markup += markupIn(child, inRow);
  return markup;
}

function isSilent(classes: readonly string[]): boolean {
  for (const name of classes) if (!SILENT.has(name)) return false;
  return classes.length > 0;
}

/** Of the spans that hold rows of atoms, the most common ones. */
function isRow(classes: readonly string[]): boolean {
  const [first] = classes;
  return first === 'katex-base' || first === 'katex-sizing' || isSilent(classes);
}

function symbolMarkup({ classes = [], italic = 0, style = {} }: KatexNode, text: string, inRow: boolean): string {
  const styles = (italic > 0 ? `margin-right:${String(Number(italic.toFixed(4)))}em;` : '') + styleText(style);
  if (styles === '' && (classes.length === 0 || (inRow && isSilent(classes)))) return escapeHtml(text);
  return `<span${classAttribute(classes)}${styleAttribute(styles)}>${escapeHtml(text)}</span>`;
}

function mathMarkup(type: string, { attributes = {}, classes = [], children = [] }: KatexNode): string {
  if (type === 'semantics') return childrenMarkup(children.filter((child) => child.type !== 'annotation'));
  if (TOKENS.has(type) && children.some(isElement)) {
    // a row takes elements only
    return `<mrow>${children.map((child) => (isElement(child) ? katexMarkup(child) : `<mtext>${katexMarkup(child)}</mtext>`)).join('')}</mrow>`;
  }
  let markup = `<${type}${classAttribute(classes)}`;
  for (const name in attributes) if (name !== 'xmlns') markup += ` ${name}="${escapeHtml(String(attributes[name]))}"`;
  return `${markup}>${childrenMarkup(children)}</${type}>`;
}

/** Whether a node in MathML is written as an element: all but texts, and fragments of them. */
function isElement({ type, text, children }: KatexNode): boolean {
  if (type !== undefined) return true;
  return text === undefined && (children?.some(isElement) ?? true);
}

function classAttribute(classes: readonly string[]): string {
  if (classes.length === 0) return '';
  let names = '';
  for (const name of classes) if (!SILENT.has(name)) names += names === '' ? name : ` ${name}`;
  return names === '' ? '' : ` class="${escapeHtml(names)}"`;
}

function styleAttribute(text: string): string {
  return text === '' ? '' : ` style="${escapeHtml(text)}"`;
}

function styleText(style: Readonly<Record<string, string | undefined>>): string {
  let text = '';
  for (const property in style) {
    const value = style[property];
    if (value !== undefined) text += `${hyphenated(property)}:${value};`;
  }
  return text;
}

const knownProperties = new Map<string, string>();

/** `marginRight` → `margin-right`. There are two dozen, written tens of thousands of times. */
function hyphenated(property: string): string {
  let name = knownProperties.get(property);
  if (name === undefined) knownProperties.set(property, (name = property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)));
  return name;
}
