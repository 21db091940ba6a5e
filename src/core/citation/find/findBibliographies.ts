import { languageOf } from '../cite/citationTarget';
import type { CitationDocument } from '../cite/model';
import type { Bibliography, FindBibliographies, ReadText } from './bibliography';
import { findAsciidoc, findOrg, findRest } from './keywords';
import { findLatex, latexRoot } from './latex';
import { findMarkdown } from './markdown';
import { findTypst } from './typst';

const finders: Readonly<Record<string, FindBibliographies>> = {
  latex: findLatex,
  markdown: findMarkdown,
  typst: findTypst,
  org: findOrg,
  rest: findRest,
  asciidoc: findAsciidoc,
};

/**
 * The bibliographies of a document, as its language finds them: named in the document, in the files around it, in its
 * project. In the order in which they are named, each once; commented-out ones are not named.
 */
export async function findBibliographies(document: CitationDocument, readText: ReadText): Promise<Bibliography[]> {
  const find = finders[languageOf(document).name];
  const found = new Map<string, Bibliography>();
  for (const { candidates, namedIn, format } of (await find?.(document, readText)) ?? []) {
    const existing = await firstExisting(candidates, readText);
    const path = existing ?? candidates[0];
    if (path !== undefined && !found.has(path)) found.set(path, { path, format, exists: existing !== undefined, namedIn });
  }
  return [...found.values()];
}

/** `document` with all that its surroundings tell: bibliographies and the text of its main file. */
export async function readSurroundings(document: CitationDocument, readText: ReadText): Promise<CitationDocument> {
  const root = languageOf(document).name === 'latex' ? await latexRoot(document, readText) : undefined;
  const rootText = document.rootText ?? root?.text;
  const bibliographies = await findBibliographies(document, readText);
  return { ...document, bibliographies, ...(rootText === undefined ? {} : { rootText }) };
}

async function firstExisting(paths: readonly string[], readText: ReadText): Promise<string | undefined> {
  for (const path of paths) {
    if ((await readText(path)) !== undefined) return path;
  }
  return undefined;
}
