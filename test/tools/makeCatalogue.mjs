// Makes media/catalogue.json: node test/tools/makeCatalogue.mjs PATH/TO/catalogue.jsonl
// Each line of the source is {"id", "title", "date", "category", "tags"}; null where not known.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { require } from 'tsx/cjs/api';

const [source] = process.argv.slice(2);
if (!source) {
  console.error('usage: node test/tools/makeCatalogue.mjs PATH/TO/catalogue.jsonl');
  process.exit(1);
}
const { Catalogue } = require('../../src/core/catalogue/catalogue.ts', import.meta.url);
const { articleUrl } = require('../../src/core/catalogue/decodeCatalogue.ts', import.meta.url);

const summaries = readFileSync(source, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line))
  .map(({ id, title, date, category, tags }) => ({
    id: String(id),
    title,
    date: date ?? '',
    category: category ?? undefined,
    tags: tags ?? [],
    url: articleUrl(String(id)),
  }));
const target = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../media/catalogue.json');
writeFileSync(target, `${JSON.stringify(new Catalogue(summaries).toColumns())}\n`);
console.log(`${summaries.length} posts → ${path.relative(process.cwd(), target)}`);
