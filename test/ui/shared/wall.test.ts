import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseArticlePage } from '../../../src/core/blog/articlePage';
import { renderArticle } from '../../../src/core/render/renderArticle';
import { startReplicaBlog } from '../../harness/blog';
import { sharedDir } from '../../harness/paths';
import { WallPage } from '../wallPage';

const readCorpus = (name: string): unknown[] => JSON.parse(readFileSync(path.join(sharedDir, 'corpora', name), 'utf8')) as unknown[];

describe('the second wall, on shared data', () => {
  let wall: WallPage;
  before(async () => {
    wall = await WallPage.open();
  });
  after(() => wall.close());

  it('lets none of the collected attacks run or load', async () => {
    const attacks = readCorpus('xss-dompurify.json') as { id: string; payload: string }[];
    const through: unknown[] = [];
    for (const { id, payload } of attacks) {
      for (const as of ['text', 'template'] as const) {
        const { ran, tags, attributes, addresses, styles } = await wall.insert(payload, as);
        const astray = addresses.filter((address) => !/^(?:https?:|mailto:|#)/i.test(address));
        if (ran || tags.length + attributes.length + astray.length + styles.length > 0) through.push({ id, as, ran, tags, attributes, astray, styles });
      }
    }
    console.log(`${attacks.length} attacks, ${through.length} through the wall`);
    assert.ok(attacks.length > 100);
    assert.deepEqual(through, []);
    assert.deepEqual(wall.refused.slice(), []);
  });

  it('takes nothing from any article', async () => {
    const blog = await startReplicaBlog({ gate: false });
    const ids = readdirSync(path.join(sharedDir, 'replica/articles')).filter((name) => name.endsWith('.html')).map((name) => name.slice(0, -5));
    const changed: string[] = [];
    let formulas = 0;
    try {
      for (const id of ids) {
        const url = `https://kexue.fm/archives/${id}`;
        const article = parseArticlePage(await (await fetch(`${blog.url}/archives/${id}`)).text(), { id, url });
        const absolute = (address: string): string => new URL(address, url).href;
        const rendered = renderArticle(article.markdown, { resolveLink: (href) => ({ href: absolute(href) }), resolveImage: absolute });
        formulas += rendered.formulas.length;
        const difference = await wall.difference(rendered.html);
        if (difference !== undefined) changed.push(`${id}: ${difference}`);
      }
    } finally {
      await blog.close();
    }
    console.log(`${ids.length} articles, ${formulas} formulas, ${changed.length} articles changed by the wall`);
    assert.ok(ids.length > 0);
    assert.deepEqual(changed, []);
  });
});
