import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { browserNeeds, ensureSystem, findChromium } from './debian';

const isLoopback = (host: string) => /^(127\.0\.0\.1|\[::1\]|(.+\.)?localhost)$/.test(host);

/** Nothing gets past this: an unreachable proxy for every address that is not this machine's. */
const flags = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--proxy-server=http://127.0.0.1:9', '--proxy-bypass-list=127.0.0.1;localhost;*.localhost',
];

export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Every address beyond this machine that a page asked for; each was refused. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts Chromium with a profile of its own. Not an incognito one: webviews of the web host need third-party storage.
 * Without `notesRequests` what goes beyond this machine is refused all the same, only not noted: noting takes every request
 * through this process, which a measurement would count, and switches the browser's cache off.
 */
export async function launchBrowser({ locale = 'en-US', width = 1280, height = 800, notesRequests = true } = {}): Promise<Browser> {
  await ensureSystem(browserNeeds);
  const profile = mkdtempSync(path.join(tmpdir(), 'ssb-'));
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify({ profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium()!,
    headless: false, // `--headless=new` below is the whole browser; playwright's own switch is the reduced one
    viewport: { width, height },
    locale,
    permissions: ['clipboard-read', 'clipboard-write'],
    args: flags,
  });
  // tsx marks functions with this helper; one that is sent into a page takes the mark along.
  await context.addInitScript('globalThis.__name ??= (value) => value;');
  const refused: string[] = [];
  const isBeyond = (url: URL) => /^(https?|wss?):$/.test(url.protocol) && !isLoopback(url.hostname);
  if (notesRequests) {
    await context.route(isBeyond, (route) => {
      refused.push(route.request().url());
      return route.abort();
    });
  }
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    refused,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
