import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { articleToFile, fileToArticle } from '../../../src/core/blog/articleFile';
import { parseArticlePage } from '../../../src/core/blog/articlePage';
import { BlogClient, type BlogClientOptions } from '../../../src/core/net/blogClient';
import { scientificSpacesSite } from '../../../src/core/net/blogSite';
import { systemClock } from '../../../src/core/net/systemClock';
import { ArticleStore } from '../../../src/core/store/articleStore';
import { BlogSource } from '../../../src/core/store/blogSource';
import { FetchHttpClient } from '../../../src/host/fetchHttpClient';
import { NodeFileStorage } from '../../../src/host/nodeFileStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';

export const shared = path.resolve(process.env['SHARED_DIR'] ?? '../shared');

export interface ReplicaRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  /** When it came, and how long it took, in ms. */
  readonly at: number;
  readonly ms: number;
}

export interface Replica {
  readonly url: string;
  readonly requests: readonly ReplicaRequest[];
  readonly counts: { readonly search: number };
  setFault(name: string, options?: Record<string, unknown>): void;
  clearFaults(): void;
  faultHits(name: string): number;
  close(): Promise<void>;
}

interface ReplicaModule {
  readonly FAULTS: readonly string[];
  startReplica(options: Record<string, unknown>): Promise<Replica>;
}

export const loadReplica = (): Promise<ReplicaModule> => import(pathToFileURL(path.join(shared, 'replica/server.mjs')).href) as Promise<ReplicaModule>;

export const replicaArticles = path.join(shared, 'replica/articles');

const folders: string[] = [];

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'replica-test-'));
  folders.push(folder);
  return folder;
}

export const removeFolders = (): Promise<unknown> => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));

/** The real parts, from the network to the disk. */
export function openReader(baseUrl: string, folder: string, options: Partial<BlogClientOptions> = {}) {
  const log = new RecordingLogger();
  const http = new FetchHttpClient({ userAgent: 'ScientificSpacesVSCode/0.0.0 (+test)', platform: 'node' });
  const client = new BlogClient(http, () => scientificSpacesSite(baseUrl, []), systemClock, log, options);
  const storage = new NodeFileStorage(folder);
  const store = new ArticleStore(new BlogSource(client, parseArticlePage), storage, { articleToFile, fileToArticle }, log);
  return { client, storage, store, log };
}

/** All files of a folder, temporary ones too: path → bytes in base64. */
export async function snapshot(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file): Promise<[string, string]> => [path.relative(folder, file), (await readFile(file)).toString('base64')])));
}

/** Requests under way at once, at most, and the least time between the starts of two. */
export function paceOf(requests: readonly ReplicaRequest[]): { atOnce: number; leastGapMs: number } {
  const starts = requests.map(({ at }) => at).sort((a, b) => a - b);
  const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
  const atOnce = requests.map(({ at }) => requests.filter((other) => other.at <= at && at < other.at + other.ms).length);
  return { atOnce: Math.max(0, ...atOnce), leastGapMs: Math.min(Infinity, ...gaps) };
}
