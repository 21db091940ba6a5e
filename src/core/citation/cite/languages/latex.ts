import { withoutLatexComments } from '../../find/latexText';
import type { BibDialect } from '../../bib/entryFields';
import type { CitationDocument, CitationLanguage, CitationSettings, Place } from '../model';
import { placeInCode } from './code';
import { codeSyntax } from './codeSyntax';
import { latexRegion } from './latexRegion';
import { inlineEnd, lineRegion } from './lineRegion';

type LatexPackage = NonNullable<Place['package']>;

const parenthetical = /\\((?:auto|paren|foot|super|smart|full|up|Auto|Paren)?[cC]ite(?:p|n|alp|alt|s|num)?)\*?(?=\s*[[{(])/g;
const natbibOnly = /^\\(?:[Cc]ite(?:p|alp|alt|num)|citet)\*?$/;
const biblatexOnly = /^\\(?:auto|paren|foot|super|smart|full|text|Auto|Paren|Text)cite\*?$/;

/** Commands whose argument is a name: a citation goes behind it. */
const nameArgument = /\\(?:label|(?:eq|auto|[cC]|page|name)?ref|includegraphics|input|include|subfile|bibliography(?:style)?|addbibresource|usepackage|RequirePackage|documentclass|begin|end)\*?(?:\[[^\]]*\])?\{[^{}]*\}/g;

/** LaTeX, with whatever citation package the document loads. */
export const latexLanguage: CitationLanguage = {
  name: 'latex',
  languageIds: ['latex', 'tex', 'latex-expl3', 'rsweave', 'rnoweb', 'jlweave', 'pweave', 'doctex', 'context', 'context.tex'],
  path: /\.(?:tex|ltx|Rnw|Snw|jnw|jlw|Rtex|pnw)$/i,
  locate(document, settings) {
    const chunk = placeInChunk(document);
    if (chunk) return chunk;
    const region = latexRegion(document.text, document.offset);
    const where = { insertAt: document.selectionEnd ?? document.offset };
    if (region.kind === 'verbatim') return placeInListing(document, region.start, region.end);
    const bibPackage = latexPackage(document);
    const cites = { command: latexCommand(document, bibPackage, settings), package: bibPackage };
    if (region.kind === 'comment') return { form: 'comment', alternatives: ['latex'], ...where, ...cites, comment: { open: '% ', close: '', position: 'inside' } };
    if (insideAddress(document)) return { form: 'address', ...where, dialect: 'single' };
    return { form: 'latex', ...cites, insertAt: region.kind === 'text' ? (inlineEnd(document.text, document.offset, nameArgument) ?? where.insertAt) : region.end };
  },
  entry: (document) => ({ dialect: latexDialect(document), symbols: 'tex' }),
};

/** In a listing: in the code of its language, where it names one that is known. */
function placeInListing(document: CitationDocument, start: number, end: number): Place {
  const head = /^\\begin\s*\{(?:minted\}\s*(?:\[[^\]]*\])?\s*\{([\w+#-]+)\}|lstlisting\}\s*\[[^\]]*?\blanguage\s*=\s*\{?([\w+#-]+)[^\]]*\])/.exec(document.text.slice(start, start + 500));
  const syntax = codeSyntax(head?.[1] ?? head?.[2] ?? '');
  if (!head || !syntax || document.offset < start + head[0].length) return { form: 'plain', insertAt: document.selectionEnd ?? document.offset };
  return placeInCode(document, syntax, start + head[0].length, end);
}

/** In the code that a program weaves into the document: between `<<…>>=` and `@`. */
function placeInChunk(document: CitationDocument): Place | undefined {
  const { languageId, path, text, offset } = document;
  const weaver = /^(?:rsweave|rnoweb|jlweave|pweave)$/.exec(languageId)?.[0] ?? /\.(?:[RSjp]nw|jlw)$/i.exec(path)?.[0];
  const chunk = weaver === undefined ? undefined : lineRegion(text, offset, /^<<.*>>=[ \t]*$/gm, () => /^@(?=\s|$)/gm);
  const syntax = codeSyntax(/j/.test(weaver ?? '') ? 'julia' : /p/.test(weaver ?? '') ? 'python' : 'r');
  return chunk && syntax && placeInCode(document, syntax, chunk.start, chunk.end);
}

/** The package that makes the citations of a document, as its preamble or that of its root loads it. */
export function latexPackage(document: CitationDocument): LatexPackage {
  const preamble = withoutLatexComments(`${document.rootText ?? ''}\n${document.text}`);
  if (/\\usepackage\s*(?:\[[^\]]*\])?\s*\{[^}]*\bbiblatex\b|\\addbibresource\b|\\printbibliography\b/.test(preamble)) return 'biblatex';
  if (/\\(?:usepackage|RequirePackage)\s*(?:\[[^\]]*\])?\s*\{[^}]*\b(?:natbib|gbt7714)\b/.test(preamble)) return 'natbib';
  const commands = [...preamble.matchAll(/\\[A-Za-z]*[cC]ite[A-Za-z]*\*?(?=\s*[[{(])/g)].map((match) => match[0]);
  if (commands.some((command) => biblatexOnly.test(command))) return 'biblatex';
  return commands.some((command) => natbibOnly.test(command)) ? 'natbib' : 'plain';
}

/** What the document cites with; where it cites nothing yet, the setting, if the package has it; else the package's own. */
function latexCommand(document: CitationDocument, bibPackage: LatexPackage, settings: CitationSettings): string {
  const used = mostUsed(withoutLatexComments(document.text)) ?? mostUsed(withoutLatexComments(document.rootText ?? ''));
  if (used) return used;
  const wanted = settings.latexCommand.trim().replace(/^\\*/, '\\');
  const unknown = (biblatexOnly.test(wanted) && bibPackage !== 'biblatex') || (natbibOnly.test(wanted) && bibPackage === 'plain');
  if (/^\\[A-Za-z]+\*?$/.test(wanted) && !unknown) return wanted;
  return { plain: '\\cite', natbib: '\\citep', biblatex: '\\autocite' }[bibPackage];
}

function mostUsed(text: string): string | undefined {
  const counts = new Map<string, number>();
  for (const [, name = ''] of text.matchAll(parenthetical)) {
    const single = name.replace(/cites$/, 'cite');
    counts.set(single, (counts.get(single) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && `\\${best[0]}`;
}

/** In the braces of `\url{}` or the first of `\href{}{}`. */
function insideAddress(document: CitationDocument): boolean {
  return /\\(?:url|href|nolinkurl)\s*\{[^{}\s]*$/.test(document.text.slice(Math.max(0, document.offset - 500), document.offset));
}

function latexDialect(document: CitationDocument): BibDialect {
  if (latexPackage(document) === 'biblatex') return 'online';
  const gbt7714 = /\\(?:usepackage|RequirePackage)\s*(?:\[[^\]]*\])?\s*\{[^}]*\bgbt7714\b|\\bibliographystyle\s*\{gbt7714/;
  return gbt7714.test(withoutLatexComments(`${document.rootText ?? ''}\n${document.text}`)) ? 'gbt7714' : 'misc-howpublished';
}
