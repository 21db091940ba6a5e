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
      return run.italic ? writer.italic(text) : text;
    })
    .join('');
}

interface Writer {
  escape(text: string): string;
  url(text: string): string;
  italic(text: string): string;
  superscript(text: string): string;
}

const writers: Readonly<Record<Exclude<ReferenceOutput, 'plain'>, Writer>> = {
  html: {
    escape: escapeHtml,
    url: escapeHtml,
    italic: (text) => `<i>${text}</i>`,
    superscript: (text) => `<sup>${text}</sup>`,
  },
  markdown: {
    escape: escapeMarkdown,
    url: (text) => (/^https?:\/\/[^\s<>\u0000-\u001f]+$/.test(text) ? `<${text}>` : escapeMarkdown(text)),
    italic: (text) => `*${text}*`,
    superscript: (text) => `<sup>${text}</sup>`,
  },
  latex: {
    escape: escapeLatex,
    url: (text) => `\\url{${text.replace(/[\\{}%#\s]/g, (character) => encodeURIComponent(character))}}`,
    italic: (text) => `\\textit{${text}}`,
    superscript: (text) => `\\textsuperscript{${text}}`,
  },
};

/** Neighbours in the same look as one run, so that italics don't end at every quotation mark. */
function sameLook(rich: Rich): Run[] {
  const runs: Run[] = [];
  for (const run of rich) {
    const last = runs.at(-1);
    if (last && Boolean(last.italic) === Boolean(run.italic) && Boolean(last.superscript) === Boolean(run.superscript) && !last.url && !run.url) {
      runs[runs.length - 1] = { ...last, text: last.text + run.text };
    } else {
      runs.push(run);
    }
  }
  return runs;
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

const tex: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '&': '\\&', '%': '\\%', $: '\\$', '#': '\\#', _: '\\_',
  '~': '\\textasciitilde{}', '^': '\\textasciicircum{}', '<': '\\textless{}', '>': '\\textgreater{}', '|': '\\textbar{}',
  '≤': '$\\leq$', '≥': '$\\geq$', '≈': '$\\approx$', '≠': '$\\neq$', '⋅': '$\\cdot$', '×': '$\\times$', '±': '$\\pm$', '→': '$\\to$',
  '∞': '$\\infty$', '∈': '$\\in$', '√': '$\\surd$', '\u202f': '\\,', '\u00a0': '~', '—': '---', '–': '--', '…': '\\ldots{}',
};
const greek = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi o pi rho varsigma sigma tau upsilon phi chi psi omega'.split(' ');

/** `text` as TeX prints it, symbols that text fonts lack set as formulas. */
export function escapeLatex(text: string): string {
  return text
    .replace(/[\\{}&%$#_~^<>|≤≥≈≠⋅×±→∞∈√\u202f\u00a0—–…]/g, (character) => tex[character] ?? character)
    .replace(/[α-ω]/g, (character) => {
      const name = greek[character.charCodeAt(0) - 0x3b1];
      return name === 'o' || !name ? character : `$\\${name}$`;
    });
}
