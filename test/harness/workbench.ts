import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { startDemo, type Blog } from './blog';
import { launchBrowser, type Browser } from './browser';
import { addDisplayLanguage, createProfile, deleteProfile, installVsix, linkExtension, startServer, workbenchUrl, writeSettings, type HostServer, type Profile, type Settings } from './host';
import { installHost } from './installHost';
import { root, screenshotDir } from './paths';
import { themes, type Theme } from './themes';
import { findOrPackageVsix } from './vsix';
import { actionTimeoutMs, until } from './waiting';
import { createWorkspace, deleteWorkspace } from './workspace';

export interface WorkbenchOptions {
  /** Beside the quiet ones and the address of the blog. */
  readonly settings?: Settings;
  /** The blog to read from, closed with the workbench; the demo blog if not given. `undefined` in `settings` wins. */
  readonly blog?: Blog;
  /** The folder to open; a copy of the sample workspace if not given. Deleted at the end. */
  readonly folder?: string;
  /** How the extension gets in: the packed VSIX (what users get), the checkout itself (what `dist/` holds now), or not at all. */
  readonly extension?: 'vsix' | 'checkout' | 'none';
  /** Other VSIX files or folders to install, for measurements. */
  readonly alsoInstall?: readonly string[];
  readonly theme?: Theme;
  /** Display language of the browser and of the extension, `zh-cn`; VS Code's own words stay English. */
  readonly locale?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

const startTimeoutMs = 60_000;
const commandAttempts = 5;
/** Within this, what was done shows, or it is done again: it met something that was not ready. */
const attemptMs = 3000;

/** A real VS Code with the extension, driven as a person does: by keys, clicks and what is to be seen. */
export class Workbench {
  private theme: Theme;

  private constructor(
    readonly page: Page,
    readonly folder: string,
    readonly blog: Blog,
    private readonly browser: Browser,
    private readonly server: HostServer,
    private readonly profile: Profile,
    private settings: Settings,
    theme: Theme,
  ) {
    this.theme = theme;
    page.setDefaultTimeout(actionTimeoutMs);
  }

  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    const host = await installHost();
    const blog = options.blog ?? (await startDemo({ gate: true }));
    const folder = options.folder ?? createWorkspace();
    const theme = options.theme ?? 'light';
    // Nothing is asked of the blog but by the test: what comes in between moves rows and changes counts.
    const blogSettings = { 'scientificSpaces.blog.baseUrl': blog.url, 'scientificSpaces.blog.mirrors': [], 'scientificSpaces.blog.refreshAutomatically': false };
    const settings = { 'workbench.colorTheme': themes[theme].id, ...blogSettings, ...options.settings };
    const profile = createProfile(settings);
    const extension = options.extension ?? 'vsix';
    // Linked folders first: what is installed later makes a list of the extensions that are there.
    const [packages, folders] = [true, false].map((packed) => (options.alsoInstall ?? []).filter((each) => each.endsWith('.vsix') === packed)) as [string[], string[]];
    for (const each of folders) linkExtension(profile, each);
    if (extension === 'vsix') await installVsix(host, profile, await findOrPackageVsix());
    if (extension === 'checkout') linkExtension(profile, root);
    for (const each of packages) await installVsix(host, profile, each);
    if (options.locale) addDisplayLanguage(profile, options.locale);
    const server = await startServer(host, profile, { arguments: options.locale ? ['--locale', options.locale] : [] });
    const browser = await launchBrowser({ locale: options.locale, ...options.size });
    const workbench = new Workbench(browser.page, folder, blog, browser, server, profile, settings, theme);
    await workbench.load();
    return workbench;
  }

  private async load(): Promise<void> {
    await this.page.goto(workbenchUrl(this.server, { folder: this.folder }));
    await this.page.locator('.monaco-workbench').waitFor({ timeout: startTimeoutMs });
    await this.page.locator('.statusbar').waitFor({ timeout: startTimeoutMs });
  }

  /** Opens another window on the same folder, which ends with this one. */
  async openWindow(): Promise<Workbench> {
    const { folder, blog, browser, server, profile, settings, theme } = this;
    const window = new Workbench(await browser.context.newPage(), folder, blog, browser, server, profile, settings, theme);
    await window.load();
    return window;
  }

  /** Reloads the window, as `Developer: Reload Window` does. */
  async reload(): Promise<void> {
    await this.load();
  }

  /** Ends all it started. Rejects when something asked for an address beyond this machine. */
  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await this.blog.close();
    await Promise.all([deleteProfile(this.profile), deleteWorkspace(this.folder)]);
    if (this.browser.refused.length > 0) throw new Error(`Asked for beyond this machine: ${this.browser.refused.join(' ')}`);
  }

  /** What the server of the host has printed, for the message of a failure. */
  hostLog(): string {
    return this.server.log();
  }

  // --- commands and choices

  /** Runs a command from the palette by its whole title or a part of it. */
  async runCommand(title: string): Promise<void> {
    const row = this.pickRows(title).first();
    for (let attempt = 0; ; attempt++) {
      const timeout = attempt < commandAttempts ? attemptMs : actionTimeoutMs;
      try {
        await this.page.keyboard.press('F1');
        await this.quickInput.locator('input.input').fill(`>${title}`, { timeout });
        await row.click({ timeout });
        return;
      } catch (error) {
        // The palette lists what was known when it opened: just after a start, not yet the commands of extensions. And it
        // closes when something else takes the focus.
        if (attempt === commandAttempts) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** The box at the top: palette, pickers, input boxes. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /** Opens a picker by a key and types into it. One that closes before that, as something else takes the focus, is opened again. */
  async openPicker(key: string, text: string): Promise<void> {
    await until(`the picker of ${key}`, async () => {
      await this.page.keyboard.press(key);
      await this.quickInput.locator('input.input').fill(text, { timeout: attemptMs });
      return true;
    });
  }

  async typeInQuickInput(text: string): Promise<void> {
    await this.quickInput.locator('input.input').fill(text);
  }

  /** The rows of the open picker that hold `text`. */
  pickRows(text?: string): Locator {
    return this.quickInput.locator('.quick-input-list .monaco-list-row', text === undefined ? {} : { hasText: text });
  }

  /** Waits until the first row, which Enter takes, is named `label`: rows move while they come in. */
  async firstPick(label: string | RegExp): Promise<void> {
    const name = this.pickRows().first().locator('.label-name').first();
    await until(`${label} in the first row`, async () => {
      const shown = await name.textContent({ timeout: attemptMs });
      return typeof label === 'string' ? shown === label : label.test(shown ?? '');
    });
  }

  /** Clicks the first row that holds `text`. */
  async pick(text: string): Promise<void> {
    await this.pickRows(text).first().click();
  }

  /** Presses Enter until the box has gone: what it shows may not be ready for the first. */
  private async acceptQuickInput(): Promise<void> {
    await until('the box to take what was typed', async () => {
      if (!(await this.quickInput.isVisible())) return true;
      await this.quickInput.locator('input.input').press('Enter', { timeout: attemptMs }); // nowhere else: not into the text
      await this.quickInput.waitFor({ state: 'hidden', timeout: attemptMs });
      return true;
    });
  }

  /**
   * Gives a path to the file dialog of this title. It looks at the folder before it takes Enter, puts its own path over
   * what was typed while it opens, and closes in its own time.
   */
  async answerFileDialog(title: string, file: string): Promise<void> {
    await this.quickInput.getByText(title).waitFor();
    const input = this.quickInput.locator('input.input');
    await until(`the file dialog to take ${file}`, async () => {
      if (!(await this.quickInput.isVisible())) return true;
      await this.page.waitForTimeout(700);
      const typed = await input.inputValue({ timeout: attemptMs });
      if (typed === file) await this.page.keyboard.press('Enter');
      else await input.fill(file, { timeout: attemptMs });
      return false;
    });
  }

  /** Chooses from the context menu of a row or another element. A menu that closes before it is clicked is opened again. */
  async chooseFromMenu(target: Locator, item: string): Promise<void> {
    const entry = this.page.getByRole('menuitem', { name: item, exact: true });
    await until(`“${item}” in a menu`, async () => {
      await target.click({ button: 'right' });
      await entry.click({ timeout: attemptMs });
      return true;
    });
  }

  // --- views

  /** Opens the extension's side bar. After a reload it may come by itself meanwhile: a click then closes it, the next opens it. */
  async openSideBar(title = /科学空间|Scientific Spaces/): Promise<void> {
    const icon = this.page.locator('.activitybar').getByRole('tab', { name: title });
    await until('the side bar', async () => {
      if ((await icon.getAttribute('aria-selected')) !== 'true') await icon.click();
      await icon.and(this.page.locator('[aria-selected="true"]')).waitFor({ timeout: attemptMs });
      await this.page.locator('.sidebar .pane-header').first().waitFor({ timeout: attemptMs });
      return true;
    });
  }

  /** The pane of a view, by the name in its header. */
  view(name: string): Locator {
    return this.page.locator('.sidebar .pane', { has: this.page.locator('.pane-header', { hasText: name }) });
  }

  /** Rows of a view that are to be seen now; VS Code keeps no others in the page. */
  treeRows(viewName: string, text?: string): Locator {
    return this.view(viewName).locator('.monaco-list-row', text === undefined ? {} : { hasText: text });
  }

  /** Expands a collapsed view or leaves an expanded one. */
  async expandView(name: string): Promise<void> {
    const header = this.view(name).locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  }

  // --- text editors

  /** Opens a file of the workspace and puts the cursor into it. */
  async openFile(name: string): Promise<void> {
    await this.openPicker('Control+P', name);
    await this.pick(name);
    await this.page.locator('.tab.active', { hasText: path.basename(name) }).waitFor();
    await this.editor.waitFor();
    await this.editor.click();
  }

  /** The editor in the active group. */
  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** Puts the cursor at a line and column, from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.openPicker('Control+G', `:${line}:${column}`);
    await this.acceptQuickInput();
  }

  /** The whole text of the active editor, by way of the clipboard. */
  async editorText(): Promise<string> {
    await this.editor.click();
    await this.page.keyboard.press('Control+A');
    return this.copied(() => this.page.keyboard.press('Control+C'));
  }

  /** Waits until the active editor shows `text` in a line. */
  async waitForText(text: string): Promise<void> {
    await this.editor.locator('.view-line').filter({ hasText: text }).first().waitFor();
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** The folder in which the extension keeps what it has fetched from the blog of the workbench. */
  get storageFolder(): string {
    const all = path.join(path.dirname(this.profile.settingsFile), 'globalStorage/scientific-spaces.scientific-spaces');
    const [folder = ''] = readdirSync(all).filter((name) => existsSync(path.join(all, name, 'articles')));
    return path.join(all, folder);
  }

  /** A file of the workspace as the disk has it. */
  readFile(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  writeFile(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text);
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** What `copy` puts on the clipboard, once it is there. */
  async copied(copy: () => Promise<unknown>): Promise<string> {
    const before = `nothing copied ${Date.now()}`;
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), before);
    await copy();
    return until('a text on the clipboard', async () => {
      const text = await this.clipboard();
      return text === before ? undefined : text;
    });
  }

  /** Drags a row into the line of the active editor that holds `text`; with Shift, as VS Code wants it for files, or without. */
  async dragIntoEditor(row: Locator, text: string, { withShift = false } = {}): Promise<void> {
    const target = this.editor.locator('.view-line', { hasText: text }).first();
    await target.waitFor();
    await row.hover(); // which waits until it stands still
    const [from, to] = [await row.boundingBox(), await target.boundingBox()];
    if (!from || !to) throw new Error('The row or the line is not to be seen');
    const { mouse, keyboard } = this.page;
    await mouse.move(from.x + 80, from.y + from.height / 2);
    await mouse.down();
    await mouse.move(from.x + 120, from.y + from.height / 2, { steps: 4 });
    if (withShift) await keyboard.down('Shift');
    await mouse.move(to.x + 200, to.y + to.height / 2, { steps: 12 });
    await this.page.waitForTimeout(1000); // the tree hands over what is dragged in the meantime
    await mouse.move(to.x + 201, to.y + to.height / 2, { steps: 2 });
    await mouse.up();
    if (withShift) await keyboard.up('Shift');
  }

  // --- webviews

  /** The inside of the webview that is to be seen. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  }

  /** The same as a frame, to run a function inside. */
  async webviewFrame(): Promise<Frame> {
    const outer = await this.page.locator('iframe.webview.ready:visible').first().elementHandle();
    const inner = await (await outer?.contentFrame())?.waitForSelector('iframe#active-frame');
    const frame = await inner?.contentFrame();
    if (!frame) throw new Error('No webview is to be seen');
    return frame;
  }

  // --- messages, pictures

  /** Notification toasts that are to be seen. */
  toast(text?: string): Locator {
    return this.page.locator('.notification-toast', text === undefined ? {} : { hasText: text });
  }

  /** Changes the user's settings and reloads the window: the host may not see at once that the file has changed. */
  async changeSettings(change: Settings): Promise<void> {
    this.settings = { ...this.settings, ...change };
    writeSettings(this.profile, this.settings);
    await this.load();
  }

  async setTheme(theme: Theme): Promise<void> {
    if (theme === this.theme) return;
    const { id, label, className } = themes[theme];
    await until(`the theme ${label}`, async () => {
      await this.runCommand('Preferences: Color Theme');
      await this.pickRows('Modern').first().waitFor({ timeout: attemptMs });
      await this.typeInQuickInput(label);
      await this.pickRows(label).and(this.page.locator('.focused')).first().waitFor({ timeout: attemptMs });
      await this.page.keyboard.press('Enter');
      await this.quickInput.waitFor({ state: 'hidden' });
      await this.page.locator(`.monaco-workbench.${className}`).waitFor({ timeout: attemptMs });
      return true;
    });
    this.settings = { ...this.settings, 'workbench.colorTheme': id };
    this.theme = theme;
  }

  /** Keeps a picture as `test/screenshots/<name>-<theme>.png`, of what fades in or out as it is then. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshotDir, { recursive: true });
    await this.page.screenshot({ path: path.join(screenshotDir, `${name}-${this.theme}.png`), animations: 'disabled' });
  }

  /** One picture in each of the three themes; the theme of before is then back. */
  async screenshotInAllThemes(name: string): Promise<void> {
    const before = this.theme;
    for (const theme of Object.keys(themes) as Theme[]) {
      await this.setTheme(theme);
      await this.page.mouse.move(640, 795); // no hover in the picture
      await this.page.waitForTimeout(500); // colours fade over
      await this.screenshot(name);
    }
    await this.setTheme(before);
  }
}
