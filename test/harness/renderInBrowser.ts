import { launchBrowser } from './browser';
import { ArticlePages } from './articlePages';

export interface BrowserTimes {
  /** From the request of the page until the whole article is laid out, in ms: rendering, transport, scripts and styles included. */
  readonly all: number;
  /** Until its first piece is. */
  readonly first: number;
  /** Until MathJax 2.7.9 has set the same article, from the request of its page. */
  readonly mathjax: number;
}

/**
 * Shows an article in a fresh page both ways, `runs` times in turn after one that fills the browser's caches and warms the
 * renderer, and gives medians. Either page is written into a frame of one that stands ready, as VS Code does it: what a
 * browser needs to go to another address is in neither. Ours counts from Markdown: rendering in this process, as the extension host does it, the
 * page's styles and script, transport, parsing, the second wall and layout. The other counts what the blog's page does.
 */
export async function measureInBrowser(markdown: string, runs: number): Promise<BrowserTimes> {
  const pages = await ArticlePages.start('合成的长文', markdown);
  const browser = await launchBrowser({ notesRequests: false });
  const times = { all: [] as number[], first: [] as number[], mathjax: [] as number[] };
  const open = async (address: '/reader' | '/site'): Promise<{ first?: number; all: number }> => {
    const page = await browser.context.newPage();
    try {
      await page.goto(pages.address('around'));
      await page.evaluate(`show('${address}')`);
      await page.waitForFunction('window.times?.all !== undefined', undefined, { timeout: 120_000 });
      return await page.evaluate<{ first?: number; all: number }>('window.times');
    } finally {
      await page.close();
    }
  };
  try {
    for (let run = 0; run <= runs; run++) {
      const site = await open('/site');
      const reader = await open('/reader');
      if (run === 0) continue;
      times.mathjax.push(site.all);
      times.first.push(reader.first ?? NaN);
      times.all.push(reader.all);
    }
  } finally {
    await browser.close();
    pages.close();
  }
  const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1] ?? NaN;
  return { all: median(times.all), first: median(times.first), mathjax: median(times.mathjax) };
}
