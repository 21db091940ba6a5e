import { build } from 'esbuild';
import { launchBrowser, type Browser } from '../harness/browser';
import { root } from '../harness/paths';

/** What the page's own wall lets through, put into a page that has no Content-Security-Policy to help it. */
export interface Passed {
  readonly ran: boolean;
  readonly tags: readonly string[];
  /** Names of attributes that run, load or steer. */
  readonly attributes: readonly string[];
  readonly addresses: readonly string[];
  readonly styles: readonly string[];
  readonly html: string;
}

const forbiddenTags = 'script,style,iframe,object,embed,base,meta,link,form,input,button,video,audio,use,animate,template,foreignObject';
const forbiddenAttributes = '^on|^(?:src|srcset|poster|background|action|formaction|data-vscode-context|tabindex|contenteditable|accesskey)$';

/** A browser page with the webview's `sanitize`. */
export class WallPage {
  private constructor(private readonly browser: Browser) {}

  static async open(): Promise<WallPage> {
    const browser = await launchBrowser();
    const bundle = await build({
      stdin: { contents: `import { sanitize } from './src/webview/sanitize'; globalThis.sanitize = sanitize;`, resolveDir: root, loader: 'ts' },
      bundle: true,
      write: false,
      format: 'iife',
      absWorkingDir: root,
    });
    await browser.page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
    return new WallPage(browser);
  }

  /** Addresses beyond this machine that anything asked for. */
  get refused(): readonly string[] {
    return this.browser.refused;
  }

  /** Lets HTML through the wall into the page, as text or as a template that holds it already, and clicks on all of it. */
  insert(html: string, as: 'text' | 'template' = 'text'): Promise<Passed> {
    return this.browser.page.evaluate(
      async ({ html, as, forbiddenTags, forbiddenAttributes }) => {
        const page = globalThis as unknown as { sanitize(html: string | HTMLTemplateElement): DocumentFragment; ran?: unknown };
        delete page.ran;
        // What attack corpora call when they run.
        for (const name of ['alert', 'confirm', 'prompt', 'print']) Object.assign(globalThis, { [name]: () => { page.ran = name; } });
        const place = document.createElement('div');
        document.body.replaceChildren(place);
        place.append(page.sanitize(as === 'text' ? html : Object.assign(document.createElement('template'), { innerHTML: html })));
        const result = place.innerHTML;
        // An address that may stay leads out of this page when it is clicked; that is the reader's to decide.
        place.addEventListener('click', (event) => {
          if (/^(?:https?|mailto):/i.test((event.target as Element).closest('a')?.getAttribute('href') ?? '')) event.preventDefault();
        });
        for (const element of place.querySelectorAll<HTMLElement>('*')) element.click?.();
        await new Promise((resolve) => setTimeout(resolve, 15));
        const all = [...place.querySelectorAll('*')];
        return {
          ran: page.ran !== undefined,
          tags: [...place.querySelectorAll(forbiddenTags)].map(({ localName }) => localName),
          attributes: all.flatMap((element) => element.getAttributeNames().filter((name) => new RegExp(forbiddenAttributes).test(name))),
          addresses: all.flatMap((element) => ['href', 'xlink:href'].map((name) => element.getAttribute(name)).filter((address) => address !== null)),
          styles: all.map((element) => element.getAttribute('style') ?? '').filter((style) => /url|fixed/.test(style)),
          html: result,
        };
      },
      { html, as, forbiddenTags, forbiddenAttributes },
    );
  }

  /** Whether the wall gives back what it got, images' addresses aside; else where they part. */
  difference(html: string): Promise<string | undefined> {
    return this.browser.page.evaluate((html) => {
      const page = globalThis as unknown as { sanitize(html: string): DocumentFragment };
      const parsed = document.createElement('template');
      parsed.innerHTML = html;
      for (const image of parsed.content.querySelectorAll('img')) {
        const address = image.getAttribute('src');
        image.removeAttribute('src');
        if (address !== null) image.setAttribute('data-src', address);
      }
      const passed = document.createElement('template');
      passed.content.append(page.sanitize(html));
      const [before, after] = [parsed.innerHTML, passed.innerHTML];
      if (before === after) return undefined;
      let at = 0;
      while (before[at] === after[at]) at++;
      return `${before.slice(Math.max(0, at - 60), at + 80)} ≠ ${after.slice(Math.max(0, at - 60), at + 80)}`;
    }, html);
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
