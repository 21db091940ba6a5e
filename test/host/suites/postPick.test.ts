import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ArticleSummary } from '../../../src/core/model/article';
import { SearchIndex } from '../../../src/core/search/searchIndex';
import { pickPosts } from '../../../src/host/citation/postPick';
import type { Library } from '../../../src/host/library';

const topics = ['生成扩散模型', '矩阵分解', '旋转位置编码', '变分自编码器'];

/** More than are searched between two pauses. */
const articles: readonly ArticleSummary[] = Array.from({ length: 40_000 }, (_, place) => ({
  id: String(place),
  title: `${topics[place % topics.length] ?? ''}漫谈之${place}`,
  date: new Date(Date.UTC(2024, 0, 1) - place * 3_600_000).toISOString().slice(0, 10),
  category: undefined,
  tags: [],
  url: `https://kexue.fm/archives/${place}`,
}));
const library = { load: async () => ({ articles }) } as unknown as Library;

/** A picker that nobody sees: what is typed, and each list of rows that it is given. */
class HiddenPick {
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #hidden = new vscode.EventEmitter<void>();
  readonly onDidChangeValue = this.#changed.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidAccept = new vscode.EventEmitter<void>().event;
  readonly onDidTriggerButton = new vscode.EventEmitter<vscode.QuickInputButton>().event;
  readonly lists: (readonly vscode.QuickPickItem[])[] = [];
  value = '';
  activeItems: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  canSelectMany = false;

  get items(): readonly vscode.QuickPickItem[] {
    return this.lists.at(-1) ?? [];
  }

  set items(items: readonly vscode.QuickPickItem[]) {
    this.lists.push(items);
  }

  type(value: string): void {
    this.value = value;
    this.#changed.fire(value);
  }

  /** Resolves when it is given other rows. */
  async filled(): Promise<void> {
    for (const { length } = this.lists; this.lists.length === length; ) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** As hosts do that know no such property of extensions. */
  set sortByLabel(_isOn: boolean) {
    throw new Error('A proposed property');
  }

  show(): void {}

  hide(): void {
    this.#hidden.fire();
  }

  dispose(): void {}
}

describe('the picker of posts to cite', () => {
  const best = (query: string): string | undefined => new SearchIndex(articles).search(query).first(1)[0]?.article.title;

  /** Runs with a picker that searches titles by now; hides it in the end. */
  async function withPick(run: (pick: HiddenPick) => Promise<void>): Promise<void> {
    const pick = new HiddenPick();
    const { createQuickPick } = vscode.window;
    Object.assign(vscode.window, { createQuickPick: () => pick });
    const chosen = pickPosts(library, 'Cite');
    Object.assign(vscode.window, { createQuickPick });
    try {
      pick.type('juzhen');
      await pick.filled();
      while (pick.items[0]?.label !== best('juzhen')) await pick.filled();
      await run(pick);
    } finally {
      pick.hide();
    }
    assert.equal(await chosen, undefined);
  }

  it('lets others in while it searches', () =>
    withPick(async (pick) => {
      let wasLetIn = false;
      setTimeout(() => (wasLetIn = true));
      pick.type('扩散');
      await pick.filled();
      assert.ok(wasLetIn);
      assert.equal(pick.items[0]?.label, best('扩散'));
      assert.deepEqual(pick.activeItems, pick.items.slice(0, 1));
    }));

  it('searches for the last of the keys that come before its rows, and for none once it is closed', () =>
    withPick(async (pick) => {
      const before = pick.lists.length;
      pick.type('旋转');
      pick.type('变分');
      await pick.filled();
      assert.equal(pick.items[0]?.label, best('变分'));
      pick.type('矩阵');
      pick.hide();
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal(pick.lists.length, before + 1);
    }));
});
