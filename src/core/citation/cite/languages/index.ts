import type { CitationLanguage } from '../model';
import { latexLanguage } from './latex';
import { markdownLanguage } from './markdown';
import { plainTextLanguage } from './plainText';

/** The table of languages: the first row that fits a document is its row. */
export const languages: readonly CitationLanguage[] = [latexLanguage, markdownLanguage];

/** The row of every document that no other row takes. */
export const fallbackLanguage = plainTextLanguage;
