/** A string as a double-quoted YAML scalar on one line. */
export function yamlString(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\uFEFF]/g, (character) => {
    if (character === '\n') return '\\n';
    return character === '\t' ? '\\t' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

/** One entry of a YAML file: a top-level key, or an item of a list. */
export interface YamlBlock {
  readonly key: string;
  readonly start: number;
  /** Behind the last character that is no blank. */
  readonly end: number;
}

/** The lines of a text with their offsets, line ends aside. */
export function linesOf(text: string): { readonly text: string; readonly start: number }[] {
  return [...text.matchAll(/[^\r\n]+/g)].map((match) => ({ text: match[0], start: match.index }));
}

/** Strings behind `url:` or `URL:` in a block of YAML, at any depth, and behind `value:` below it. */
export function yamlAddresses(block: string): string[] {
  return [...block.matchAll(/\b(?:url|value)["']?[ \t]*:[ \t]*["']?(\S+?)["']?[ \t]*(?:#.*)?$/gim)].map((match) => match[1] ?? '').filter((value) => value.includes('/'));
}
