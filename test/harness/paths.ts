import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What tests build: bundles of suites, the VSIX under test. Git-ignored. */
export const outDir = path.join(root, 'out');

/** Where UI tests leave their pictures. Git-ignored. */
export const screenshotDir = path.join(root, 'test/screenshots');

/** Hosts are kept here, outside the checkout, so that the next checkout finds them. */
export const cacheDir = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'scientific-spaces');

/** Data that some tests need and that is no part of the project. */
export const sharedDir = path.resolve(root, process.env.SHARED_DIR ?? '../shared');
