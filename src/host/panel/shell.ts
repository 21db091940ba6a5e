import * as vscode from 'vscode';
import type { InitialData } from '../../protocol';
import { html, raw } from './html';

/** 128 random bits for one page's Content-Security-Policy. */
function createNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The whole page of the webview.
 *
 * The article's first piece and the data it starts with lie in a `<template>`: inert, until the page's script has put
 * them through its own wall. Nothing may be loaded but the extension's own files and the images kept on disk.
 */
export function renderShell(webview: vscode.Webview, extensionUri: vscode.Uri, data: InitialData, first: string): string {
  const nonce = createNonce();
  const source = webview.cspSource;
  const address = (...path: string[]): string => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source} 'unsafe-inline'; font-src ${source}; img-src ${source}`;
  return html`<!DOCTYPE html>
<html lang="${data.strings.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('dist', 'katex', 'katex.min.css')}">
<link rel="stylesheet" href="${address('media', 'article.css')}">
<script nonce="${nonce}" defer src="${address('dist', 'webview', 'article.js')}"></script>
<title>${data.page.state === 'article' ? data.page.head.title : data.page.title}</title>
</head>
<body><template id="start" data-start="${JSON.stringify(data)}">${raw(first)}</template></body>
</html>`.text;
}
