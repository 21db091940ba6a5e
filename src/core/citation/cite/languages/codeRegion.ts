import type { CodeSyntax } from './codeSyntax';

/** What the cursor is in, in a program. */
export interface CodeRegion {
  readonly kind: 'code' | 'line' | 'block' | 'string' | 'longString';
  readonly start: number;
  readonly end: number;
  /** The delimiter or comment sign that opened it. */
  readonly open: string;
  readonly close: string;
}

interface Opener {
  readonly open: string;
  readonly close: string;
  readonly kind: Exclude<CodeRegion['kind'], 'code'>;
}

/** Finds what is around an offset of a program by reading it from `from`, once. */
export function codeRegion(text: string, offset: number, syntax: CodeSyntax, from = 0, to = text.length): CodeRegion {
  const openers: Opener[] = [
    ...(syntax.block ?? []).map(([open, close]): Opener => ({ open, close, kind: 'block' })),
    ...(syntax.longStrings ?? []).map((marks): Opener => {
      const [open, close] = typeof marks === 'string' ? [marks, marks] : marks;
      return { open, close, kind: 'longString' };
    }),
    ...(syntax.line ?? []).map((open): Opener => ({ open, close: '\n', kind: 'line' })),
    ...syntax.strings.map((mark): Opener => ({ open: mark, close: mark, kind: 'string' })),
  ];
  const pattern = new RegExp(['\\\\[\\s\\S]', ...(syntax.hereDocuments ? [hereDocument] : []), ...openers.map((opener) => opener.open.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))].join('|'), 'gi');
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match && match.index < Math.min(offset, to); match = pattern.exec(text)) {
    if (match[1] !== undefined) {
      const body = hereDocumentBody(text, match[1], pattern.lastIndex);
      if (!body) continue;
      if (offset > body.start && offset < body.end) return { kind: 'string', ...body, open: '', close: '' };
      pattern.lastIndex = Math.max(pattern.lastIndex, offset >= body.end ? body.end : 0);
      continue;
    }
    const opener = openers.find((candidate) => candidate.open.toLowerCase() === match[0].toLowerCase());
    if (!opener || !opens(text, match.index, opener)) continue;
    const end = Math.min(endOf(text, match.index + match[0].length, opener), to);
    const inside = opener.kind === 'line' ? offset <= end : offset < end;
    if (inside && offset >= match.index + match[0].trimEnd().length) return { ...opener, start: match.index, end };
    pattern.lastIndex = Math.max(end, match.index + 1);
  }
  return { kind: 'code', start: offset, end: offset, open: '', close: '' };
}

const hereDocument = String.raw`<<<?[-~]?["'\x60]?([A-Za-z_]\w*)`;

/** The lines between that of `<<END` and `END`; none where no line ends them, as behind an operator. */
function hereDocumentBody(text: string, name: string, from: number): { start: number; end: number } | undefined {
  const start = lineEndFrom(text, from);
  const ends = new RegExp(`^[ \\t]*${name}\\b`, 'gm');
  ends.lastIndex = start;
  const end = ends.exec(text);
  return end ? { start, end: end.index } : undefined;
}

/** Signs of comments that mean something else elsewhere: `$#` of shells, `://` of addresses, words that hold `rem`. */
function opens(text: string, at: number, opener: Opener): boolean {
  if (opener.kind !== 'line') return true;
  const before = text[at - 1] ?? '\n';
  if (opener.open === '#') return !/[$\w&{]/.test(before);
  if (opener.open === '//') return before !== ':';
  if (opener.open === '"') return /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
  return /^[A-Z]/.test(opener.open) ? !/\w/.test(before) : true;
}

function endOf(text: string, from: number, opener: Opener): number {
  if (opener.kind === 'line') return lineEndFrom(text, from);
  if (opener.kind === 'block') {
    const close = text.indexOf(opener.close, from);
    return close < 0 ? text.length : close + opener.close.length;
  }
  const ends = new RegExp(`\\\\[\\s\\S]|${opener.close.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${opener.kind === 'string' ? '|[\\r\\n]' : ''}`, 'g');
  ends.lastIndex = from;
  for (let match = ends.exec(text); match; match = ends.exec(text)) {
    if (match[0] === opener.close) return match.index + match[0].length;
    if (!match[0].startsWith('\\')) return match.index;
  }
  return text.length;
}

function lineEndFrom(text: string, from: number): number {
  const rest = /[\r\n]/g;
  rest.lastIndex = from;
  return rest.exec(text)?.index ?? text.length;
}
