import type { CitationDocument } from '../cite/model';
import type { BibliographyFormat } from '../planEntry';

/** A bibliography that a document names. */
export interface Bibliography {
  /** Resolved, with forward slashes. */
  readonly path: string;
  readonly format: BibliographyFormat;
  readonly exists: boolean;
  /** Path of the file that names it. */
  readonly namedIn: string;
}

/** Reads a text file of the workspace, `undefined` where there is none. Paths have forward slashes. */
export type ReadText = (path: string) => Promise<string | undefined>;

/** A name found in a document or a project file: the places where the file may be, most likely first. */
export interface NamedBibliography {
  readonly candidates: readonly string[];
  readonly namedIn: string;
  readonly format: BibliographyFormat;
}

/** How one language finds its bibliographies. */
export type FindBibliographies = (document: CitationDocument, readText: ReadText) => Promise<readonly NamedBibliography[]>;

/** The format that a file's name tells, `undefined` for a name that no bibliography has. */
export function formatOf(path: string, yaml: 'hayagriva' | 'csl-yaml'): BibliographyFormat | undefined {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase();
  if (ending === 'bib' || ending === 'bibtex' || ending === 'biblatex') return 'bib';
  if (ending === 'json' || ending === 'csljson') return 'csl-json';
  return ending === 'yml' || ending === 'yaml' ? yaml : undefined;
}
