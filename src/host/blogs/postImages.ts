import { blogOfId } from '../../core/feeds/blogIds';
import { ReaderError } from '../../core/model/errors';
import type { BlogClient } from '../../core/net/blogClient';
import { isPrivateHost } from '../../core/net/blogSite';
import type { Priority } from '../../core/net/pacer';
import type { FileStorage } from '../../core/ports';
import { ImageStore, type StoredImage } from '../../core/store/imageStore';
import type { BlogShelf } from './blogShelf';

/** The pictures of all posts, each asked for at its own blog only. */
export class PostImages {
  readonly #own: ImageStore;
  /** By origin of the post. */
  readonly #others = new Map<string, ImageStore>();

  /** @param clientFor the client of another blog's origin */
  constructor(
    client: Pick<BlogClient, 'get'>,
    private readonly clientFor: (origin: string) => Pick<BlogClient, 'get'>,
    private readonly shelf: Pick<BlogShelf, 'find' | 'blogOf'>,
    private readonly storage: FileStorage,
  ) {
    this.#own = new ImageStore(client, storage);
  }

  async cached(articleId: string, url: string): Promise<StoredImage | undefined> {
    return this.#own.cached(articleId, url); // whichever client fetched it, it lies in the same place
  }

  /** As {@link ImageStore.read}; `refused` (`private`) where a feed sends into a network that its reader did not name. */
  async read(articleId: string, url: string, signal?: AbortSignal, priority?: Priority): Promise<StoredImage> {
    return (await this.#storeFor(articleId, url)).read(articleId, url, signal, priority);
  }

  async #storeFor(articleId: string, url: string): Promise<ImageStore> {
    if (blogOfId(articleId) === undefined) return this.#own;
    const [blog, post] = await Promise.all([this.shelf.blogOf(articleId), this.shelf.find(articleId)]);
    if (!blog || !post) throw new ReaderError('notFound', url, { reason: 'blog' });
    const { origin, hostname } = new URL(post.url || blog.feedUrl);
    if (isPrivateHost(hostname) && origin !== new URL(blog.feedUrl).origin) throw new ReaderError('refused', url, { reason: 'private' });
    const store = this.#others.get(origin) ?? new ImageStore(this.clientFor(origin), this.storage);
    this.#others.set(origin, store);
    return store;
  }
}
