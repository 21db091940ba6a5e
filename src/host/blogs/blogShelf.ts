import type { AuthorName, BlogOrigin, PostOfBlog } from '../../core/citation/citationItem';
import { blogOfId } from '../../core/feeds/blogIds';
import type { OtherBlog } from '../../core/feeds/otherBlog';
import type { OtherBlogs } from '../../core/feeds/otherBlogs';

/** A blog whose posts say what a citation of them names. */
export interface ShelvedBlog extends OtherBlog {
  readonly entries: readonly PostOfBlog[];
}

interface Shelf {
  readonly blogs: readonly ShelvedBlog[];
  readonly byId: ReadonlyMap<string, PostOfBlog>;
  readonly byAddress: ReadonlyMap<string, string>;
}
const nothing: Shelf = { blogs: [], byId: new Map(), byAddress: new Map() };

/** What the added blogs hold, at hand: their posts by id and by address, and who writes them. */
export class BlogShelf {
  #loading: Promise<Shelf> | undefined;
  #shelf = nothing;
  readonly #subscription: { dispose(): void };

  constructor(private readonly source: Pick<OtherBlogs, 'list' | 'onDidChange'>) {
    this.#subscription = source.onDidChange(() => void (this.#loading = undefined));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async blogs(): Promise<readonly ShelvedBlog[]> {
    return (await this.#load()).blogs;
  }

  async blogOf(id: string): Promise<ShelvedBlog | undefined> {
    const key = blogOfId(id);
    return (await this.blogs()).find((blog) => blog.key === key);
  }

  async find(id: string): Promise<PostOfBlog | undefined> {
    return (await this.#load()).byId.get(id);
  }

  /** The post that an address leads to, as far as the blogs have been looked at. */
  recognise(url: string): { readonly id: string; readonly fragment: string } | undefined {
    const id = this.#shelf.byAddress.get(addressKey(url));
    return id === undefined ? undefined : { id, fragment: decodeFragment(new URL(url).hash.slice(1)) };
  }

  #load(): Promise<Shelf> {
    this.#loading ??= this.#read();
    return this.#loading;
  }

  async #read(): Promise<Shelf> {
    const blogs = (await this.source.list()).map(withOrigins);
    const entries = blogs.flatMap((blog) => blog.entries);
    this.#shelf = {
      blogs,
      byId: new Map(entries.map((entry) => [entry.id, entry])),
      byAddress: new Map(entries.filter(({ url }) => url !== '').map(({ url, id }) => [addressKey(url), id])),
    };
    return this.#shelf;
  }
}

function withOrigins(blog: OtherBlog): ShelvedBlog {
  const name = { name: blog.title, latinName: blog.title, slug: blog.key };
  const originOf = (id: string): BlogOrigin => {
    const author = blog.authors[id] ?? blog.author;
    return { blog: name, authors: [author === '' || author === blog.title ? { literal: blog.title } : authorName(author)] };
  };
  return { ...blog, entries: blog.entries.map((entry) => ({ ...entry, origin: originOf(entry.id) })) };
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
