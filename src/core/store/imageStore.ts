import { ReaderError } from '../model/errors';
import type { BlogClient } from '../net/blogClient';
import type { Priority } from '../net/pacer';
import type { FileStorage } from '../ports';
import { hashText } from '../util/hash';
import { fileStem } from './fileNames';
import { imageTypes, recogniseImage, type ImageFormat } from './imageFormat';
import { SharedTasks } from './sharedTasks';

export interface StoredImage extends ImageFormat {
  /** Of its file in the storage. */
  readonly path: string;
  readonly bytes: number;
}

/** Larger pictures would take hundreds of megabytes once unpacked: 50 million pixels are 200 MB. */
const mostPixels = 50_000_000;

/** The pictures of articles, fetched by the host and kept beside them; the webview shows them from the disk. */
export class ImageStore {
  readonly #reads = new SharedTasks<StoredImage>();

  constructor(
    private readonly client: Pick<BlogClient, 'get'>,
    private readonly storage: FileStorage,
  ) {}

  /** The copy on disk; `undefined` when there is none. */
  async cached(articleId: string, url: string): Promise<StoredImage | undefined> {
    for (const type of likelyFirst(url)) {
      const path = imagePath(articleId, url, type);
      const bytes = await this.storage.read(path);
      const image = bytes && recognise(bytes, path);
      if (image) return image;
    }
    return undefined;
  }

  /**
   * The copy on disk, else the picture from the blog, which is then kept.
   *
   * Throws a ReaderError: as `BlogClient.get` does, `unreadable` (`notImage`, `tooLarge`), or `storage`.
   */
  read(articleId: string, url: string, signal?: AbortSignal, priority: Priority = 'person'): Promise<StoredImage> {
    const key = JSON.stringify([articleId, url]);
    return this.#reads.run(key, async (shared) => (await this.cached(articleId, url)) ?? (await this.#fetch(articleId, url, priority, shared)), signal);
  }

  async #fetch(articleId: string, url: string, priority: Priority, signal: AbortSignal): Promise<StoredImage> {
    const { body } = await this.client.get(url, { accept: 'image', priority }, signal);
    const format = recogniseImage(body);
    if (!format) throw new ReaderError('unreadable', url, { reason: 'notImage' });
    if (format.width * format.height > mostPixels) throw new ReaderError('unreadable', url, { reason: 'tooLarge' });
    const path = imagePath(articleId, url, format.type);
    await this.storage.write(path, body);
    return { ...format, path, bytes: body.length };
  }
}

export const imageFolder = 'images';

/** `images/<article>.<address>.<type>`: flat, so that one listing shows them all and whose they are. */
const imagePath = (articleId: string, url: string, type: ImageFormat['type']): string => `${imageFolder}/${fileStem(articleId)}.${hashText(url)}.${type}`;

function recognise(bytes: Uint8Array, path: string): StoredImage | undefined {
  const format = recogniseImage(bytes);
  return format && path.endsWith(`.${format.type}`) ? { ...format, path, bytes: bytes.length } : undefined;
}

function likelyFirst(url: string): ImageFormat['type'][] {
  const ending = /\.(png|jpe?g|gif|webp)(?:[?#]|$)/i.exec(url)?.[1]?.toLowerCase().replace('jpeg', 'jpg');
  return [...imageTypes].sort((a, b) => Number(b === ending) - Number(a === ending));
}
