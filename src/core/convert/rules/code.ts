import { longestRun } from '../inlineText';
import type { HtmlElement } from '../htmlWalker';
import type { Rule } from '../rule';

const LANGUAGE = /(?:^|\s)(?:language|lang|brush:|highlight-source)[-:\s]*([A-Za-z0-9+#._-]+)/;

/** Blocks of code. The language stands in a class of the `<pre>` or of the `<code>` in it. */
export const codeBlock: Rule = {
  tags: ['pre', 'xmp', 'listing'],
  open(conversion, element) {
    conversion.table?.beginBlock(false);
    conversion.writer.flush();
    conversion.raw = [];
    conversion.codeLanguage = languageOf(element);
  },
  close(conversion) {
    const code = (conversion.raw ?? []).join('').replace(/\r\n?/g, '\n').replace(/^\n/, '').replace(/\n$/, '');
    conversion.raw = undefined;
    conversion.writer.writeAnchors();
    const fence = '`'.repeat(Math.max(3, longestRun(code, '`') + 1));
    conversion.writer.block(`${fence}${conversion.codeLanguage ?? ''}\n${code}\n${fence}`);
  },
};

/** Code in a line of text. */
export const code: Rule = {
  tags: ['code'],
  open(conversion) {
    conversion.raw = [];
  },
  close(conversion) {
    const text = (conversion.raw ?? []).join('');
    conversion.raw = undefined;
    conversion.writer.inline.addCode(text);
  },
};

/** The language that an element's class names. */
export function languageOf({ attributes }: HtmlElement): string | undefined {
  const language = LANGUAGE.exec(attributes['class'] ?? '')?.[1]?.toLowerCase();
  return language === 'none' || language === 'plain' ? undefined : language;
}
