import { Parser } from 'htmlparser2';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArticlePage } from '../../src/core/blog/articlePage';
import { htmlToMarkdown } from '../../src/core/convert/htmlToMarkdown';
import { blogPage } from '../core/blog/blogPage';
import type { Row } from './row';
import { median, timed } from './timing';

interface Page {
  readonly id: string;
  readonly html: string;
}

/** Pages of the test data's replica where it is, else one of our own that looks like them. */
async function pages(): Promise<Page[]> {
  const shared = path.resolve(process.env['SHARED_DIR'] ?? '../shared');
  const articles = path.join(shared, 'replica/articles');
  if (!existsSync(articles)) return [{ id: '123', html: blogPage({ body: ownText(150_000) }) }];
  const { startReplica } = (await import(pathToFileURL(path.join(shared, 'replica/server.mjs')).href)) as {
    startReplica: (options: object) => Promise<{ url: string; close: () => Promise<void> }>;
  };
  const site = await startReplica({ articleDirs: [articles], gate: false, faults: [] });
  const ids = readdirSync(articles).filter((file) => file.endsWith('.html')).map((file) => path.basename(file, '.html')).slice(0, 80);
  const found: Page[] = [];
  for (const id of ids) found.push({ id, html: await (await fetch(`${site.url}/archives/${id}`)).text() });
  await site.close();
  return found;
}

/** The text of a page alone: what stands in `#PostContent`. */
function bodyOf({ html }: Page): string {
  return html.slice(html.indexOf('id="PostContent">') + 17, html.indexOf('<p><em><strong>转载'));
}

function ownText(length: number): string {
  const paragraph =
    '<p>设$x_1,\\cdots,x_n$为实数，由<a href="/archives/12" target="_blank">《前文》</a>可得：<br/>\n\\begin{equation}\\begin{aligned}y=&amp;\\,\\sum_{i=1}^n x_i\\\\<br/>\n\\leq&amp;\\,n\\max_i x_i\\end{aligned}\\end{equation}<br/>\n其中<strong>等号</strong>成立当且仅当所有$x_i$都相等。</p>';
  return paragraph.repeat(Math.ceil(length / paragraph.length));
}

/** What any converter must at least do: htmlparser2's parser over the same text, with handlers that do next to nothing. */
function bareSax(html: string): void {
  let length = 0;
  const parser = new Parser({ onopentag: () => void length++, onclosetag: () => void length++, ontext: (text) => void (length += text.length) }, { decodeEntities: true });
  parser.write(html);
  parser.end();
}

/** Medians of what the actions take, in turns. */
function race(rounds: number, ...actions: readonly (() => void)[]): number[] {
  const times = actions.map((): number[] => []);
  for (let round = 0; round < rounds; round++) for (const [index, action] of actions.entries()) times[index]?.push(timed(action));
  return times.map(median);
}

const baseUrl = 'https://kexue.fm/archives/1';

export async function run(report: (row: Row) => void): Promise<void> {
  const all = await pages();
  const bodies = all.map(bodyOf);
  const [page = 0, barePage = 0, body = 0, bareBody = 0] = race(
    25,
    () => all.forEach(({ id, html }) => parseArticlePage(html, { id, url: `https://kexue.fm/archives/${id}` })),
    () => all.forEach(({ html }) => bareSax(html)),
    () => bodies.forEach((html) => htmlToMarkdown(html, { baseUrl })),
    () => bodies.forEach(bareSax),
  );
  report({ name: 'convert.page', value: page / all.length, unit: 'ms', ratio: page / barePage, against: 'a bare htmlparser2 pass over the same pages' });
  report({ name: 'convert.body', value: body / all.length, unit: 'ms', ratio: body / bareBody, against: 'a bare htmlparser2 pass over the texts alone' });
  const small = ownText(1_000_000);
  const large = ownText(10_000_000);
  const [tenth = 0, whole = 0] = race(7, () => htmlToMarkdown(small, { baseUrl }), () => htmlToMarkdown(large, { baseUrl }));
  report({ name: 'convert.linear', value: whole, unit: 'ms', ratio: whole / tenth, against: 'a page of a tenth of the length' });
}
