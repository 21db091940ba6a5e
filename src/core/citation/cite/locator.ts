/** Where in a post: `{ label: 'page', value: '2' }`. Labels are those of CSL, as far as posts have them. */
export interface Locator {
  readonly label: 'page' | 'section' | 'chapter' | 'equation' | 'figure' | 'paragraph' | 'line' | 'none';
  readonly value: string;
  readonly plural: boolean;
}

const labels: readonly (readonly [RegExp, Locator['label']])[] = [
  [/^pp?(?:ages?)?\b\.?[\s~]*/i, 'page'],
  [/^(?:secs?|sections?)\b\.?[\s~]*/i, 'section'],
  [/^§+[\s~]*/, 'section'],
  [/^(?:chaps?|chapters?)\b\.?[\s~]*/i, 'chapter'],
  [/^(?:eqs?|eqns?|equations?)\b\.?[\s~]*/i, 'equation'],
  [/^(?:figs?|figures?)\b\.?[\s~]*/i, 'figure'],
  [/^(?:paras?|paragraphs?)\b\.?[\s~]*/i, 'paragraph'],
  [/^(?:ll?|lines?)\b\.?[\s~]*(?=\d)/i, 'line'],
];

const short: Readonly<Record<Exclude<Locator['label'], 'none'>, readonly [string, string]>> = {
  page: ['p.', 'pp.'],
  section: ['sec.', 'secs.'],
  chapter: ['chap.', 'chaps.'],
  equation: ['Eq.', 'Eqs.'],
  figure: ['fig.', 'figs.'],
  paragraph: ['para.', 'paras.'],
  line: ['l.', 'll.'],
};

/** Reads what a person types as a locator: a bare number or range is a page; words that name no place are kept as they are. */
export function parseLocator(text: string): Locator | undefined {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  if (trimmed === '') return undefined;
  for (const [pattern, label] of labels) {
    const match = pattern.exec(trimmed);
    const value = match ? trimmed.slice(match[0].length) : '';
    if (match && value !== '') return { label, value, plural: isRange(value) };
  }
  const bare = /^\d+(?:\s*[-–—,]+\s*\d+)*$/.test(trimmed);
  return { label: bare ? 'page' : 'none', value: trimmed, plural: bare && isRange(trimmed) };
}

/** `p. 2`, `pp. 2–5`, `sec. 3`; `blank` stands between label and value. */
export function locatorText(locator: Locator, blank = ' ', dash = '-'): string {
  const value = locator.value.replace(/(\d)\s*[-–—]+\s*(?=\d)/g, `$1${dash}`);
  if (locator.label === 'none') return value;
  return short[locator.label][locator.plural ? 1 : 0] + blank + value;
}

function isRange(value: string): boolean {
  return /\d\s*[-–—,]+\s*\d/.test(value);
}
