import { dominantLineEnd } from '../bib/scanBibliography';
import type { BibDialect } from '../bib/entryFields';
import { forms } from './forms/index';
import { fallbackLanguage, isKnownLanguage, languages } from './languages/index';
import { defaultCitationSettings } from './model';
import type { CitationDocument, CitationLanguage, CitationSettings, CitationTarget, FormName, Place } from './model';

/** What a citation at the cursor of a document is: the form right for its language and for the place. */
export function citationTarget(document: CitationDocument, settings: CitationSettings = defaultCitationSettings): CitationTarget {
  const language = languageOf(document);
  const place = language.locate(document, settings);
  const standing = standingCitation(document, place);
  return {
    ...place,
    form: standing.form,
    language: language.name,
    document,
    settings,
    lineEnd: dominantLineEnd(document.text),
    group: standing.group,
    usesBibliography: forms[standing.form].usesKeys,
    entry: entryOf(language, document, settings),
  };
}

/** The row of the table that a document belongs to: by its language id, else by its name. */
export function languageOf(document: CitationDocument): CitationLanguage {
  const byId = languages.find((language) => language.languageIds.includes(document.languageId) && fits(language, document));
  return byId ?? byPath(document) ?? fallbackLanguage(document);
}

/** Whether no row of the table is made for a document: how its language writes comments tells then where a citation goes. */
export function hasUnknownLanguage(document: CitationDocument): boolean {
  return !isKnownLanguage(document.languageId) && !byPath(document);
}

function byPath(document: CitationDocument): CitationLanguage | undefined {
  return languages.find((language) => language.path?.test(document.path) && fits(language, document));
}

function fits(language: CitationLanguage, document: CitationDocument): boolean {
  return language.matches?.(document) ?? true;
}

/** The citation under the cursor, in the form that stands there; without one, the form of the place. */
function standingCitation(document: CitationDocument, place: Place): Pick<CitationTarget, 'form' | 'group'> {
  const names: readonly FormName[] = [place.form, ...(place.alternatives ?? []).filter((name) => name !== place.form)];
  for (const form of names) {
    const group = forms[form].find(document.text, document.offset, place);
    if (group) return { form, group };
  }
  return { form: place.form, group: undefined };
}

function entryOf(language: CitationLanguage, document: CitationDocument, settings: CitationSettings): CitationTarget['entry'] {
  const own = language.entry(document);
  const set: Readonly<Record<CitationSettings['entryFormat'], BibDialect | undefined>> = {
    auto: undefined,
    bibtex: own.symbols === 'unicode' ? 'misc-url' : 'misc-howpublished',
    biblatex: 'online',
  };
  return { dialect: set[settings.entryFormat] ?? own.dialect, symbols: own.symbols };
}
