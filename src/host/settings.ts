import * as vscode from 'vscode';
import type { CitationSettings } from '../core/citation/cite/model';
import type { ReaderOptions } from '../protocol';

const section = 'scientificSpaces';

/** The settings of this extension at one moment. */
export interface Settings {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly mirrors: readonly string[];
  /** Whether the list of posts that comes with the extension is the start; not so for another blog of the same make. */
  readonly shippedIndex: boolean;
  readonly refreshAutomatically: boolean;
  readonly notifyNewArticles: boolean;
  readonly cacheMaxMegabytes: number;
  readonly reader: ReaderOptions;
  readonly citation: CitationSettings;
}

/**
 * Reads all settings.
 *
 * @param scope the document that citation settings are asked for; without it the user's own values
 */
export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  const configuration = vscode.workspace.getConfiguration(section, scope);
  const get = <T>(key: string, fallback: T): T => configuration.get<T>(key, fallback);
  return {
    baseUrl: get('blog.baseUrl', 'https://kexue.fm').replace(/\/+$/, ''),
    mirrors: get<string[]>('blog.mirrors', []).map((mirror) => mirror.replace(/\/+$/, '')),
    shippedIndex: get('blog.shippedIndex', true),
    refreshAutomatically: get('blog.refreshAutomatically', true),
    notifyNewArticles: get('notifications.newArticles', false),
    cacheMaxMegabytes: get('cache.maxMegabytes', 500),
    reader: {
      fontSize: get('reader.fontSize', 0),
      lineWidth: get('reader.lineWidth', 42),
      copyOnClick: get('reader.copyOnClick', true),
    },
    citation: {
      key: get('citation.key', 'kexuefm-{id}'),
      author: get('citation.author', 'chinese'),
      entryFormat: get('citation.entryFormat', 'auto'),
      omitFields: get('citation.omitFields', []),
      latexCommand: get('citation.latexCommand', ''),
      markdownForm: get('citation.markdownForm', 'link'),
    },
  };
}

/** Calls `listener` after any setting of this extension has changed. */
export function onDidChangeSettings(listener: (settings: Settings) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) listener(readSettings());
  });
}
