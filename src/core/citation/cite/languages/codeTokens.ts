import type { CodeSyntax } from './codeSyntax';

/** What begins a comment or a string. */
export interface Opener {
  readonly open: string;
  readonly close: string;
  readonly kind: 'line' | 'block' | 'string' | 'longString';
  /** Of strings: what ends one, or stands in it and is no letter of it. */
  readonly ends?: RegExp;
}

/** What a program is read by. */
export interface CodeTokens {
  readonly openers: readonly Opener[];
  /** Global: whatever begins something that is no code. */
  readonly pattern: RegExp;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Lengths are bounded, and what must stand before comes last: a long line without an end must not be read anew from each of its signs. */
const regularExpression = String.raw`\/(?<=(?:^|[(,=:[!&|?{};]|\breturn)[ \t]{0,200}\/)(?![/*])(?:\\.|\[(?:\\.|[^\]\\\r\n]){0,200}\]|[^/\\[\r\n]){1,1000}\/`;
const hereDocument = String.raw`<<<?[-~]?["'\x60]?(?<here>[A-Za-z_]\w*)`;
const blockScalar = String.raw`(?<scalar>^(?![ \t]*#)(?:(?! #)[^\r\n])*?(?:^|[ \t])[|>][-+\d]*[ \t]*(?:#[^\r\n]*)?$)`;
const element = String.raw`<(?<=(?:^|[(,=:?[{};>]|&&|\|\||\b(?:return|default|yield))\s{0,200}<)(?=[A-Za-z_$>])(?!\w+\s*(?:,|extends\b))`;

/** Makes them of what is known of a language. */
export function codeTokens(syntax: CodeSyntax): CodeTokens {
  const { block = [], longStrings = [], line = [], strings } = syntax;
  const openers = [
    ...block.map(([open, close]): Opener => ({ open, close, kind: 'block' })),
    ...longStrings.map((marks) => stringOpener(marks, 'longString', syntax)),
    ...line.map((open): Opener => ({ open, close: '\n', kind: 'line' })),
    ...strings.map((mark) => stringOpener(mark, 'string', syntax)),
  ];
  const prose = (syntax.prose ?? []).map(([open]) => open).join('|');
  const parts = [
    String.raw`\\[\s\S]`,
    syntax.jsx && regularExpression,
    syntax.hereDocuments && hereDocument,
    syntax.yaml && blockScalar,
    prose && `(?<prose>^(?:${prose}))`,
    ...openers.map(({ open }) => escaped(open)),
    (syntax.jsx || syntax.interpolation) && '[{}]',
    syntax.jsx && element,
  ];
  return { openers, pattern: new RegExp(parts.filter(Boolean).join('|'), 'gim') };
}

function stringOpener(marks: string | readonly [string, string], kind: 'string' | 'longString', { interpolation }: CodeSyntax): Opener {
  const [open, close] = typeof marks === 'string' ? [marks, marks] : marks;
  const begins = interpolation?.open === '{' ? String.raw`\{\{?` : escaped(interpolation?.open ?? '');
  const parts = [String.raw`\\[\s\S]`, escaped(close), kind === 'string' && String.raw`[\r\n]`, interpolation?.marks.includes(open) && begins];
  return { open, close, kind, ends: new RegExp(parts.filter(Boolean).join('|'), 'g') };
}
