import type { CitationLanguage } from '../model';
import { placeInCode } from './code';
import { codeSyntax } from './codeSyntax';
import { usesOrgRef } from '../forms/orgRef';
import { latexRegion } from './latexRegion';
import { inlineEnd, lineBefore, lineRegion } from './lineRegion';

/** Text as it is typed (`=x=`, `~x~`), code within a line, links and targets. */
const inlineMarkup = /(?<![\w=~])([=~])(?=\S)(?:(?!\1)[^\r\n])*(?<=\S)\1(?![\w=~])|src_[\w-]+(?:\[[^\]]*\])?\{[^{}]*\}|\[\[(?!cite)[^\][]*\]\[[^\][]*\]\]|<<[^<>]+>>/g;

/** Org, with its own citations or those of org-ref. */
export const orgLanguage: CitationLanguage = {
  name: 'org',
  languageIds: ['org', 'org-mode'],
  path: /\.org$/i,
  locate(document) {
    const { text, offset } = document;
    const insertAt = document.selectionEnd ?? offset;
    if (/^[ \t]*# /.test(lineBefore(text, offset))) return { form: 'comment', alternatives: ['org', 'org-ref'], insertAt, comment: { open: '# ', close: '', position: 'inside' } };
    const block = lineRegion(text, offset, /^[ \t]*#\+begin_(\w+)(?:[ \t]+(\S+))?.*$/gim, (match) => new RegExp(`^[ \\t]*#\\+end_${match[1] ?? ''}`, 'gim'));
    const name = block?.match[1]?.toLowerCase();
    if (block && name !== undefined && ['src', 'example', 'export', 'comment'].includes(name)) {
      const backend = name === 'export' ? block.match[2]?.toLowerCase() : undefined;
      if (backend === 'latex') return { form: 'latex', command: '\\cite', package: 'plain', insertAt };
      if (backend === 'html') return { form: 'link-html', insertAt };
      const syntax = name === 'src' ? codeSyntax(block.match[2] ?? '') : undefined;
      return syntax ? placeInCode(document, syntax, block.start, block.end) : { form: 'plain', insertAt };
    }
    if (/^[ \t]*: /.test(lineBefore(text, offset))) return { form: 'plain', insertAt };
    if (lineRegion(text, offset, /^[ \t]*:(?:PROPERTIES|LOGBOOK):[ \t]*$/gim, () => /^[ \t]*:END:/gim)) return { form: 'address', insertAt };
    const cites = { form: usesOrgRef(text) ? 'org-ref' : 'org', alternatives: ['org', 'org-ref'] } as const;
    if (/\[\[(?!cite)[^\][]*$/.test(lineBefore(text, offset))) return { form: 'address', insertAt, dialect: 'single' };
    const math = latexRegion(text, offset);
    return { ...cites, insertAt: math.kind === 'math' ? math.end : (inlineEnd(text, offset, inlineMarkup) ?? insertAt) };
  },
  entry: (document) => ({ dialect: /^#\+cite_export:[ \t]*natbib/im.test(document.text) ? 'misc-howpublished' : 'online', symbols: /^#\+cite_export:[ \t]*(?:natbib|biblatex|bibtex)/im.test(document.text) ? 'tex' : 'unicode' }),
};
