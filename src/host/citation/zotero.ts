import * as vscode from 'vscode';
import { toCitationItem } from '../../core/citation/citationItem';
import { zoteroItem } from '../../core/citation/formats/zoteroItem';
import type { ArticleSummary } from '../../core/model/article';
import { ReaderError } from '../../core/model/errors';
import { today } from './today';
import { postCount } from '../postCount';

const timeoutMs = 15_000;

/**
 * Saves posts in the collection that is selected in a Zotero running on this computer, by the protocol of its browser connector.
 *
 * @throws ReaderError `unreachable` (`zotero`) when none answers, `refused` (`zotero`) when it does not take the posts
 */
export async function sendToZotero(articles: readonly ArticleSummary[]): Promise<void> {
  const port = vscode.workspace.getConfiguration('scientificSpaces').get('citation.zoteroPort', 23119);
  const url = `http://127.0.0.1:${port}/connector/saveItems`;
  const items = articles.map((article) => zoteroItem(toCitationItem(article, today()), article.tags));
  const body = JSON.stringify({ sessionID: sessionId(), uri: articles[0]?.url ?? '', items });
  const response = await post(url, body);
  if (!response.ok) throw new ReaderError('refused', url, { reason: 'zotero', status: response.status });
  vscode.window.setStatusBarMessage(vscode.l10n.t('Added to Zotero: {0}.', postCount(articles.length)), 5000);
}

async function post(url: string, body: string): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', 'X-Zotero-Connector-API-Version': '3' };
  try {
    return await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new ReaderError('unreachable', url, { reason: 'zotero', cause });
  }
}

/** Zotero takes an id twice only once. */
function sessionId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
