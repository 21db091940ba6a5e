import type { Bibliography } from '../find/bibliography';
import type { AuthorForm, BibDialect } from '../bib/entryFields';
import type { CitationItem } from '../citationItem';
import type { SymbolForm } from '../tex/texText';

/** A document in which somebody writes, and where the cursor stands. A notebook cell is its own text and language. */
export interface CitationDocument {
  readonly languageId: string;
  /** With forward slashes; of the notebook, for a cell. */
  readonly path: string;
  readonly text: string;
  /** Of the cursor, or where the selection begins. UTF-16 units. */
  readonly offset: number;
  readonly selectionEnd?: number;
  /** The workspace folder that holds the file: no further up is looked for project files. */
  readonly workspaceFolder?: string;
  /** Text of the document that includes this one, or of a notebook's first cell: where packages and front matter stand. */
  readonly rootText?: string;
  /** As `findBibliographies` found them. */
  readonly bibliographies?: readonly Bibliography[];
  /** How comments are written in a language that the table lacks, see `hasUnknownLanguage`. */
  readonly comments?: CommentSigns;
}

/** How a language writes comments. */
export interface CommentSigns {
  /** Sign of a comment that ends with its line. */
  readonly line?: string;
  readonly block?: readonly [open: string, close: string];
}

/** The settings that citing depends on. */
export interface CitationSettings {
  /** Pattern of keys; see `citationKey`. */
  readonly key: string;
  readonly author: AuthorForm;
  readonly entryFormat: 'auto' | 'bibtex' | 'biblatex';
  readonly omitFields: readonly string[];
  /** `\autocite` and the like: for LaTeX documents that cite nothing yet. */
  readonly latexCommand: string;
  readonly markdownForm: 'link' | 'reference' | 'footnote';
}

/** What holds where nothing is set. */
export const defaultCitationSettings: CitationSettings = {
  key: 'kexuefm-{id}',
  author: 'chinese',
  entryFormat: 'auto',
  omitFields: [],
  latexCommand: '',
  markdownForm: 'link',
};

/** How a citation is written. */
export type FormName =
  | 'latex'
  | 'pandoc'
  | 'myst'
  | 'typst'
  | 'org'
  | 'org-ref'
  | 'rest'
  | 'asciidoc'
  | 'link-markdown'
  | 'reference-markdown'
  | 'footnote-markdown'
  | 'link-html'
  | 'plain'
  | 'comment'
  | 'address'
  | 'entry-bib'
  | 'entry-csl-json'
  | 'entry-csl-yaml'
  | 'entry-hayagriva';

/** Keys of a citation that stands in the text. */
export interface CitedKey {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** A citation that stands in the text. */
export interface CitationGroup {
  readonly start: number;
  readonly end: number;
  readonly keys: readonly CitedKey[];
}

/** What the language found about the place; the form reads from it what it needs. */
export interface Place {
  readonly form: FormName;
  /** Other forms that may stand there already: one under the cursor is extended in its own form. */
  readonly alternatives?: readonly FormName[];
  /** Where a new citation goes: the cursor, or a place near it where one makes sense. */
  readonly insertAt: number;
  /** LaTeX: with its backslash. */
  readonly command?: string;
  readonly package?: 'plain' | 'natbib' | 'biblatex';
  /** MyST and AsciiDoc: which of two dialects. Addresses: `single` where only one can stand. */
  readonly dialect?: string;
  /** reStructuredText: how the paragraph is indented that the citation is of its own, behind a block that takes none. */
  readonly paragraph?: string;
  /** For comments: how they are written here. */
  readonly comment?: CommentStyle;
}

/** How a comment is written at a place. */
export interface CommentStyle {
  /** Before and behind the text of each line: `# ` and nothing, `<!-- ` and ` -->`. */
  readonly open: string;
  readonly close: string;
  /** `inside`: the cursor is in a comment already; `above`: a line of its own above that of the cursor. */
  readonly position: 'inside' | 'above';
}

/** What will be written for a document at its cursor, before it is known which posts. */
export interface CitationTarget extends Place {
  /** Name of the row in the table of languages. */
  readonly language: string;
  readonly document: CitationDocument;
  readonly settings: CitationSettings;
  readonly lineEnd: '\n' | '\r\n' | '\r';
  /** The citation that the cursor is in or touches, in this form. */
  readonly group: CitationGroup | undefined;
  /** The citation is a key: the entry belongs into a bibliography. */
  readonly usesBibliography: boolean;
  /** How an entry for this document is written in a `.bib` file. */
  readonly entry: { readonly dialect: BibDialect; readonly symbols: SymbolForm };
}

/** A post to be cited, and what to say about it. */
export interface CitedPost {
  readonly item: CitationItem;
  /** As the bibliography has it; made from the pattern of the settings where not given. */
  readonly key?: string;
  /** `2`, `p. 2`, `pp. 2-5`, `sec. 3`, `Eq. (5)`: a bare number is a page. */
  readonly locator?: string;
  readonly prefix?: string;
  readonly suffix?: string;
}

export interface PlanOptions {
  /** The author as part of the sentence: `\citet`, `@key` without brackets. */
  readonly narrative?: boolean;
}

/** A replacement in a text. Offsets are of the text before any edit. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What changes in the document. */
export interface CitationPlan {
  /** In order, none touching another. Empty where everything stands there already. */
  readonly edits: readonly TextEdit[];
  /** Where the cursor goes, in the text after the edits. */
  readonly caret: number;
  /** Keys that are new in the citation, in order. */
  readonly added: readonly string[];
  /** Keys that the citation under the cursor had already. */
  readonly alreadyCited: readonly string[];
}

/** A post with its key settled. */
export interface KeyedPost extends CitedPost {
  readonly key: string;
}

/** One way of writing citations. */
export interface CitationForm {
  readonly usesKeys: boolean;
  /** The citation of this form that the offset is in or touches. */
  find(text: string, offset: number, place: Place): CitationGroup | undefined;
  /** A citation where none is. The first edit is the one that the writer sees. */
  write(posts: readonly KeyedPost[], target: CitationTarget, options: PlanOptions): readonly TextEdit[];
  /** The posts added to a citation that stands there. The first edit is the one that the writer sees. */
  extend(group: CitationGroup, posts: readonly KeyedPost[], target: CitationTarget, options: PlanOptions): readonly TextEdit[];
}

/** A row of the table of languages. */
export interface CitationLanguage {
  readonly name: string;
  readonly languageIds: readonly string[];
  /** For files whose language id says nothing. */
  readonly path?: RegExp;
  /** Whether a document with this row's language id is this row's after all. */
  readonly matches?: (document: CitationDocument) => boolean;
  locate(document: CitationDocument, settings: CitationSettings): Place;
  readonly entry: (document: CitationDocument) => { readonly dialect: BibDialect; readonly symbols: SymbolForm };
}
