import type * as vscode from 'vscode';
import { scanBibliography } from '../../core/citation/bib/scanBibliography';
import { type Mention, MentionFinder } from '../../core/citation/care/mentions';
import { type CitationItem, toCitationItem } from '../../core/citation/citationItem';
import type { BibliographyFormat } from '../../core/citation/planEntry';
import type { ArticleSummary } from '../../core/model/article';
import { readSettings } from '../settings';
import { readUserFile } from './bibliographyFile';
import { type DocumentPlace, describeSurroundings } from './documentPlace';
import { today } from './today';

/** A bibliography that a document names and that is there. */
export interface OpenedBibliography {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly format: BibliographyFormat;
}

/** The posts that a document and its bibliographies speak of. */
export interface CitedPosts {
  readonly place: DocumentPlace;
  readonly bibliographies: readonly OpenedBibliography[];
  /** In the document, by address or by key. */
  readonly mentions: readonly Mention[];
  /** Ids of posts that a bibliography has. */
  readonly listed: ReadonlySet<string>;
}

/** Looks for all posts of the catalogue in a document and in its bibliographies. */
export async function findCitedPosts(document: vscode.TextDocument, articles: readonly ArticleSummary[]): Promise<CitedPosts> {
  const { citation: settings } = readSettings(document);
  const place = await describeSurroundings(document);
  const bibliographies = await openBibliographies(place);
  const items = articles.map((article) => toCitationItem(article, today()));
  const finder = new MentionFinder(items, settings.key);
  const inBibliographies = bibliographies.map((bibliography) => ({ ...bibliography, mentions: finder.find(bibliography.text) }));
  const knownKeys = new Map(inBibliographies.flatMap(({ text, format, mentions }) => (format === 'bib' ? entryKeys(text, mentions) : [])));
  return {
    place,
    bibliographies,
    mentions: new MentionFinder(items, settings.key, knownKeys).find(document.getText()),
    listed: new Set(inBibliographies.flatMap(({ mentions }) => mentions.map(({ item }) => item.id))),
  };
}

/** The files that exist and are text; what is no text cannot be cared for. */
export async function openBibliographies({ document, toUri }: DocumentPlace): Promise<OpenedBibliography[]> {
  const opened = (document.bibliographies ?? []).map(async ({ path, format, exists }): Promise<OpenedBibliography[]> => {
    if (!exists) return [];
    const { text, uri } = await readUserFile(toUri(path));
    return [{ uri, text, format }];
  });
  return (await Promise.all(opened)).flat();
}

/** Under which keys a `.bib` file has the posts whose addresses it holds. */
function entryKeys(text: string, mentions: readonly Mention[]): (readonly [string, CitationItem])[] {
  const { entries } = scanBibliography(text);
  return mentions.flatMap(({ item, kind, start }) => {
    const entry = kind === 'address' ? entries.find((each) => each.start <= start && start < each.end) : undefined;
    return entry && entry.key !== '' ? [[entry.key, item] as const] : [];
  });
}
