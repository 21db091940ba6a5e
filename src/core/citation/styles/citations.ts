import type { Post } from './post';
import type { Rich, Run } from './richText';
import { append, join, plain, textOf } from './richText';
import type { AuthorCitation, CitePlace, NoteCitation, NumericCitation, StyleDefinition } from './styleDefinition';

/** The posts of one citation, and what it says of them. */
export interface Cluster {
  /** As cited. */
  readonly posts: readonly Post[];
  readonly place: CitePlace;
  /** The authors stand in the sentence already. */
  readonly withoutAuthor: boolean;
  /** Authors who have several posts in the list: author styles add the title. */
  readonly ambiguous: ReadonlySet<string>;
}

/** The citation in parentheses, as a superscript or as a note. */
export function citation(style: StyleDefinition, cluster: Cluster): Rich {
  const how = style.citation;
  if (how.kind === 'numeric') return numbers(how, cluster);
  return how.kind === 'note' ? notes(how, cluster) : byAuthor(how, cluster);
}

/** The citation with the authors in the sentence: `Su (2024)`; author styles alone have one. */
export function narrative(style: StyleDefinition, cluster: Cluster): Rich {
  const how = style.citation;
  if (how.kind !== 'authorDate' && how.kind !== 'author') return [];
  const parts = authorGroups(how, cluster.posts).map((posts) => {
    const author = posts[0] ? how.author(posts[0]) : [];
    const rest = byAuthor(how, { ...cluster, posts, withoutAuthor: true });
    return join([author, rest], ' ', 'outside');
  });
  return join(parts, how.delimiter, 'outside');
}

/** Posts of the same authors together, in the order of the first of each. */
function authorGroups(how: AuthorCitation, cited: readonly Post[]): Post[][] {
  const posts = how.order ? [...cited].sort(how.order) : cited;
  const groups = new Map<string, Post[]>();
  posts.forEach((post, index) => {
    const key = how.collapse ? textOf(how.author(post)) || String(index) : String(index);
    const group = groups.get(key);
    if (group) group.push(post);
    else groups.set(key, [post]);
  });
  return [...groups.values()];
}

function byAuthor(how: AuthorCitation, cluster: Cluster): Rich {
  const { place } = cluster;
  const cites = authorGroups(how, cluster.posts).map((group) => {
    const later = group.slice(1).map((post) => how.year(post));
    const [first] = group;
    if (!first) return [];
    const { words } = first;
    const locator = place.locator && how.locator ? how.locator(place.locator, words) : '';
    const name = how.author(first);
    const title = how.title && cluster.ambiguous.has(textOf(name)) ? how.title(first) : [];
    const author = cluster.withoutAuthor ? [] : join([name, title], ', ', words.punctuation);
    const year = join([how.year(first), ...later], ', ', 'outside');
    return append(join([author, year], how.separator(first), words.punctuation), locator, words.punctuation);
  });
  const inner = join(cites, how.delimiter, 'outside');
  return inner.length === 0 ? [] : [...plain(how.open), ...inner, ...plain(how.close)];
}

function numbers(how: NumericCitation, cluster: Cluster): Rich {
  const sorted = [...cluster.posts].sort((a, b) => a.number - b.number);
  const [open, close] = how.each ?? ['', ''];
  const [first] = sorted;
  const locator = cluster.place.locator && how.locator && first ? how.locator(cluster.place.locator, first.words) : '';
  const list = how.ranges && !locator ? ranges(sorted.map((post) => post.number), how.rangeMark ?? '–') : sorted.map((post) => String(post.number));
  const text = `${how.open}${list.map((number) => `${open}${number}${locator}${close}`).join(how.delimiter)}${how.close}`;
  const run: Run = how.superscript ? { text, superscript: true } : { text };
  return [run];
}

/** `1, 2, 3, 5` as `1–3`, `5`; two in a row stay apart. */
function ranges(numbers: readonly number[], mark: string): string[] {
  const result: string[] = [];
  let from = 0;
  while (from < numbers.length) {
    let to = from;
    while (numbers[to + 1] === (numbers[to] ?? 0) + 1) to += 1;
    if (to - from >= 2) result.push(`${String(numbers[from])}${mark}${String(numbers[to])}`);
    else result.push(...numbers.slice(from, to + 1).map(String));
    from = to + 1;
  }
  return result;
}

function notes(how: NoteCitation, cluster: Cluster): Rich {
  const [first] = cluster.posts;
  const punctuation = first?.words.punctuation ?? 'inside';
  const all = cluster.posts.map((post) => how.note(post, cluster.place));
  return append(join(all, how.delimiter, punctuation), '.', punctuation);
}
