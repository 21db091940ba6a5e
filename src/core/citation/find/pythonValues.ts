/** The strings of a list, tuple or string assigned to a name in a Python file; comments are no values. */
export function pythonStrings(text: string, name: string): string[] {
  const match = new RegExp(`^${name}[ \\t]*(?::[^=\\n]*)?=[ \\t]*`, 'm').exec(text);
  if (!match) return [];
  const rest = text.slice(match.index + match[0].length);
  const strings: string[] = [];
  const token = /#[^\r\n]*|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|[[(]|[\])]|[\r\n]/g;
  let depth = 0;
  for (const part of rest.matchAll(token)) {
    const value = part[1] ?? part[2];
    if (value !== undefined) strings.push(value);
    else if (part[0] === '[' || part[0] === '(') depth++;
    else if (part[0] === ']' || part[0] === ')') depth--;
    if (depth <= 0 && !part[0].startsWith('#') && value === undefined) break;
  }
  return strings;
}
