import { linkEnd } from '../forms/htmlLink';
import type { CitationDocument, CitationLanguage, Place } from '../model';
import { codeRegion } from './codeRegion';
import { codeSyntax, codeSyntaxes, unknownSyntax } from './codeSyntax';
import type { CodeSyntax } from './codeSyntax';
import { lineStart } from './lineRegion';

/** Programs: a comment above the line, a line in the comment at the cursor, the address inside a string. */
export const codeLanguage: CitationLanguage = {
  name: 'code',
  languageIds: codeSyntaxes.flatMap((syntax) => syntax.languageIds),
  locate(document) {
    const syntax = codeSyntax(document.languageId) ?? (document.comments && unknownSyntax(document.comments));
    return syntax ? placeInCode(document, syntax) : { form: 'plain', insertAt: document.selectionEnd ?? document.offset };
  },
  entry: () => ({ dialect: 'misc-howpublished', symbols: 'tex' }),
};

/** The place in a stretch of code, which may be part of a document of another language. */
export function placeInCode(document: CitationDocument, syntax: CodeSyntax, from = 0, to = document.text.length): Place {
  const { text, offset } = document;
  const insertAt = document.selectionEnd ?? offset;
  const region = codeRegion(text, offset, syntax, from, to);
  switch (region.kind) {
    case 'line':
      // A script's first line is not a comment to the system that runs it.
      return text.startsWith('#!', region.start) && region.start === 0 ? above(syntax, insertAt) : { form: 'comment', insertAt, comment: { open: spaced(region.open), close: '', position: 'inside' } };
    case 'block': {
      const star = /^[ \t]*\*[ \t]/.test(text.slice(lineStart(text, offset), offset));
      return { form: 'comment', insertAt, comment: { open: star ? '* ' : '', close: ` ${region.close}`, position: 'inside' } };
    }
    case 'longString':
      return region.open.length > 1 && region.open === region.close ? { form: 'comment', insertAt, comment: { open: '', close: region.close, position: 'inside' } } : { form: 'address', insertAt };
    case 'string':
      return { form: 'address', insertAt };
    case 'prose':
      return { form: 'plain', insertAt };
    case 'markup':
      return { form: 'link-html', insertAt: linkEnd(text, offset) ?? insertAt };
    case 'tag':
    case 'embedded':
    case 'code':
      return aboveLine(document, syntax, from, to);
  }
}

/** Above the line of the cursor, or above what that line begins in: a string or a tag takes no comment. */
function aboveLine({ text, offset }: CitationDocument, syntax: CodeSyntax, from: number, to: number): Place {
  for (let at = offset; ; ) {
    const start = lineStart(text, at);
    const begun = start >= from ? codeRegion(text, start, syntax, from, to) : undefined;
    if (begun?.kind === 'markup') return { form: 'comment', insertAt: at, comment: { open: '{/* ', close: ' */}', position: 'above' } };
    if (!begun || begun.kind === 'code' || begun.kind === 'line' || begun.start >= start) return above(syntax, at);
    at = begun.start;
  }
}

/** A comment above the line of an offset. */
export function above(syntax: CodeSyntax, insertAt: number): Place {
  const line = syntax.line?.[0];
  const [open, close] = syntax.block?.[0] ?? ['', ''];
  return { form: 'comment', insertAt, comment: line === undefined ? { open: spaced(open), close: ` ${close}`, position: 'above' } : { open: spaced(line), close: '', position: 'above' } };
}

function spaced(sign: string): string {
  return `${sign.trimEnd()} `;
}
