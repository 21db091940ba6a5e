import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Comment {
  readonly id: number;
  readonly author: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly text: string;
  readonly replies: readonly Comment[];
}

/** One post of the demo blog. */
export interface Post {
  readonly id: number;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly readers: number;
  /** The text as its author wrote it: see `markup.ts`. */
  readonly source: string;
  readonly comments: readonly Comment[];
}

const commentSeparator = '\n<!--comments-->\n';

/** `author | date | text`, a line each; a line that starts with `>` answers the one above. */
function parseComments(text: string, firstId: number): Comment[] {
  const roots: (Comment & { replies: Comment[] })[] = [];
  for (const [index, line] of text.split('\n').filter((each) => each.trim()).entries()) {
    const [author = '', date = '', ...words] = line.replace(/^>\s*/, '').split(' | ');
    const comment = { id: firstId + index, author, date, text: words.join(' | '), replies: [] };
    const parent = roots.at(-1);
    if (line.startsWith('>') && parent) parent.replies.push(comment);
    else roots.push(comment);
  }
  return roots;
}

/** Reads `---`, `name: value` lines, `---`, the text, and after `<!--comments-->` the comments. */
export function parsePost(id: number, file: string): Post {
  const [, head = '', rest = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file) ?? [];
  const fields = new Map(head.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  const [source = '', comments = ''] = rest.split(commentSeparator);
  return {
    id,
    title: fields.get('title') ?? '',
    date: fields.get('date') ?? '',
    category: fields.get('category') ?? '',
    tags: (fields.get('tags') ?? '').split(/,\s*/).filter(Boolean),
    readers: Number(fields.get('readers') ?? 0),
    source: source.trim(),
    comments: parseComments(comments, id * 10),
  };
}

/** All posts of a folder of `<id>.md` files, newest first. */
export function readPosts(folder: string): Post[] {
  return readdirSync(folder)
    .filter((file) => /^\d+\.md$/.test(file))
    .map((file) => parsePost(parseInt(file, 10), readFileSync(path.join(folder, file), 'utf8')))
    .sort((a, b) => b.date.localeCompare(a.date) || b.id - a.id);
}
