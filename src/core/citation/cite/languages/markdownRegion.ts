import { frontMatter } from '../../find/frontMatter';
import { mathEnvironments } from './latexRegion';

/** What the cursor is in, in a Markdown document. */
export interface MarkdownRegion {
  readonly kind: 'text' | 'frontMatter' | 'fence' | 'code' | 'math' | 'comment' | 'address';
  readonly start: number;
  readonly end: number;
  /** Of a fence: the word behind its marks. */
  readonly language?: string;
}

const token = /(?<env>\\begin\{[^{}]*\})|\\[\s\S]|<!--|(?<fence>^[ \t>]*(?:`{3,}|~{3,})[^\n]*$)|(?<code>`+)|\$\$?|\]\(/gm;

/** Finds what is around an offset by reading the document from its beginning, once. */
export function markdownRegion(text: string, offset: number): MarkdownRegion {
  const header = frontMatter(text);
  if (header && offset < header.end) return { kind: 'frontMatter', start: 0, end: header.end };
  token.lastIndex = header?.end ?? 0;
  for (let match = token.exec(text); match && match.index < offset; match = token.exec(text)) {
    const region = regionAt(text, match);
    if (!region) continue;
    if (offset > region.start && (offset < region.end || (offset === region.end && region.kind === 'address'))) return region;
    token.lastIndex = Math.max(region.end, match.index + 1);
  }
  return { kind: 'text', start: offset, end: offset };
}

function regionAt(text: string, match: RegExpExecArray): MarkdownRegion | undefined {
  const start = match.index;
  const inner = start + match[0].length;
  if (match.groups?.['fence'] !== undefined) return fence(text, match[0], start, inner);
  if (match.groups?.['code'] !== undefined) {
    const end = sameRun(text, match[0], inner);
    return end === undefined ? undefined : { kind: 'code', start, end };
  }
  const environment = match.groups?.['env']?.slice('\\begin{'.length, -1);
  if (environment !== undefined) return mathEnvironments.has(environment) ? { kind: 'math', start, end: endOf(text, `\\end{${environment}}`, inner) } : undefined;
  switch (match[0]) {
    case '<!--':
      return { kind: 'comment', start, end: endOf(text, '-->', inner) };
    case '$':
      return inlineMath(text, start, inner);
    case '$$':
      return { kind: 'math', start, end: endOf(text, '$$', inner) };
    case '](': {
      const end = /[()\s]/.exec(text.slice(inner, inner + 2000));
      return { kind: 'address', start: inner - 1, end: inner + (end?.index ?? 0) };
    }
    default:
      return undefined;
  }
}

function endOf(text: string, close: string, from: number): number {
  const at = text.indexOf(close, from);
  return at < 0 ? text.length : at + close.length;
}

function fence(text: string, line: string, start: number, inner: number): MarkdownRegion {
  const mark = /`{3,}|~{3,}/.exec(line)?.[0] ?? '```';
  const language = /[\w+#-]+/.exec(line.slice(line.indexOf(mark) + mark.length))?.[0];
  const close = new RegExp(`^[ \\t>]*${mark[0] ?? '`'}{${mark.length},}[ \\t]*$`, 'gm');
  close.lastIndex = inner;
  const match = close.exec(text);
  return { kind: 'fence', start: start + line.length, end: match ? match.index : text.length, ...(language === undefined ? {} : { language }) };
}

/** The end of a code span: a run of as many backticks, in the same paragraph. */
function sameRun(text: string, run: string, from: number): number | undefined {
  const ends = /`+|\n[ \t]*\r?\n/g;
  ends.lastIndex = from;
  for (let match = ends.exec(text); match; match = ends.exec(text)) {
    if (match[0] === run) return match.index + run.length;
    if (match[0].startsWith('\n')) return undefined;
  }
  return undefined;
}

/** As Pandoc and VS Code read it: no blank inside either sign, no digit behind the closing one, one paragraph. */
function inlineMath(text: string, start: number, inner: number): MarkdownRegion | undefined {
  if (/\s/.test(text[inner] ?? ' ')) return undefined;
  const ends = /\\[\s\S]|\$|\n[ \t]*\r?\n/g;
  ends.lastIndex = inner;
  for (let match = ends.exec(text); match; match = ends.exec(text)) {
    if (match[0].startsWith('\n')) return undefined;
    if (match[0] === '$') {
      return /\s/.test(text[match.index - 1] ?? ' ') || /\d/.test(text[match.index + 1] ?? '') ? undefined : { kind: 'math', start, end: match.index + 1 };
    }
  }
  return undefined;
}
