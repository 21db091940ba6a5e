import { Parser } from 'htmlparser2';

/** An element of a feed. Names are without prefix and in lower case; `namespace` is the address it stood for. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly hasPrefix: boolean;
  /** By name as written, in lower case. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
  /** Whether its end was in the text; a cut feed leaves some open. */
  isClosed: boolean;
}

/** Deeper elements are hung into the one at this depth, so that whoever walks the tree may recurse. */
const deepest = 200;

interface Scope {
  readonly element: XmlElement;
  readonly namespaces: ReadonlyMap<string, string>;
}

/**
 * Reads XML leniently into a tree: `undefined` when it has no element. In time and memory linear in the text.
 *
 * Entities that a document type declares are not known, not expanded and not fetched: they stay as they are written.
 */
export function parseXml(text: string): XmlElement | undefined {
  let root: XmlElement | undefined;
  const open: Scope[] = [];
  const append = (child: XmlElement | string): void => {
    const parent = open[Math.min(open.length, deepest) - 1]?.element;
    if (parent) parent.children.push(child);
    else if (typeof child !== 'string') root ??= child;
  };
  const parser = new Parser(
    {
      onopentag(rawName, rawAttributes) {
        const attributes = new Map(Object.entries(rawAttributes).map(([name, value]) => [name.toLowerCase(), value]));
        const namespaces = namespacesWithin(open.at(-1)?.namespaces ?? new Map(), attributes);
        const [prefix, name] = splitName(rawName);
        const element: XmlElement = { name, namespace: namespaces.get(prefix) ?? prefix, hasPrefix: prefix !== '', attributes, children: [], isClosed: false };
        append(element);
        open.push({ element, namespaces });
      },
      ontext: append,
      onclosetag(_name, isImplied) {
        const scope = open.pop();
        if (scope) scope.element.isClosed = !isImplied;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(text);
  parser.end();
  return root;
}

function namespacesWithin(outer: ReadonlyMap<string, string>, attributes: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const declared = [...attributes].filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length === 0) return outer;
  return new Map([...outer, ...declared.map(([name, value]): [string, string] => [name.slice('xmlns:'.length), value.trim().toLowerCase()])]);
}

function splitName(rawName: string): [prefix: string, name: string] {
  const colon = rawName.indexOf(':');
  return colon < 0 ? ['', rawName.toLowerCase()] : [rawName.slice(0, colon).toLowerCase(), rawName.slice(colon + 1).toLowerCase()];
}

/** A section in a section: what was in CDATA already was put into another. */
const WRAPPED = /^\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*$/;

/** All text inside, in order. */
export function textOf(element: XmlElement): string {
  const pieces: string[] = [];
  const collect = ({ children }: XmlElement): void => {
    for (const child of children) {
      if (typeof child === 'string') pieces.push(child);
      else collect(child);
    }
  };
  collect(element);
  const text = pieces.join('');
  return WRAPPED.exec(text)?.[1] ?? text;
}

const voidElements = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

/** The content of an element that holds XHTML, as HTML. */
export function innerHtml(element: XmlElement): string {
  const pieces: string[] = [];
  const write = ({ children }: XmlElement): void => {
    for (const child of children) {
      if (typeof child === 'string') {
        pieces.push(escapeHtml(child));
        continue;
      }
      const attributes = [...child.attributes].filter(([name]) => !name.startsWith('xml')).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
      pieces.push(`<${child.name}${attributes.join('')}>`);
      // what HTML leaves open, such as <br>, has here all that follows it inside
      write(child);
      if (!voidElements.has(child.name)) pieces.push(`</${child.name}>`);
    }
  };
  write(element);
  return pieces.join('');
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
