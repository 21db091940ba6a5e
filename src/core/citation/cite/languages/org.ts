import type { CitationLanguage } from '../model';
import { placeInCode } from './code';
import { codeSyntax } from './codeSyntax';
import { latexRegion } from './latexRegion';
import { lineBefore, lineRegion } from './lineRegion';

/** Org. */
export const orgLanguage: CitationLanguage = {
  name: 'org',
  languageIds: ['org', 'org-mode'],
  path: /\.org$/i,
  locate(document) {
    const { text, offset } = document;
    const insertAt = document.selectionEnd ?? offset;
    if (/^[ \t]*# /.test(lineBefore(text, offset))) return { form: 'comment', insertAt, comment: { open: '# ', close: '', position: 'inside' } };
    const block = lineRegion(text, offset, /^[ \t]*#\+begin_(\w+)(?:[ \t]+(\S+))?.*$/gim, (match) => new RegExp(`^[ \\t]*#\\+end_${match[1] ?? ''}`, 'gim'));
    const name = block?.match[1]?.toLowerCase();
    if (block && name !== undefined && ['src', 'example', 'export', 'comment'].includes(name)) {
      const syntax = name === 'src' ? codeSyntax(block.match[2] ?? '') : undefined;
      return syntax ? placeInCode(document, syntax, block.start, block.end) : { form: 'plain', insertAt };
    }
    if (/\[\[[^\][]*$/.test(lineBefore(text, offset))) return { form: 'address', insertAt, dialect: 'single' };
    const math = latexRegion(text, offset);
    return { form: 'org', insertAt: math.kind === 'math' ? math.end : insertAt };
  },
  entry: (document) => ({ dialect: /^#\+cite_export:[ \t]*natbib/im.test(document.text) ? 'misc-howpublished' : 'online', symbols: /^#\+cite_export:[ \t]*(?:natbib|biblatex|bibtex)/im.test(document.text) ? 'tex' : 'unicode' }),
};
