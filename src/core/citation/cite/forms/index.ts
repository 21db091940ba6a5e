import type { CitationForm, FormName } from '../model';
import { footnoteForm, referenceForm } from './definitions';
import { latexForm } from './latex';
import { linkForm } from './link';
import { markdownLink } from './markdownLink';
import { pandocForm } from './pandoc';
import { addressForm, commentForm, plainTextForm } from './plain';

/** Every way of writing a citation, by name. */
export const forms: Readonly<Partial<Record<FormName, CitationForm>>> = {
  latex: latexForm,
  pandoc: pandocForm,
  'link-markdown': linkForm(markdownLink),
  'reference-markdown': referenceForm,
  'footnote-markdown': footnoteForm,
  plain: plainTextForm,
  comment: commentForm,
  address: addressForm,
};
