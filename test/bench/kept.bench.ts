import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { decodeKept, encodeKept } from '../../src/core/reader/keptText';
import { intoPieces } from '../../src/core/reader/pieces';
import { renderArticle } from '../../src/core/render/renderArticle';
import { asciiText } from '../../src/host/asciiText';
import { NodeFileStorage } from '../../src/host/nodeFileStorage';
import type { Report } from './row';
import { syntheticPost } from './syntheticPost';
import { median } from './timing';

const rounds = 30;
const formulas = 363;

/**
 * An article of 363 formulas from the HTML kept on disk, reading included, against rendering it. What one leaves behind is
 * collected before the other is timed: an editor that opens a kept article has not just rendered another. A minor
 * collection does; a full one also takes compiled code away, and everything is slow after it.
 */
export async function run(report: Report): Promise<void> {
  const { source } = syntheticPost(91003, '合成的长文', formulas);
  const render = () => {
    const { blocks, headings } = renderArticle(source, {});
    return { headings, pieces: intoPieces(blocks) };
  };
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as (options: { type: 'minor' }) => void;
  const folder = mkdtempSync(path.join(tmpdir(), 'kept-'));
  try {
    const storage = new NodeFileStorage(folder);
    await storage.write('rendered/91003.html', encodeKept('key', render()));
    const times = { kept: [] as number[], rendered: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      collectGarbage({ type: 'minor' });
      let start = performance.now();
      const bytes = await storage.read('rendered/91003.html');
      if (!bytes || !decodeKept(bytes, 'key', asciiText)) throw new Error('The kept HTML was not taken');
      times.kept.push(performance.now() - start);
      collectGarbage({ type: 'minor' });
      start = performance.now();
      render();
      times.rendered.push(performance.now() - start);
    }
    report({ name: 'render.kept', value: median(times.kept), unit: 'ms', ratio: median(times.kept) / median(times.rendered), against: 'rendering the article' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
