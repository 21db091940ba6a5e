import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../../src/core/net/systemClock';
import { BlogIndex } from '../../../src/core/store/blogIndex';
import { ArticleStore } from '../../../src/core/store/articleStore';
import { ReadingMarks } from '../../../src/core/store/readingMarks';
import { createReading } from '../../../src/host/createReading';
import { Library } from '../../../src/host/library';
import { NodeFileStorage } from '../../../src/host/nodeFileStorage';
import * as vscode from 'vscode';
import { allPieces } from '../allPieces';

const shared = process.env.SHARED_DIR ?? '';
const articleIds = readdirSync(path.join(shared, 'replica/articles')).filter((name) => name.endsWith('.html')).map((name) => name.slice(0, -5));

/** What the site's own engine found in each article: sources and numbers of all formulas, in order. */
interface Judged {
  readonly id: string;
  readonly formulas: readonly { readonly tex: string; readonly numbers: readonly string[] }[];
}
const judged = new Map(
  readFileSync(path.join(shared, 'data/mathjax/articles.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Judged)
    .map((article) => [article.id, article] as const),
);

const unescape = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39|#10);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#10': '\n' })[name] ?? '');
const squeeze = (tex: string): string => tex.replace(/\s+/g, '');

describe(`the ${articleIds.length} articles of the replica, behind its gate`, () => {
  const extensionUri = vscode.extensions.getExtension('scientific-spaces.scientific-spaces')?.extensionUri as vscode.Uri;
  const storageUri = vscode.Uri.joinPath((vscode.workspace.workspaceFolders as readonly vscode.WorkspaceFolder[])[0]?.uri as vscode.Uri, 'store');
  const log = vscode.window.createOutputChannel('articles test', { log: true });
  const storage = new NodeFileStorage(storageUri.fsPath);
  const refuse = () => Promise.reject(new Error('the index is not refreshed here'));
  const noNetwork = { getText: refuse, getPieces: refuse };
  const index = new BlogIndex(noNetwork, storage, { parseContentPage: () => [], parseRecent: () => [] }, systemClock, log);
  const library = new Library(() => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'media/catalogue.json')), index, log);
  const reading = createReading({ extensionUri, fetch: { userAgent: 'test', platform: 'node' }, storage, storageUri, library, marks: new ReadingMarks(storage, log), log });

  after(() => {
    reading.dispose();
    library.dispose();
    log.dispose();
  });

  it('open, each with exactly the formulas and numbers of its page, and from the disk the next time', async function () {
    this.timeout(8 * 60_000);
    let formulas = 0;
    let failures = 0;
    for (const id of articleIds) {
      const document = await reading.pipeline.load(id, AbortSignal.timeout(60_000));
      const html = (await allPieces(document)).join('');
      const shown = [...html.matchAll(/<span class="math[^"]*"[^>]*? data-tex="([^"]*)"/g)].map(([, tex]) => squeeze(unescape(tex ?? '')));
      assert.deepEqual(shown, judged.get(id)?.formulas.map(({ tex }) => squeeze(tex)), `formulas of ${id}`);
      const numbers = [...html.matchAll(/ data-number="([^"]*)"/g)].map(([, number]) => unescape(number ?? ''));
      assert.equal(numbers.length > 0, judged.get(id)?.formulas.some((formula) => formula.numbers.length > 0), `numbers of ${id}`);
      assert.equal(document.head.id, id);
      formulas += shown.length;
      failures += html.match(/class="math[^"]*math-failed/g)?.length ?? 0;
    }
    console.log(`      ${articleIds.length} articles, ${formulas} formulas, ${failures} not drawn`);
    assert.equal(failures, 0);
    const fromDisk = new ArticleStore({ fetch: () => Promise.reject(new Error('asked the blog')) }, storage, reading.codec, log);
    assert.equal((await fromDisk.storedIds()).length, articleIds.length);
    for (const id of articleIds) assert.equal((await fromDisk.read(id)).id, id);
  });
});
