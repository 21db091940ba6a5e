import * as vscode from 'vscode';
import { BlogClient } from './core/net/blogClient';
import { scientificSpacesSite } from './core/net/blogSite';
import { systemClock } from './core/net/systemClock';
import type { FileStorage } from './core/ports';
import { BlogIndex } from './core/store/blogIndex';
import { imageFolder } from './core/store/imageStore';
import { registerArticleCommands } from './host/articleCommands';
import { ArticlePanel, registerArticlePanel } from './host/articlePanel';
import { registerCitations } from './host/citation/insertCitation';
import type { Reading } from './host/createReading';
import { FetchHttpClient } from './host/fetchHttpClient';
import { LazyReaderSource } from './host/lazyReaderSource';
import { Library } from './host/library';
import { registerLibraryViews } from './host/libraryViews';
import { readSettings } from './host/settings';

/** What differs between the hosts that VS Code runs extensions in. */
export interface Platform {
  readonly fetchPlatform: 'node' | 'browser';
  createStorage(folder: vscode.Uri): FileStorage;
}

/** Builds the extension and connects its parts. Nothing is read or fetched here: the first use of a part does that. */
export function activateExtension(context: vscode.ExtensionContext, platform: Platform): void {
  const { extensionUri, globalStorageUri } = context;
  const version = String((context.extension.packageJSON as { version?: unknown }).version);
  const log = vscode.window.createOutputChannel('Scientific Spaces', { log: true });
  const { shippedIndex } = readSettings();

  const storageUri = vscode.Uri.joinPath(globalStorageUri, shippedIndex ? 'kexue.fm' : 'other');
  const storage = platform.createStorage(storageUri);
  const http = new FetchHttpClient({ userAgent: `ScientificSpacesVSCode/${version} (+https://kexue.fm)`, platform: platform.fetchPlatform });
  const site = () => {
    const { baseUrl, mirrors } = readSettings();
    return scientificSpacesSite(baseUrl, mirrors);
  };
  const client = new BlogClient(http, site, systemClock, log);

  const pages = {
    parseContentPage: async (html: string) => (await import('./parts/article')).parseContentPage(html),
    parseRecent: async (feed: string) => (await import('./parts/article')).parseFeed(feed, `${readSettings().baseUrl}/feed`),
  };
  const index = new BlogIndex(client, storage, pages, systemClock, log);
  const catalogueUri = vscode.Uri.joinPath(extensionUri, 'media/catalogue.json');
  const library = new Library(async () => (shippedIndex ? vscode.workspace.fs.readFile(catalogueUri) : undefined), index, log);

  let reading: Promise<Reading> | undefined;
  const loadReading = () => (reading ??= import('./parts/article').then((part) => part.createReading({ client, storage, storageUri, library, log })));
  const source = new LazyReaderSource(
    vscode.Uri.joinPath(storageUri, imageFolder),
    (id) => library.find(id),
    async () => (await loadReading()).pipeline,
  );
  const panel = new ArticlePanel({
    extensionUri,
    source,
    log,
    options: () => readSettings().reader,
    cite: async (id) => void (await vscode.commands.executeCommand('scientificSpaces.citeArticle', id)),
  });

  context.subscriptions.push(
    log,
    library,
    source,
    panel,
    registerLibraryViews(library, log),
    registerArticlePanel(panel),
    registerArticleCommands(library, panel, log),
    registerCitations(library, log),
  );
}
