import * as vscode from 'vscode';
import { Catalogue } from '../../src/core/catalogue/catalogue';
import { ArticleStore } from '../../src/core/store/articleStore';
import { Emitter } from '../../src/core/util/event';
import { SearchLibrary } from '../../src/host/search/searchLibrary';
import { WorkspaceFileStorage } from '../../src/host/workspaceFileStorage';
import { fakeArticle, fakeCodec } from '../fakes/fakeArticles';
import { RecordingLogger } from '../fakes/recordingLogger';

function assertEqual(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Error(`${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}

/** Nothing listens there. */
const nowhere = 'http://127.0.0.1:9';

describe('searching in the browser', () => {
  const settings = vscode.workspace.getConfiguration('scientificSpaces.blog');
  const set = async (baseUrl: string | undefined, mirrors: readonly string[] | undefined): Promise<void> => {
    await settings.update('baseUrl', baseUrl, vscode.ConfigurationTarget.Global);
    await settings.update('mirrors', mirrors, vscode.ConfigurationTarget.Global);
  };
  before(() => set(nowhere, []));
  after(() => set(undefined, undefined));

  it('builds an index of the texts at hand, keeps it and takes it up again', async () => {
    const folder = vscode.Uri.parse('vscode-userdata:/search-test');
    const storage = new WorkspaceFileStorage(folder);
    const log = new RecordingLogger();
    const store = new ArticleStore({ fetch: () => Promise.reject(new Error('no network')) }, storage, fakeCodec, log);
    const articles = [fakeArticle('1', { markdown: '旋转位置编码' }), fakeArticle('2', { markdown: '概率$\\frac{1}{2}$' })];
    for (const article of articles) await storage.write(`articles/${article.id}.md`, new TextEncoder().encode(fakeCodec.articleToFile(article)));
    const library = { load: () => Promise.resolve(new Catalogue(articles)), onDidChange: new Emitter<never>().event };
    const open = () => new SearchLibrary({ library, articles: store, storage, log });
    const find = async (texts: SearchLibrary, query: string) => {
      const index = await texts.index();
      await texts.settled();
      return index.search(query).all().map(({ article }) => article.id);
    };
    const first = open();
    assertEqual(await find(first, '旋转'), ['1']);
    await first.write();
    assertEqual(log.messages('warn'), []);
    const next = open();
    assertEqual((await next.index()).textCount, 2);
    assertEqual(await find(next, '\\frac12'), ['2']);
  });

  it('the picker finds a post of the shipped list by pinyin and opens it', async () => {
    await vscode.commands.executeCommand('scientificSpaces.search', 'kuosanmoxing 18');
    const isOpen = (): boolean => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('生成扩散模型漫谈（十八）')));
    for (let tries = 0; !isOpen(); tries++) {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'); // once its rows are there
      if (tries === 300) throw new Error(`Open are: ${vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)).join(', ')}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
});
