import { Parser } from 'htmlparser2';

/** The words of a piece of HTML, on one line. */
export function plainText(html: string): string {
  const pieces: string[] = [];
  let hidden = 0;
  const isHidden = (name: string): boolean => name === 'script' || name === 'style';
  const parser = new Parser({
    onopentag: (name) => void (isHidden(name) && hidden++),
    onclosetag: (name) => void (isHidden(name) && hidden--),
    ontext: (text) => void (hidden === 0 && pieces.push(text)),
  });
  parser.write(html);
  parser.end();
  return oneLine(pieces.join(''));
}

/** Text on one line, without the control characters that damaged feeds hold. */
export const oneLine = (text: string): string => text.replace(/[\s\u0000-\u001F\u007F]+/g, ' ').trim();

/** Names, each once, on one line; empty ones left out. */
export const distinct = (names: readonly string[]): string[] => [...new Set(names.map(oneLine))].filter((name) => name !== '');

/** The text of an element of RSS, of which nobody said whether it is HTML: read as such when it has a tag or an entity. */
export function maybeHtmlText(text: string): string {
  return looksLikeHtml(text) ? plainText(text) : oneLine(text);
}

export function looksLikeHtml(text: string): boolean {
  return /<\/?(?:[abipqsu]|abbr|b?big|blockquote|br|cite|code|del|div|em|font|h[1-6]|hr|img|ins|li|math|ol|pre|script|small|span|strike|strong|style|su[bp]|svg|table|td|tr|tt|ul)\b[^<>]*>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i.test(text);
}
