import type { CitationDocument, CitationLanguage, Place } from '../model';
import { placeInCode } from './code';
import { codeSyntax } from './codeSyntax';
import { inlineEnd, lineStart } from './lineRegion';
import { typstRegion } from './typstRegion';

/** Typst. */
export const typstLanguage: CitationLanguage = {
  name: 'typst',
  languageIds: ['typst'],
  path: /\.typ$/i,
  locate(document) {
    const { text, offset } = document;
    const insertAt = document.selectionEnd ?? offset;
    const region = typstRegion(text, offset);
    switch (region.kind) {
      case 'text':
        return { form: 'typst', insertAt: inlineEnd(text, offset, /<[\p{L}_][\p{L}\p{N}_.:-]*>/gu) ?? insertAt };
      case 'line':
        return { form: 'comment', alternatives: ['typst'], insertAt, comment: { open: '// ', close: '', position: 'inside' } };
      case 'block':
        return { form: 'comment', alternatives: ['typst'], insertAt, comment: { open: '', close: ' */', position: 'inside' } };
      case 'string':
        return { form: 'address', insertAt, dialect: 'single' };
      case 'code':
        return aboveLine(document);
      case 'raw': {
        if (!region.block) return { form: 'typst', insertAt: region.end };
        const syntax = codeSyntax(region.block.language);
        return syntax ? placeInCode(document, syntax, region.block.start, region.block.end) : { form: 'plain', insertAt };
      }
      case 'math':
        return { form: 'typst', insertAt: region.end };
    }
  },
  entry: () => ({ dialect: 'online', symbols: 'unicode' }),
};

/** Code takes no citation by key; one that stands there is made longer all the same. A comment stands above a line that does not begin in a string. */
function aboveLine({ text, offset }: CitationDocument): Place {
  for (let at = offset; ; ) {
    const begun = typstRegion(text, lineStart(text, at));
    if (begun.kind !== 'string' && begun.kind !== 'raw') return { form: 'comment', alternatives: ['typst'], insertAt: at, comment: { open: '// ', close: '', position: 'above' } };
    at = begun.start;
  }
}
