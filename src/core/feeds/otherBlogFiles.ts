import type { FileStorage, Logger } from '../ports';
import { fileStem } from '../store/fileNames';
import { decodeKeptEntries, decodeOtherBlog, type KeptEntry, type OtherBlog } from './otherBlog';

const blogFolder = 'blogs';
const entryFolder = 'feeds';

/** One file a blog for its list, one for the texts that its feed gave. */
export class OtherBlogFiles {
  constructor(
    private readonly storage: FileStorage,
    private readonly log: Logger,
  ) {}

  async list(): Promise<OtherBlog[]> {
    const files = await this.storage.list(blogFolder);
    const blogs = await Promise.all(files.map(async ({ name }) => decodeOtherBlog(await this.#read(`${blogFolder}/${name}`))));
    return blogs.filter((blog) => blog !== undefined).sort((a, b) => a.title.localeCompare(b.title));
  }

  async entries(key: string): Promise<KeptEntry[]> {
    return decodeKeptEntries(await this.#read(entryPath(key)));
  }

  async write(blog: OtherBlog, entries: readonly KeptEntry[]): Promise<void> {
    // An empty feed leaves the texts at hand; the list is written last, as it says that the rest is there.
    if (entries.length > 0) await this.storage.write(entryPath(blog.key), encode(entries));
    await this.storage.write(blogPath(blog.key), encode(blog));
  }

  async remove(key: string): Promise<void> {
    await this.storage.delete(blogPath(key));
    await this.storage.delete(entryPath(key));
  }

  async #read(path: string): Promise<unknown> {
    const bytes = await this.storage.read(path);
    if (!bytes) return undefined;
    try {
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch (error) {
      this.log.warn(`${path} could not be read.`, error);
      return undefined;
    }
  }
}

const blogPath = (key: string): string => `${blogFolder}/${fileStem(key)}.json`;
const entryPath = (key: string): string => `${entryFolder}/${fileStem(key)}.json`;
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
