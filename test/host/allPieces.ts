import type { ReaderDocument } from '../../src/protocol';

/** The whole text of a document, that which is still being made included. */
export async function allPieces({ pieces, rest }: Pick<ReaderDocument, 'pieces' | 'rest'>): Promise<readonly string[]> {
  const all = [...pieces];
  for (let more = rest !== undefined; more; ) {
    const some = await rest?.from(all.length);
    all.push(...(some?.pieces ?? []));
    more = some?.more ?? false;
  }
  return all;
}
