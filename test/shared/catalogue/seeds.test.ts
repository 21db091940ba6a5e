import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Catalogue } from '../../../src/core/catalogue/catalogue';
import { decodeCatalogue } from '../../../src/core/catalogue/decodeCatalogue';
import { SearchIndex } from '../../../src/core/search/searchIndex';

const root = path.resolve(__dirname, '../../..');
const seeds = path.resolve(root, process.env.SHARED_DIR ?? '../shared', 'seeds');
const catalogue = new Catalogue(decodeCatalogue(JSON.parse(readFileSync(path.join(root, 'media/catalogue.json'), 'utf8'))));
const index = new SearchIndex(catalogue.articles);

/** `000 = 10007, 10088, …` in the folder's README. */
const posts = [...readFileSync(path.join(seeds, 'README.md'), 'utf8').matchAll(/\b(\d{3}) = ([\d, ]+)/g)].map(([, document, ids]) => ({
  document: document as string,
  ids: (ids as string).split(',').map((id) => id.trim()),
}));
const textOf = (document: string): string => {
  const file = readdirSync(seeds).find((name) => name.startsWith(`${document}_`));
  return readFileSync(path.join(seeds, file as string), 'utf8');
};
/** The documents write full-width punctuation as half-width. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s“”"]/g, '');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

describe('the posts behind the seed documents', () => {
  for (const { document, ids } of posts) {
    for (const id of ids) {
      it(`${id} is found by its title, with the date that document ${document} names`, () => {
        const article = catalogue.get(id);
        assert.ok(article);
        assert.equal(index.search(article.title).first(1)[0]?.article.id, id);
        const text = textOf(document);
        const [, month, day] = article.date.split('-').map(Number) as [number, number, number];
        const shortDate = `${day} ${months[month - 1]}`;
        assert.ok(text.includes(article.date) || text.includes(shortDate), `${article.date} in ${document}`);
        // One title is missing in the fourth document, as its folder's README says.
        if (id !== '9497') assert.ok(plain(text).includes(plain(article.title)), article.title);
      });
    }
  }

  it('are 32', () => assert.equal(posts.flatMap(({ ids }) => ids).length, 32));
});
