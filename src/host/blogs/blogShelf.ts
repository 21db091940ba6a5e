import type { AuthorName, BlogOrigin } from '../../core/citation/citationItem';
import { blogOfId } from '../../core/feeds/blogIds';
import type { OtherBlog } from '../../core/feeds/otherBlog';
import type { OtherBlogs } from '../../core/feeds/otherBlogs';
import type { ArticleSummary } from '../../core/model/article';
import type { ArticleStore } from '../../core/store/articleStore';

interface Shelf {
  readonly blogs: readonly OtherBlog[];
  readonly byId: ReadonlyMap<string, ArticleSummary>;
  readonly byAddress: ReadonlyMap<string, string>;
}
const nothing: Shelf = { blogs: [], byId: new Map(), byAddress: new Map() };

/** What the added blogs hold, at hand: their posts by id and by address, and who writes them. */
export class BlogShelf {
  #loading: Promise<Shelf> | undefined;
  #shelf = nothing;
  readonly #subscription: { dispose(): void };

  constructor(
    private readonly source: Pick<OtherBlogs, 'list' | 'onDidChange'>,
    private readonly articles: Pick<ArticleStore, 'cached'>,
  ) {
    this.#subscription = source.onDidChange(() => void (this.#loading = undefined));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async blogs(): Promise<readonly OtherBlog[]> {
    return (await this.#load()).blogs;
  }

  async blogOf(id: string): Promise<OtherBlog | undefined> {
    const key = blogOfId(id);
    return (await this.blogs()).find((blog) => blog.key === key);
  }

  async find(id: string): Promise<ArticleSummary | undefined> {
    return (await this.#load()).byId.get(id);
  }

  /** The post that an address leads to, as far as the blogs have been looked at. */
  recognise(url: string): { readonly id: string; readonly fragment: string } | undefined {
    const id = this.#shelf.byAddress.get(addressKey(url));
    return id === undefined ? undefined : { id, fragment: decodeFragment(new URL(url).hash.slice(1)) };
  }

  /** Whom and what a citation of a post names; `undefined` for a post of no added blog. */
  async originOf(id: string): Promise<BlogOrigin | undefined> {
    const blog = await this.blogOf(id);
    if (!blog) return undefined;
    const author = (await this.articles.cached(id))?.author || blog.author || blog.title;
    return { blog: { name: blog.title, latinName: blog.title, slug: blog.key }, authors: [author === blog.title ? { literal: author } : authorName(author)] };
  }

  #load(): Promise<Shelf> {
    this.#loading ??= this.#read();
    return this.#loading;
  }

  async #read(): Promise<Shelf> {
    const blogs = await this.source.list();
    const entries = blogs.flatMap((blog) => blog.entries);
    this.#shelf = {
      blogs,
      byId: new Map(entries.map((entry) => [entry.id, entry])),
      byAddress: new Map(entries.filter(({ url }) => url !== '').map(({ url, id }) => [addressKey(url), id])),
    };
    return this.#shelf;
  }
}

/** Scheme, `www.`, a closing slash and what follows `#` make no other page. */
function addressKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const { host, pathname, search } = new URL(address);
  return host.replace(/^www\./, '') + pathname.replace(/\/$/, '') + search;
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // not UTF-8: it is taken as it stands
  }
}

/** `Jane Q. Doe` has a family name; names in other scripts, and more than four words, are taken as they are. */
function authorName(author: string): AuthorName {
  const [, given, family] = /^((?:[\p{Script=Latin}\p{M}.'’-]+\s+){1,3})([\p{Script=Latin}\p{M}'’-]+)$/u.exec(author) ?? [];
  return given === undefined || family === undefined ? { literal: author } : { literal: author, family, given: given.trim() };
}
