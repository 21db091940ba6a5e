import { Parser } from 'htmlparser2';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { htmlToMarkdown } from '../../src/core/convert/htmlToMarkdown';

type Row = { name: string; value: number; unit: string; ratio?: number; against?: string };

/** Articles of the test data where they are, else paragraphs of our own that look like them. */
function bodies(): string[] {
  const folder = path.join(path.resolve(process.env['SHARED_DIR'] ?? '../shared'), 'replica/articles');
  if (existsSync(folder)) {
    return readdirSync(folder).filter((file) => file.endsWith('.html')).slice(0, 80).map((file) => readFileSync(path.join(folder, file), 'utf8'));
  }
  return [ownPage(150_000)];
}

function ownPage(length: number): string {
  const paragraph =
    '<p>设$x_1,\\cdots,x_n$为实数，由<a href="/archives/12" target="_blank">《前文》</a>可得：<br/>\n\\begin{equation}\\begin{aligned}y=&amp;\\,\\sum_{i=1}^n x_i\\\\<br/>\n\\leq&amp;\\,n\\max_i x_i\\end{aligned}\\end{equation}<br/>\n其中<strong>等号</strong>成立当且仅当所有$x_i$都相等。</p>';
  return paragraph.repeat(Math.ceil(length / paragraph.length));
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function time(action: () => void): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

/** What any converter must at least do: htmlparser2's own parser over the same text, with handlers that do nothing much. */
function bareSax(html: string): void {
  let length = 0;
  const parser = new Parser({ onopentag: () => void length++, onclosetag: () => void length++, ontext: (text) => void (length += text.length) }, { decodeEntities: true });
  parser.write(html);
  parser.end();
}

export async function run(report: (row: Row) => void): Promise<void> {
  const pages = bodies();
  const convert = (html: string): void => void htmlToMarkdown(html, { baseUrl: 'https://kexue.fm/archives/1' });
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < 25; round++) {
    bare.push(time(() => pages.forEach(bareSax)));
    ours.push(time(() => pages.forEach(convert)));
  }
  report({ name: 'convert.page', value: median(ours) / pages.length, unit: 'ms', ratio: median(ours) / median(bare), against: 'htmlparser2 SAX pass over the same bodies' });
  const small = ownPage(1_000_000);
  const large = ownPage(10_000_000);
  const smallTimes: number[] = [];
  const largeTimes: number[] = [];
  for (let round = 0; round < 7; round++) {
    smallTimes.push(time(() => convert(small)));
    largeTimes.push(time(() => convert(large)));
  }
  report({ name: 'convert.linear', value: median(largeTimes), unit: 'ms', ratio: median(largeTimes) / median(smallTimes), against: 'a page of a tenth of the length' });
}
