import type { CitationItem } from '../citationItem';
import { citation, narrative } from './citations';
import type { Cluster } from './citations';
import { wordsOf } from './locale';
import type { StyleLocale } from './locale';
import type { AuthorForm } from './names';
import { toPost } from './post';
import type { Post, PostKind } from './post';
import { findStyle } from './referenceStyles';
import type { Rich } from './richText';
import { textOf } from './richText';
import type { CitePlace, StyleDefinition } from './styleDefinition';
import { write } from './writers';
import type { ReferenceOutput } from './writers';

/** How the references of a list are read and written, beside their style. */
export interface ReferenceOptions {
  /** 苏剑林 or `Su, Jianlin`; the first unless said otherwise. */
  readonly author?: AuthorForm;
  /** The language of the style's own words; the style's unless said otherwise, and always where it has but one. */
  readonly locale?: StyleLocale;
  /** As what a post counts; a blog post unless said otherwise. */
  readonly kind?: PostKind;
  /** Page or passage that the citation in the text names. */
  readonly locator?: string;
}

/** References in one style. */
export interface FormattedReferences {
  /** The list of references, in the style's order. */
  readonly entries: readonly string[];
  /** The index in `items` of each entry. */
  readonly order: readonly number[];
  /** All items cited together, as given: in parentheses, as a superscript or as a note. */
  readonly inText: string;
  /** The same without the authors, `(2024)`; empty in styles that don't cite by author. */
  readonly inTextWithoutAuthor: string;
  /** With the authors in the sentence, `Su (2024)`; empty in styles that don't cite by author. */
  readonly narrative: string;
}

/**
 * References to `items` in the style `styleId`, as a list of references and as one citation in the text.
 *
 * @param items in the order in which they are cited, each once
 * @param output HTML entries are whole `<div class="csl-entry">` elements
 * @throws RangeError if there is no such style
 */
export function formatReferences(
  items: readonly CitationItem[],
  styleId: string,
  output: ReferenceOutput,
  options: ReferenceOptions = {},
): FormattedReferences {
  const style = findStyle(styleId);
  if (!style) throw new RangeError(`no reference style ${styleId}`);
  const posts = arrange(items, style, options);
  const listed = [...posts].sort((a, b) => a.number - b.number);
  const place: CitePlace = {
    locator: options.locator ? { label: 'page', value: options.locator } : undefined,
  };
  const cluster: Cluster = { posts, place, withoutAuthor: false, ambiguous: sharedAuthors(style, posts) };
  const byAuthor = style.citation.kind === 'authorDate';
  return {
    entries: listed.map((post, index) => entry(style, post, listed[index - 1], output)),
    order: listed.map((post) => posts.indexOf(post)),
    inText: write(citation(style, cluster), output),
    inTextWithoutAuthor: byAuthor ? write(citation(style, { ...cluster, withoutAuthor: true }), output) : '',
    narrative: byAuthor ? write(narrative(style, cluster), output) : '',
  };
}

/** All items as posts, each with its number in the list and, where it needs one, the letter after its year. */
function arrange(items: readonly CitationItem[], style: StyleDefinition, options: ReferenceOptions): Post[] {
  const locale = options.locale && style.locales.includes(options.locale) ? options.locale : style.locale;
  const words = style.quotes ? { ...wordsOf(locale), quotes: style.quotes } : wordsOf(locale);
  const reading = { author: options.author ?? 'literal', kind: options.kind ?? 'post-weblog', words } as const;
  const posts = items.map((item) => toPost(item, reading));
  const order = posts.map((_, index) => index);
  const { order: compare } = style;
  if (compare) order.sort((a, b) => comparePosts(posts, a, b, compare));
  const suffixes = style.citation.kind === 'authorDate' ? yearSuffixes(style, order.map((index) => posts[index]).filter((post) => post !== undefined)) : new Map<Post, string>();
  return posts.map((post, index) => ({ ...post, number: order.indexOf(index) + 1, yearSuffix: suffixes.get(post) ?? '' }));
}

function comparePosts(posts: readonly Post[], a: number, b: number, compare: (a: Post, b: Post) => number): number {
  const [first, second] = [posts[a], posts[b]];
  return first && second ? compare(first, second) : 0;
}

/** Letters for posts that the text could not tell apart, in the order of the list. */
function yearSuffixes(style: StyleDefinition, listed: readonly Post[]): Map<Post, string> {
  const how = style.citation;
  const suffixes = new Map<Post, string>();
  if (how.kind !== 'authorDate') return suffixes;
  const groups = new Map<string, Post[]>();
  for (const post of listed) {
    const key = `${textOf(how.author(post))}\n${textOf(how.year(post))}`;
    groups.set(key, [...(groups.get(key) ?? []), post]);
  }
  for (const group of groups.values()) if (group.length > 1) group.forEach((post, index) => suffixes.set(post, letters(index)));
  return suffixes;
}

/** a … z, aa, ab … */
function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

function sharedAuthors(style: StyleDefinition, posts: readonly Post[]): ReadonlySet<string> {
  const how = style.citation;
  if (how.kind !== 'author') return new Set();
  const names = posts.map((post) => textOf(how.author(post)));
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

function entry(style: StyleDefinition, post: Post, before: Post | undefined, output: ReferenceOutput): string {
  const label = style.label?.(post.number);
  const text = write(withoutRepeatedAuthor(style, post, before), output);
  if (output === 'html') return htmlEntry(label, text);
  if (!label) return text;
  const written = write([{ text: label }], output);
  return `${written} ${text}`;
}

/** An entry as the tools that read styles lay it out. */
function htmlEntry(label: string | undefined, text: string): string {
  if (label === undefined) return `<div class="csl-entry">${text}</div>`;
  return `<div class="csl-entry">\n    <div class="csl-left-margin">${label}</div><div class="csl-right-inline">${text}</div>\n  </div>`;
}

function withoutRepeatedAuthor(style: StyleDefinition, post: Post, before: Post | undefined): Rich {
  const repeated = style.repeatedAuthor;
  const whole = style.entry(post);
  if (!repeated || !before) return whole;
  const author = textOf(repeated.author(post));
  if (!author || author !== textOf(repeated.author(before)) || !textOf(whole).startsWith(author)) return whole;
  return [{ text: repeated.mark }, ...withoutStart(whole, author.length)];
}

/** `rich` without its first `length` characters. */
function withoutStart(rich: Rich, length: number): Rich {
  let left = length;
  return rich.flatMap((run) => {
    const cut = Math.min(left, run.text.length);
    left -= cut;
    return cut === run.text.length ? [] : [{ ...run, text: run.text.slice(cut) }];
  });
}
