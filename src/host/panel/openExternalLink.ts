import * as vscode from 'vscode';

const allowed = new Set(['http:', 'https:', 'mailto:']);

/** Opens an address of an article outside, if its scheme is one that can do no harm. */
export async function openExternalLink(address: string, log: vscode.LogOutputChannel): Promise<boolean> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !allowed.has(url.protocol)) {
    log.warn(`A link was not followed: its scheme is not http, https or mailto (${url?.protocol ?? 'no address'}).`);
    return false;
  }
  return vscode.env.openExternal(vscode.Uri.parse(url.href, true));
}
