import { dateParts, scientificSpaces } from './citationItem';
import type { CitationItem } from './citationItem';

/** The key pattern of the blog itself. */
const defaultKeyPattern = 'kexuefm-{id}';

const maxLength = 80;

/**
 * The citation key of a post, made from a pattern: `kexuefm-{id}` → `kexuefm-10088`.
 *
 * Tokens: `{id}`, `{year}`, `{month}`, `{day}`, `{author}` (family name in Latin letters), `{title}` (its Latin words,
 * at most three), `{blog}`. Keys are ASCII letters, digits and `-_.:+/` only, so that every citing language can name
 * them; never empty. A pattern that names the blog by `kexuefm` names another blog by its own slug.
 */
export function citationKey(item: CitationItem, pattern: string = defaultKeyPattern): string {
  const own = item.blog.slug === scientificSpaces.blog.slug ? pattern : pattern.replaceAll(scientificSpaces.blog.slug, item.blog.slug);
  const key = sanitizeKey(own.replace(/\{(\w+)\}/g, (whole, name: string) => tokens[name]?.(item) ?? whole));
  return key.slice(0, maxLength) || `${sanitizeKey(item.blog.slug) || 'post'}-${shortHash(item.id)}`;
}

/** What stands for each token; made only where a pattern asks, since the first citation is waited for. */
const tokens: Readonly<Record<string, (item: CitationItem) => string>> = {
  id: localId,
  year: ({ date }) => (dateParts(date) ? date.slice(0, 4) : 'nd'),
  month: ({ date }) => (dateParts(date) ? date.slice(5, 7) : ''),
  day: ({ date }) => (dateParts(date) ? date.slice(8) : ''),
  author: latinFamily,
  title: ({ title }) => titleWords(title),
  blog: ({ blog }) => blog.slug,
};

/** `text` without what a key cannot hold in one of the languages that cite it. */
export function sanitizeKey(text: string): string {
  // Most keys are ASCII; the tables that decompose the others take milliseconds to load.
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKD');
  return plain
    .replace(/[^A-Za-z0-9\-_.:+/]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
}

/** The first key of `key`, `keya`, `keyb`, … `keyz`, `keyaa`, … that is free. */
export function freeKey(key: string, isTaken: (key: string) => boolean): string {
  if (!isTaken(key)) return key;
  for (let n = 0; ; n++) {
    const candidate = key + letters(n);
    if (!isTaken(candidate)) return candidate;
  }
}

/** The part of the id that names the post within its blog; hashed where it has nothing a key can hold. */
function localId(item: CitationItem): string {
  const own = item.id.startsWith(`${item.blog.slug}:`) ? item.id.slice(item.blog.slug.length + 1) : item.id;
  const key = sanitizeKey(own.replace(/^https?:\/\/[^/]*\/?/, ''));
  return key === '' || key.length > maxLength / 2 ? shortHash(item.id) : key;
}

function latinFamily(item: CitationItem): string {
  const [author] = item.authors;
  if (!author) return 'anonymous';
  const family = author.latin?.family ?? author.family ?? author.literal.split(/\s+/).at(-1) ?? '';
  return sanitizeKey(family).toLowerCase() || item.blog.slug;
}

function titleWords(title: string): string {
  const words = title.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? [];
  return words.slice(0, 3).join('').toLowerCase();
}

function letters(n: number): string {
  const head = n < 26 ? '' : letters(Math.floor(n / 26) - 1);
  return head + String.fromCharCode(97 + (n % 26));
}

/** FNV-1a, 32 bits, in base 36: enough to tell the posts of one blog apart. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}
