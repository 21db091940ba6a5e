import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Post } from '../demoBlog/post';
import { startDemoBlog, type DemoBlogOptions } from '../demoBlog/server';
import { sharedDir } from './paths';

/** A blog on this machine to read from. */
export interface Blog {
  readonly url: string;
  /** Paths asked for until now, in order. */
  requests(): string[];
  close(): Promise<void>;
}

/** What the shared server offers, as far as we use it. */
interface Replica {
  readonly url: string;
  readonly requests: readonly { readonly path: string }[];
  setFault(name: string, options?: Readonly<Record<string, string | number>>): void;
  clearFaults(name?: string): void;
  close(): Promise<void>;
}
interface ReplicaModule {
  startReplica(options: { articleDirs: string[]; gate: boolean; etag: boolean; faults: string[]; digest: boolean }): Promise<Replica>;
}

export interface ReplicaBlog extends Blog {
  /** Switches one of the server's faults on; see its README for names and options. */
  setFault(name: string, options?: Readonly<Record<string, string | number>>): void;
  clearFaults(name?: string): void;
}

/** The demo blog of this project. */
export async function startDemo(options: DemoBlogOptions = {}): Promise<Blog & { publish(post: Post): void }> {
  const demo = await startDemoBlog(options);
  return { url: demo.url, requests: () => [...demo.requests], publish: (post) => demo.publish(post), close: () => demo.close() };
}

/** Whether the shared data is there; tests that need it are a run of their own. */
export const hasSharedData = () => existsSync(path.join(sharedDir, 'replica/server.mjs'));

/** The server in the shared data, with its articles and its gate closed; with `digest` a second, small blog of another make. */
export async function startReplicaBlog({ gate = true, etag = false, faults = [], digest = false }: { gate?: boolean; etag?: boolean; faults?: string[]; digest?: boolean } = {}): Promise<ReplicaBlog> {
  const module = (await import(pathToFileURL(path.join(sharedDir, 'replica/server.mjs')).href)) as ReplicaModule;
  const replica = await module.startReplica({ articleDirs: [path.join(sharedDir, 'replica/articles')], gate, etag, faults, digest });
  return {
    url: replica.url,
    requests: () => replica.requests.map((request) => request.path),
    setFault: (name, options) => replica.setFault(name, options),
    clearFaults: (name) => replica.clearFaults(name),
    close: () => replica.close(),
  };
}
