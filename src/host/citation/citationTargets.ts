import type { ArticleSummary } from '../../core/model/article';
import { idOf } from '../articleCommands';
import { articlesOf } from '../tree/articleTargets';
import type { CitingDeps } from './citationCommands';
import type { PostToCite } from './insertCitation';

/** What a key binding or another extension may hand to a citing command. */
export interface CitationRequest {
  /** Ids, or ids with what is said about the posts. */
  readonly posts: readonly (string | { readonly id: string; readonly locator?: string; readonly prefix?: string; readonly suffix?: string })[];
  /** The author as a word of the sentence. */
  readonly narrative?: boolean;
}

/** Whether a command was called with posts of its own. */
export function isCitationRequest(target: unknown): target is CitationRequest {
  return typeof target === 'object' && target !== null && 'posts' in target && Array.isArray(target.posts);
}

/** The posts of a request that the catalogue knows, with what is said about them. */
export async function requestedPosts({ library }: CitingDeps, { posts }: CitationRequest): Promise<PostToCite[]> {
  const found = await Promise.all(
    posts.map(async (post) => {
      const { id, ...details } = typeof post === 'string' ? { id: post } : post;
      const article = await library.find(id);
      return article && { ...details, article };
    }),
  );
  return found.filter((post) => post !== undefined);
}

/** The posts that a command was called for: rows of a tree, an id, a request, else the article that the reader shows. */
export async function calledFor(deps: CitingDeps, target: unknown, selected?: readonly unknown[]): Promise<ArticleSummary[]> {
  const rows = await articlesOf(target, selected);
  if (rows.length > 0) return rows;
  if (isCitationRequest(target)) return (await requestedPosts(deps, target)).map(({ article }) => article);
  const id = idOf(target);
  const article = id === undefined ? undefined : await deps.library.find(id);
  return article ? [article] : [];
}
