import type { InitialData } from '../../protocol';
import { html, raw } from './html';

/** The reader's own script and style sheets, as texts. */
export interface ShellFiles {
  readonly script: string;
  /** KaTeX's, which names its fonts by `url(fonts/…)`. */
  readonly katexStyles: string;
  readonly styles: string;
}

/** What depends on the webview that the page is for. */
export interface ShellPlace {
  readonly nonce: string;
  /** Where the webview may load styles, fonts and images from. */
  readonly source: string;
  /** The address of the folder that holds KaTeX's `fonts`. */
  readonly katexFolder: string;
}

/**
 * The whole page of the webview.
 *
 * The article's first piece and the data it starts with lie in a `<template>`: inert, until the page's script has put
 * them through its own wall. Nothing may be loaded but the extension's own fonts and the images kept on disk. Script and
 * styles stand in the page itself: a webview takes tens of milliseconds to fetch a file, and nothing is seen before.
 */
export function shellHtml({ script, katexStyles, styles }: ShellFiles, { nonce, source, katexFolder }: ShellPlace, data: InitialData, first: string): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source} 'unsafe-inline'; font-src ${source}; img-src ${source}`;
  return html`<!DOCTYPE html>
<html lang="${data.strings.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${raw(katexStyles.replaceAll('url(fonts/', () => `url(${katexFolder}/fonts/`))}</style>
<style>${raw(styles)}</style>
<title>${data.page.state === 'article' ? data.page.head.title : data.page.title}</title>
</head>
<body><template id="start" data-start="${JSON.stringify(data)}">${raw(first)}</template>
<script nonce="${nonce}">${raw(inScriptElement(script))}</script></body>
</html>`.text;
}

/** What would end a `<script>`, or make a comment of it, stands in strings and patterns only, where the escape means the same. */
function inScriptElement(script: string): string {
  return script.replace(/<(?=\/script|!--)/gi, '\\x3C');
}
