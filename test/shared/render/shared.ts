import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const sharedDir = process.env['SHARED_DIR'] ?? path.resolve(import.meta.dirname, '../../../../shared');

export function sharedFile(name: string): string {
  return path.join(sharedDir, name);
}

export function readLines<T>(name: string): T[] {
  return readFileSync(sharedFile(name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

export function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(sharedFile(name), 'utf8')) as T;
}

/** What the site's engine shows for one article. */
export interface JudgedArticle {
  readonly id: string;
  readonly formulas: readonly { readonly tex: string; readonly display: boolean; readonly error: string | null; readonly numbers: readonly string[]; readonly tags: readonly string[]; readonly labelTags: Readonly<Record<string, string>> }[];
  readonly refs: readonly { readonly label: string; readonly shown: string; readonly f: number }[];
  readonly labels: Readonly<Record<string, string>>;
}

interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** A server that answers as the blog does. */
export async function startReplica(): Promise<Site> {
  const module = (await import(pathToFileURL(sharedFile('replica/server.mjs')).href)) as { readonly startReplica: (options: object) => Promise<Site> };
  return module.startReplica({ articleDirs: [sharedFile('replica/articles')], gate: false, faults: [] });
}
