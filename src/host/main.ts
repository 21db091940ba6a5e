import * as vscode from 'vscode';
import type { BlogClient } from '../core/net/blogClient';
import { systemClock } from '../core/net/systemClock';
import type { FileStorage } from '../core/ports';
import { BlogIndex } from '../core/store/blogIndex';
import { DownloadJournal } from '../core/store/downloadJournal';
import { ReadingMarks } from '../core/store/readingMarks';
import { inSlices } from '../core/util/slices';
import { registerArticleCommands } from './articleCommands';
import { registerOtherBlogs } from './blogs/blogsView';
import { registerCitations } from './citation/citationCommands';
import { registerDownloads } from './downloadCommands';
import { Library } from './library';
import { registerLibraryViews } from './libraryViews';
import { createReader } from './reader';
import { registerRecentComments } from './recentComments';
import { registerSearch } from './search/searchCommands';
import { TreeFilter } from './search/treeFilter';
import { readSettings } from './settings';

/** What differs between the hosts that VS Code runs extensions in. */
export interface Platform {
  readonly fetchPlatform: 'node' | 'browser';
  createStorage(folder: vscode.Uri): FileStorage;
}

/**
 * Builds the extension and connects its parts. Nothing is read or fetched here: the first use of a part does that.
 *
 * @returns what brings a reader's panel back after a restart
 */
export function startExtension(context: vscode.ExtensionContext, platform: Platform): vscode.WebviewPanelSerializer {
  const { extensionUri, globalStorageUri } = context;
  const version = String((context.extension.packageJSON as { version?: unknown }).version);
  const log = vscode.window.createOutputChannel('Scientific Spaces', { log: true });
  const { shippedIndex, baseUrl } = readSettings();
  const storageUri = vscode.Uri.joinPath(globalStorageUri, shippedIndex ? 'kexue.fm' : folderOf(baseUrl));
  const storage = platform.createStorage(storageUri);

  const pages = {
    parseContentPage: async (pieces: readonly string[], url: string) => {
      const { baseUrl, mirrors } = readSettings();
      return inSlices((await import('../parts/article')).contentPageRows(pieces, [url, baseUrl, ...mirrors]));
    },
    parseRecent: async (feed: string) => (await import('../parts/article')).parseFeed(feed, readSettings().baseUrl),
  };
  const client: Pick<BlogClient, 'getText' | 'getPieces'> = {
    getText: async (...request) => (await reader.reading()).client.getText(...request),
    getPieces: async (...request) => (await reader.reading()).client.getPieces(...request),
  };
  const index = new BlogIndex(client, storage, pages, systemClock, log);
  const catalogueUri = vscode.Uri.joinPath(extensionUri, 'media/catalogue.json');
  const library = new Library(async () => (shippedIndex ? vscode.workspace.fs.readFile(catalogueUri) : undefined), index, log, async () => (await reader.reading()).shelf);
  const marks = new ReadingMarks(storage, log);
  const fetch = { userAgent: `ScientificSpacesVSCode/${version} (+https://kexue.fm)`, platform: platform.fetchPlatform };
  const reader = createReader({ extensionUri, fetch, storage, storageUri, library, marks, log });
  const filter = new TreeFilter();
  const views = registerLibraryViews({ library, marks, filter, storage, log });

  context.subscriptions.push(
    log,
    library,
    reader,
    views,
    filter,
    registerArticleCommands(library, reader, log),
    registerSearch({ library, marks, reader, storage, filter, memory: context.globalState, log }),
    registerOtherBlogs(reader, marks, log),
    registerRecentComments(library, reader, log),
    registerDownloads({ library, marks, reader, journal: new DownloadJournal(storage, systemClock, log), onDidUse: views.onDidUse, log }),
    registerCitations({ library, marks, reader, memory: context.globalState, log }),
  );
  return { deserializeWebviewPanel: async (panel, state) => (await reader.reading()).panel.deserializeWebviewPanel(panel, state) };
}

/** Another blog of the same make keeps its articles apart: a safe file name for its address. */
function folderOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host.replace(/[^a-z0-9.-]/gi, '_') : 'other';
}
