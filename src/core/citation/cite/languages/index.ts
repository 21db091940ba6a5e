import type { CitationDocument, CitationLanguage } from '../model';
import { asciidocLanguage } from './asciidoc';
import { astroLanguage } from './astro';
import { bibLanguage, cslJsonLanguage, cslYamlLanguage, hayagrivaLanguage, jsonLanguage } from './bibliographies';
import { codeLanguage } from './code';
import { htmlLanguage } from './html';
import { latexLanguage } from './latex';
import { markdownLanguage } from './markdown';
import { orgLanguage } from './org';
import { plainTextLanguage } from './plainText';
import { restLanguage } from './rest';
import { typstLanguage } from './typst';

/** The table of languages: the first row that fits a document is its row. A new language is a new row. */
export const languages: readonly CitationLanguage[] = [
  latexLanguage,
  markdownLanguage,
  typstLanguage,
  orgLanguage,
  restLanguage,
  asciidocLanguage,
  htmlLanguage,
  astroLanguage,
  bibLanguage,
  cslJsonLanguage,
  cslYamlLanguage,
  hayagrivaLanguage,
  jsonLanguage,
  codeLanguage,
];

/** Whether an id of VS Code's says which row a document is for. */
export function isKnownLanguage(languageId: string): boolean {
  return [...languages, plainTextLanguage].some(({ languageIds }) => languageIds.includes(languageId));
}

/** The row of every document that no other row takes: a program where it is known how its language writes comments. */
export const fallbackLanguage = ({ comments }: CitationDocument): CitationLanguage => (comments ? codeLanguage : plainTextLanguage);
