/**
 * The strings that a YAML text gives for a key at any depth: a scalar, a list in either style, the values of a map.
 *
 * Reads as much of YAML as headers and project files use for such a key; comments and anchors are not values.
 */
export function yamlValues(text: string, key: string): string[] {
  const pattern = new RegExp(`^([ \\t]*)(?:- +)?["']?${key}["']?[ \\t]*:(?=[ \\t\\r\\n]|$)[ \\t]*`, 'gm');
  const values: string[] = [];
  for (const match of text.matchAll(pattern)) {
    const indent = (match[1] ?? '').length;
    const rest = text.slice(match.index + match[0].length);
    const line = withoutComment(/^[^\r\n]*/.exec(rest)?.[0] ?? '').trim();
    if (line.startsWith('[') || line.startsWith('{')) values.push(...flow(rest));
    else if (line !== '' && !/^[|>][+-]?$/.test(line)) values.push(unquote(line));
    else values.push(...block(rest.slice((/^[^\r\n]*/.exec(rest)?.[0] ?? '').length), indent));
  }
  return values.filter((value) => value !== '' && value !== 'null' && value !== '~');
}

function flow(text: string): string[] {
  const open = text[0] === '{' ? '{' : '[';
  const end = text.indexOf(open === '[' ? ']' : '}');
  if (end < 0) return [];
  const inner = text.slice(1, end).split(/\r\n|\n|\r/).map(withoutComment).join(' ');
  return (inner.match(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+/g) ?? [])
    .map((part) => unquote(open === '{' ? part.replace(/^[^:]*:[ \t]*/, '').trim() : part.trim()))
    .filter((part) => part !== '');
}

/** Lines below the key: list items, or the values of a map. */
function block(text: string, indent: number): string[] {
  const values: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const bare = withoutComment(line);
    if (bare.trim() === '') continue;
    const depth = bare.length - bare.trimStart().length;
    const item = /^[ \t]*-[ \t]+(.*)$/.exec(bare);
    if (item ? depth < indent : depth <= indent) break;
    values.push(unquote((item?.[1] ?? bare.replace(/^[^:]*:[ \t]*/, '')).trim()));
  }
  return values;
}

function withoutComment(line: string): string {
  return line.replace(/("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?:^|[ \t])#.*$/g, (part, quoted: string | undefined) => (quoted === undefined ? '' : part));
}

function unquote(text: string): string {
  if (/^".*"$/.test(text)) return text.slice(1, -1).replace(/\\(["\\/])/g, '$1');
  return /^'.*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text;
}
