import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { toCitationItem } from '../../../src/core/citation/citationItem';
import { referenceStyles } from '../../../src/core/citation/styles/referenceStyles';
import type { ArticleSummary } from '../../../src/core/model/article';
import type { BlogIndex } from '../../../src/core/store/blogIndex';
import { ReadingMarks } from '../../../src/core/store/readingMarks';
import { copyCitations } from '../../../src/host/citation/copyCitation';
import { citationForms, entryForms } from '../../../src/host/citation/copyForms';
import { createCitationCommands } from '../../../src/host/citation/createCitationCommands';
import { checkBibliography } from '../../../src/host/citation/checkBibliography';
import { askDetails } from '../../../src/host/citation/details';
import { CitationInserter } from '../../../src/host/citation/insertCitation';
import { LastEditor } from '../../../src/host/citation/lastEditor';
import { oneLine, writeReferences } from '../../../src/host/citation/references';
import { Library } from '../../../src/host/library';
import { describeFailure } from '../../../src/host/userErrors';
import { MemoryStorage } from '../../fakes/memoryStorage';
import { row, whenAsked } from './answers';
import { closeAll, encode, entries, onDisk, whileRunning, workspaceFolder, writeAndOpen } from './citingWorld';

const catalogueUri = vscode.Uri.joinPath(vscode.extensions.getExtension('scientific-spaces.scientific-spaces')?.extensionUri as vscode.Uri, 'media/catalogue.json');
const untouchedIndex = { kept: async (shipped: unknown) => shipped } as unknown as BlogIndex;

class Memory implements vscode.Memento {
  readonly #kept = new Map<string, unknown>();
  keys = (): readonly string[] => [...this.#kept.keys()];
  get = <T>(key: string, fallback?: T): T => (this.#kept.get(key) ?? fallback) as T;
  update = async (key: string, value: unknown): Promise<void> => void this.#kept.set(key, value);
}

/** The words for what a promise fails with. */
async function failure(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(() => assert.fail('it did not fail'), (reason: unknown) => reason);
  return describeFailure(error);
}

let counter = 0;

describe('what citing asks, answered', () => {
  const log = vscode.window.createOutputChannel('questions test', { log: true });
  const library = new Library(() => vscode.workspace.fs.readFile(catalogueUri), untouchedIndex, log);
  const marks = new ReadingMarks(new MemoryStorage(), log);
  const editors = new LastEditor();
  const commands = createCitationCommands({ library, marks, editors, reader: { panel: undefined }, memory: new Memory(), log });
  let folder: vscode.Uri;
  let articles: readonly ArticleSummary[];
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  const article = (id: string): ArticleSummary => articles.find((each) => each.id === id) as ArticleSummary;

  before(async () => {
    const catalogue = await library.load();
    articles = catalogue.articles;
  });
  beforeEach(() => {
    folder = vscode.Uri.joinPath(workspaceFolder(), 'questions', String(counter++));
  });
  afterEach(closeAll);
  after(() => void vscode.Disposable.from(library, editors, log).dispose());

  describe('export', () => {
    const written: Readonly<Record<string, RegExp>> = {
      'BibTeX (@misc, howpublished)': /^@misc\{kexuefm-10088,[^]*howpublished = \{\\url\{[^]*@misc\{kexuefm-10007,/,
      'BibTeX (@misc, url)': /^@misc\{kexuefm-10088,[^]*url += \{https:[^]*@misc\{kexuefm-10007,/,
      'BibLaTeX (@online)': /^@online\{kexuefm-10088,[^]*urldate[^]*@online\{kexuefm-10007,/,
      RIS: /^TY {2}- BLOG\r?\n[^]*ER {2}- \r?\n[^]*TY {2}- BLOG/,
      'CSL-JSON': /^\[\n[^]*"id": "kexuefm-10088"[^]*"id": "kexuefm-10007"[^]*\]\n$/,
      'CSL-YAML': /^references:\n[^]*kexuefm-10088[^]*kexuefm-10007/,
      'hayagriva (YAML)': /^kexuefm-10088:\n[^]*\nkexuefm-10007:\n/,
    };
    it('has a check for every format', () => assert.deepEqual(entryForms.map(({ name }) => name).sort(), Object.keys(written).sort()));

    for (const [format, text] of Object.entries(written)) {
      it(`selected posts as ${format}, into the file asked for`, async () => {
        const asked = await whenAsked([row(format), at('out')], () => commands.exportCitations({ posts: ['10088', '10007'] }));
        assert.equal(asked[0]?.options.title, 'Export 2 posts as');
        assert.match(await onDisk(at('out')), text);
        assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), at('out').toString());
      });
    }

    it('those cited in the document, by key and by address, each once', async () => {
      await writeAndOpen(at('a.tex'), '\\cite{kexuefm-10088,kexuefm-10088} \\url{https://spaces.ac.cn/archives/10007}|');
      const asked = await whenAsked([row('Posts Cited in This Document'), row('BibLaTeX'), at('out.bib')], () => commands.exportCitations());
      assert.equal(entries(await onDisk(at('out.bib'))), 2);
      assert.match(asked[2]?.options.defaultUri?.path ?? '', /\/a\.bib$/);
    });

    it('those of a folder, from its row in the explorer', async () => {
      await vscode.workspace.fs.writeFile(at('one.md'), encode('[@kexuefm-10088]'));
      await vscode.workspace.fs.writeFile(at('deep/two.typ'), encode('@kexuefm-10007'));
      await whenAsked([row('BibLaTeX'), at('out.bib')], () => commands.exportCitations(folder));
      assert.equal(entries(await onDisk(at('out.bib'))), 2);
    });

    it('says so when a folder cites nothing, and asks nothing', async () => {
      await vscode.workspace.fs.writeFile(at('one.md'), encode('nothing'));
      const asked = await whenAsked([], () => commands.exportCitations(folder));
      assert.deepEqual(asked.map(({ message }) => message), ['No post of the blog is cited or linked there.']);
    });

    it('the reading list, and a series in its order', async () => {
      await marks.set('listed', ['10007'], true);
      await whenAsked([row('Reading List'), row('BibLaTeX'), at('list.bib')], () => commands.exportCitations());
      assert.match(await onDisk(at('list.bib')), /^@online\{kexuefm-10007,[^@]*$/);
      await whenAsked([row('Transformer升级之路'), row('BibLaTeX'), at('series.bib')], () => commands.exportCitations());
      assert.match(await onDisk(at('series.bib')), /^@online\{kexuefm-8231,[^]*@online\{kexuefm-8265,/);
    });

    it('writes nothing when a question is left', async () => {
      await whenAsked([undefined], () => commands.exportCitations({ posts: ['10088'] }));
      await whenAsked([row('RIS'), undefined], () => commands.exportCitations({ posts: ['10088'] }));
    });

    it('says what to do when the file cannot be written', async () => {
      await vscode.workspace.fs.createDirectory(at('taken'));
      await whenAsked([row('RIS'), at('taken')], async () => {
        assert.match(await failure(commands.exportCitations({ posts: ['10088'] })), /taken is no bibliography.*Choose another file/);
      });
    });
  });

  describe('page, prefix and suffix', () => {
    it('are asked for post by post and written in the form of the document', async () => {
      await vscode.workspace.fs.writeFile(at('r.bib'), new Uint8Array());
      const editor = await writeAndOpen(at('a.md'), '---\nbibliography: r.bib\n---\n|\n');
      const asked = await whenAsked(['see', '2', 'Eq. (5)', 'and more', row('In Brackets')], async () => {
        const details = await askDetails([article('10088'), article('10007')]);
        assert.ok(details);
        await new CitationInserter().insert(editor, details.posts, details.options);
      });
      assert.equal(editor.document.lineAt(3).text, '[see @kexuefm-10088, p. 2; @kexuefm-10007, Eq. (5), and more]');
      assert.deepEqual(asked.map(({ options }) => /\((\d\/5)\)$/.exec(options.title ?? '')?.[1]), ['1/5', '2/5', '3/5', '4/5', '5/5']);
    });

    it('of none, with the author in the sentence', async () => {
      await vscode.workspace.fs.writeFile(at('r.bib'), new Uint8Array());
      const editor = await writeAndOpen(at('a.md'), '---\nbibliography: r.bib\n---\n|\n');
      await whenAsked(['', ' ', '', row('In the Sentence')], async () => {
        const details = await askDetails([article('10088')]);
        assert.ok(details);
        await new CitationInserter().insert(editor, details.posts, details.options);
      });
      assert.equal(editor.document.lineAt(3).text, '@kexuefm-10088');
    });

    for (const left of [0, 1, 2, 3]) {
      it(`leaving question ${left + 1} leaves all`, async () => {
        const answers = [...['see', '2', 'more'].slice(0, left), undefined];
        await whenAsked(answers, async () => assert.equal(await askDetails([article('10088')]), undefined));
      });
    }
  });

  it('duplicates are shown by line, not checked, and nothing changes', async () => {
    const twice = '@misc{kexuefm-10088,\n  title = {A},\n}\n\n@misc{kexuefm-10088,\n  title = {B},\n}\n\n@online{x,\n  url = {https://kexue.fm/archives/10007},\n}\n\n@online{y,\n  url = {https://spaces.ac.cn/archives/10007},\n}\n';
    const { document } = await writeAndOpen(at('r.bib'), twice);
    const real = vscode.window.createQuickPick;
    const picks: vscode.QuickPick<vscode.QuickPickItem>[] = [];
    Object.assign(vscode.window, { createQuickPick: () => picks[picks.push(real()) - 1] });
    try {
      const done = checkBibliography(document, articles);
      while (picks.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      const { items, selectedItems } = picks[0] as vscode.QuickPick<vscode.QuickPickItem>;
      assert.deepEqual(selectedItems, []);
      const details = items.map(({ detail }) => detail);
      assert.ok(details.includes('kexuefm-10088 in line 1, kexuefm-10088 in line 5'), details.join('\n'));
      assert.ok(details.includes('x in line 9, y in line 13'), details.join('\n'));
      await whileRunning(done, 'workbench.action.acceptSelectedQuickOpenItem');
    } finally {
      Object.assign(vscode.window, { createQuickPick: real });
    }
    assert.equal(document.getText(), twice);
  });

  describe('a CSL style', () => {
    const item = (): ReturnType<typeof toCitationItem>[] => [toCitationItem(article('10088'), '2026-01-01')];
    const cases: Readonly<Record<string, readonly [text: string | undefined, says: RegExp]>> = {
      'that is gone': [undefined, /ours\.csl is not there any more\. Choose another one/],
      'that is no XML': ['{"style": "apa"}', /ours\.csl is no CSL style that can be read\. Choose another file/],
      'that is other XML': ['<?xml version="1.0"?><rss><channel/></rss>', /is no CSL style/],
      'that is cut off': ['<?xml version="1.0"?><style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><citation><layout><text', /is no CSL style/],
      'that names another': ['<style><info><link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>', /only names another style as its parent\. Choose the file of that style/],
    };
    for (const [name, [text, says]] of Object.entries(cases)) {
      it(`${name}: what is wrong and what to do`, async () => {
        if (text !== undefined) await vscode.workspace.fs.writeFile(at('ours.csl'), encode(text));
        assert.match(await failure(writeReferences(at('ours.csl').toString(), item(), 'plain')), says);
      });
    }
  });

  describe('Zotero', () => {
    const port = (value: number | undefined): Thenable<void> => vscode.workspace.getConfiguration('scientificSpaces.citation').update('zoteroPort', value, vscode.ConfigurationTarget.Global);
    afterEach(() => port(undefined));

    it('not running: to be started', async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port: free } = server.address() as AddressInfo;
      await new Promise((resolve) => server.close(resolve));
      await port(free);
      assert.match(await failure(commands.sendToZotero('10088')), /Zotero does not answer on this computer\. Start it/);
    });

    for (const [status, location] of [[500, ''], [404, ''], [302, 'http://127.0.0.1:9/']] as const) {
      it(`answering ${status}: nothing else is asked`, async () => {
        let requests = 0;
        const server = createServer((_, response) => {
          requests++;
          response.writeHead(status, location ? { location } : {}).end('no');
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        await port((server.address() as AddressInfo).port);
        try {
          assert.match(await failure(commands.sendToZotero('10088')), location ? /Zotero does not answer/ : /Zotero did not take the posts\. Select a collection/);
          assert.equal(requests, 1);
        } finally {
          server.closeAllConnections();
          await new Promise((resolve) => server.close(resolve));
        }
      });
    }
  });

  it('every form of a citation is copied as its row shows it, and comes first the next time', async () => {
    const memory = new Memory();
    const items = [toCitationItem(article('10088'), '2026-01-01'), toCitationItem(article('10007'), '2026-01-01')];
    for (const { name } of [...citationForms, ...entryForms]) {
      let shown: string | undefined;
      await whenAsked([(rows) => {
        const found = rows.filter((each) => each.label === name).at(-1);
        shown = found?.detail;
        return found;
      }], () => copyCitations(items, memory));
      const copied = await vscode.env.clipboard.readText();
      assert.ok(shown && copied.length > 0, name);
      assert.equal(oneLine(copied), shown, name);
      for (const id of ['10088', '10007']) assert.ok(copied.includes(id), `${name}: ${id}`);
      const again = await whenAsked([undefined], () => copyCitations(items, memory));
      assert.equal(again[0]?.rows.find(({ kind }) => kind !== vscode.QuickPickItemKind.Separator)?.label, name);
    }
  });

  it('every style of references is copied as plain text, Markdown, HTML and LaTeX', async () => {
    const items = [toCitationItem(article('10088'), '2026-01-01')];
    for (const { name } of referenceStyles.filter(({ id }) => id !== 'blog')) {
      for (const [output, wanted] of [['Plain Text', article('10088').title], ['Markdown', article('10088').title], ['HTML', 'csl-entry'], ['LaTeX', article('10088').title]] as const) {
        await whenAsked([(rows) => rows.find((each) => each.label === name), row(output)], () => copyCitations(items, new Memory()));
        const copied = await vscode.env.clipboard.readText();
        assert.ok(copied.includes(wanted), `${name}, ${output}: ${copied}`);
      }
    }
  });
});
