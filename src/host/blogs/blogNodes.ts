import type { OtherBlog } from '../../core/feeds/otherBlog';
import { articleGroup, type GroupNode } from '../tree/articleTree';

/** A row for each added blog, above its posts. Commands on such rows receive it. */
export interface BlogNode extends GroupNode {
  readonly blogKey: string;
}

export function isBlogNode(value: unknown): value is BlogNode {
  return typeof value === 'object' && value !== null && typeof (value as Partial<BlogNode>).blogKey === 'string';
}

export function blogNodes(blogs: readonly OtherBlog[]): BlogNode[] {
  return blogs.map(({ key, title, entries }) => {
    const id = `blog/${key}`;
    return { ...articleGroup({ id, name: title, label: title, description: String(entries.length), articles: entries }, { group: id }), contextValue: 'group blog', blogKey: key };
  });
}
