import { readFileSync } from 'node:fs';
import { Catalogue } from '../../src/core/catalogue/catalogue';
import { decodeCatalogue } from '../../src/core/catalogue/decodeCatalogue';
import { findSeries } from '../../src/core/catalogue/series';
import { median, timed } from './timing';

const ROUNDS = 101;

export async function run(report: (row: { name: string; value: number; unit: string; ratio?: number; against?: string }) => void): Promise<void> {
  const text = readFileSync(new URL('../../media/catalogue.json', import.meta.url), 'utf8');
  const articles = decodeCatalogue(JSON.parse(text));
  const objects = JSON.stringify(articles);
  const times = { load: [] as number[], columns: [] as number[], objects: [] as number[], series: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.columns.push(timed(() => JSON.parse(text)));
    times.objects.push(timed(() => JSON.parse(objects)));
    times.load.push(timed(() => Catalogue.decode(JSON.parse(text))));
    times.series.push(timed(() => findSeries(articles)));
  }
  const whole = median(times.objects);
  const against = 'JSON.parse of all summaries as objects';
  report({ name: 'catalogue.load', value: median(times.load), unit: 'ms', ratio: median(times.load) / whole, against });
  report({ name: 'catalogue.parse', value: median(times.columns), unit: 'ms', ratio: median(times.columns) / whole, against });
  report({ name: 'catalogue.series', value: median(times.series), unit: 'ms' });
}
