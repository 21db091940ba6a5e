import type { CitationForm, FormName } from '../model';
import { asciidocForm } from './asciidoc';
import { footnoteForm, referenceForm } from './definitions';
import { entryForm } from './entry';
import { htmlLink } from './htmlLink';
import { latexForm } from './latex';
import { linkForm } from './link';
import { markdownLink } from './markdownLink';
import { orgForm } from './org';
import { orgRefForm } from './orgRef';
import { pandocForm } from './pandoc';
import { addressForm, commentForm, plainTextForm } from './plain';
import { mystForm, restForm } from './role';
import { typstForm } from './typst';

/** Every way of writing a citation, by name. */
export const forms: Readonly<Record<FormName, CitationForm>> = {
  latex: latexForm,
  pandoc: pandocForm,
  myst: mystForm,
  typst: typstForm,
  org: orgForm,
  'org-ref': orgRefForm,
  rest: restForm,
  asciidoc: asciidocForm,
  'link-markdown': linkForm(markdownLink),
  'reference-markdown': referenceForm,
  'footnote-markdown': footnoteForm,
  'link-html': linkForm(htmlLink),
  plain: plainTextForm,
  comment: commentForm,
  address: addressForm,
  'entry-bib': entryForm('bib'),
  'entry-csl-json': entryForm('csl-json'),
  'entry-csl-yaml': entryForm('csl-yaml'),
  'entry-hayagriva': entryForm('hayagriva'),
};
