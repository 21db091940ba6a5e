import { dominantLineEnd } from '../bib/scanBibliography';
import type { BibDialect } from '../bib/entryFields';
import { forms } from './forms/index';
import { fallbackLanguage, languages } from './languages/index';
import { defaultCitationSettings } from './model';
import type { CitationDocument, CitationForm, CitationLanguage, CitationSettings, CitationTarget, FormName } from './model';

/** What a citation at the cursor of a document is: the form right for its language and for the place. */
export function citationTarget(document: CitationDocument, settings: CitationSettings = defaultCitationSettings): CitationTarget {
  const language = languageOf(document);
  const place = language.locate(document, settings);
  const form = formNamed(place.form);
  return {
    ...place,
    language: language.name,
    document,
    settings,
    lineEnd: dominantLineEnd(document.text),
    group: form.find(document.text, document.offset, place),
    usesBibliography: form.usesKeys,
    entry: entryForm(language, document, settings),
  };
}

/** The row of the table that a document belongs to: by its language id, else by its name. */
export function languageOf(document: CitationDocument): CitationLanguage {
  const fits = (language: CitationLanguage): boolean => language.matches?.(document) ?? true;
  const byId = languages.find((language) => language.languageIds.includes(document.languageId) && fits(language));
  if (byId) return byId;
  const known = languages.some((language) => language.languageIds.includes(document.languageId));
  const byPath = known ? undefined : languages.find((language) => language.path?.test(document.path) && fits(language));
  return byPath ?? fallbackLanguage;
}

/** @throws RangeError for a form that the table lacks. */
export function formNamed(name: FormName): CitationForm {
  const form = forms[name];
  if (!form) throw new RangeError(`no citation form "${name}"`);
  return form;
}

function entryForm(language: CitationLanguage, document: CitationDocument, settings: CitationSettings): CitationTarget['entry'] {
  const own = language.entry(document);
  const set: Readonly<Record<CitationSettings['entryFormat'], BibDialect | undefined>> = {
    auto: undefined,
    bibtex: own.dialect === 'online' && own.symbols === 'unicode' ? 'misc-url' : 'misc-howpublished',
    biblatex: 'online',
  };
  return { dialect: set[settings.entryFormat] ?? own.dialect, symbols: own.symbols };
}
