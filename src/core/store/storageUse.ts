import type { FileEntry, FileStorage } from '../ports';
import type { DownloadJournal } from './downloadJournal';
import { fileStem } from './fileNames';
import { imageFolder } from './imageStore';

export interface StorageUsage {
  readonly articles: number;
  readonly images: number;
  /** All bytes of articles, of their rendered texts and of pictures, and those of them that were downloaded on purpose. */
  readonly bytes: number;
  readonly downloadedBytes: number;
}

interface KeptArticle {
  readonly stem: string;
  readonly files: { readonly path: string; readonly folder: string }[];
  bytes: number;
  /** Of its text, in milliseconds since 1970; 0 where that is gone. */
  fetchedAt: number;
  readonly isWanted: boolean;
}

const articleFolder = 'articles';
const validatorFolder = 'validators';
/** What the reader has rendered: it is made anew where it is missing. */
export const renderedFolder = 'rendered';

/** What the articles, their rendered texts and their pictures take on disk, and how that is made less. */
export class StorageUse {
  constructor(
    private readonly storage: FileStorage,
    private readonly journal: DownloadJournal,
  ) {}

  async measure(): Promise<StorageUsage> {
    const kept = await this.#kept();
    const files = kept.flatMap((article) => article.files);
    const sum = (articles: readonly KeptArticle[]): number => articles.reduce((total, { bytes }) => total + bytes, 0);
    return {
      articles: files.filter(({ folder }) => folder === articleFolder).length,
      images: files.filter(({ folder }) => folder === imageFolder).length,
      bytes: sum(kept),
      downloadedBytes: sum(kept.filter(({ isWanted }) => isWanted)),
    };
  }

  /** Deletes articles that nobody downloaded on purpose, those fetched longest ago first, until the rest of them fits. */
  async evict(maxBytes: number): Promise<{ readonly articles: number; readonly bytes: number }> {
    const oldestFirst = (await this.#kept()).filter(({ isWanted }) => !isWanted).sort((a, b) => a.fetchedAt - b.fetchedAt);
    let total = oldestFirst.reduce((sum, article) => sum + article.bytes, 0);
    let articles = 0;
    let bytes = 0;
    for (const article of oldestFirst) {
      if (total <= maxBytes) break;
      await this.#delete(article);
      total -= article.bytes;
      bytes += article.bytes;
      articles++;
    }
    return { articles, bytes };
  }

  /** Deletes all articles and pictures; with `downloads` also those downloaded on purpose, and the note of them. */
  async clear({ downloads }: { readonly downloads: boolean }): Promise<void> {
    if (downloads) for (const { key } of await this.journal.jobs()) await this.journal.forget(key);
    for (const article of await this.#kept()) if (downloads || !article.isWanted) await this.#delete(article);
  }

  async #delete({ stem, files }: KeptArticle): Promise<void> {
    for (const { path } of files) await this.storage.delete(path);
    await this.storage.delete(`${validatorFolder}/${stem}.json`);
  }

  async #kept(): Promise<KeptArticle[]> {
    const wanted = new Set([...(await this.journal.wantedIds())].map(fileStem));
    const kept = new Map<string, KeptArticle>();
    const add = (folder: string, { name, bytes, modifiedAt }: FileEntry): void => {
      const stem = name.slice(0, name.indexOf('.'));
      const article = kept.get(stem) ?? { stem, files: [], bytes: 0, fetchedAt: 0, isWanted: wanted.has(stem) };
      kept.set(stem, article);
      article.files.push({ path: `${folder}/${name}`, folder });
      article.bytes += bytes;
      if (folder === articleFolder) article.fetchedAt = modifiedAt;
    };
    for (const folder of [articleFolder, imageFolder, renderedFolder]) {
      for (const entry of await this.storage.list(folder)) if (entry.name.includes('.')) add(folder, entry);
    }
    return [...kept.values()];
  }
}
