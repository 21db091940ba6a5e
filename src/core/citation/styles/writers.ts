import { texAddress, texText } from '../tex/texText';
import type { Rich, Run } from './richText';
import { textOf } from './richText';

/** The format a reference is written in. */
export type ReferenceOutput = 'plain' | 'markdown' | 'html' | 'latex';

/** `rich` in the given format, every character of the facts escaped for it. */
export function write(rich: Rich, output: ReferenceOutput): string {
  if (output === 'plain') return textOf(rich);
  const writer = writers[output];
  return sameLook(rich)
    .map((run) => {
      const text = run.url ? writer.url(run.text) : writer.escape(run.text);
      if (run.superscript) return writer.superscript(text);
      const set = run.bold ? writer.bold(text) : text;
      return run.italic ? writer.italic(set) : set;
    })
    .join('');
}

interface Writer {
  escape(text: string): string;
  url(text: string): string;
  italic(text: string): string;
  bold(text: string): string;
  superscript(text: string): string;
}

const writers: Readonly<Record<Exclude<ReferenceOutput, 'plain'>, Writer>> = {
  html: {
    // As citeproc does: a page would show two blanks as one.
    escape: (text) => escapeHtml(text).replace(/\s\s/g, '\u00a0 '),
    url: escapeHtml,
    italic: (text) => `<i>${text}</i>`,
    bold: (text) => `<b>${text}</b>`,
    superscript: (text) => `<sup>${text}</sup>`,
  },
  markdown: {
    escape: escapeMarkdown,
    url: (text) => (/^https?:\/\/[^\s<>\u0000-\u001f]+$/.test(text) ? `<${text}>` : escapeMarkdown(text)),
    italic: (text) => `*${text}*`,
    bold: (text) => `**${text}**`,
    superscript: (text) => `<sup>${text}</sup>`,
  },
  latex: {
    escape: escapeLatex,
    url: (text) => `\\url{${texAddress(text)}}`,
    italic: (text) => `\\textit{${text}}`,
    bold: (text) => `\\textbf{${text}}`,
    superscript: (text) => `\\textsuperscript{${text}}`,
  },
};

/** Neighbours in the same look as one run, so that italics don't end at every quotation mark. */
function sameLook(rich: Rich): Run[] {
  const runs: Run[] = [];
  for (const run of rich) {
    const last = runs.at(-1);
    if (last && look(last) === look(run) && !run.url) runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else runs.push(run);
  }
  return runs;
}

function look(run: Run): string {
  return [run.italic, run.bold, run.superscript, run.url].map(Boolean).join();
}

/** The three characters that HTML reads in text, as numbers. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&#38;').replace(/</g, '&#60;').replace(/>/g, '&#62;');
}

/** Nothing of `text` is read as Markdown, nor as a formula by those who write `$…$`. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>$~|^]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/!(?=\\\[)/g, '\\!')
    .replace(/^(\s*)([-+#])(?=\s|#)/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/, '$1\\$2');
}

/** `text` as TeX prints it; blanks at its ends stay, as it may be part of a line. */
function escapeLatex(text: string): string {
  const [lead = ''] = /^ */.exec(text) ?? [];
  const [trail = ''] = text.length > lead.length ? (/ *$/.exec(text) ?? []) : [];
  return `${lead}${texText(text)}${trail}`;
}
