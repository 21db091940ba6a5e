import { readFileSync } from 'node:fs';
import type { ArticleSummary } from '../../src/core/model/article';
import { decodeCatalogue } from '../../src/core/catalogue/decodeCatalogue';

/** As long as no blog is: what a list of posts must bear. */
export const longLength = 100_000;
const kinds = ['', '再谈', '浅谈', '新编', '旧文', '细说', '漫步', '重读', '补记', '速写'];

interface Row {
  readonly id: number;
  readonly title: string;
  readonly day: Date;
}

/** Posts with the titles of the blog, each many times with another word before it, seventeen a day. */
function rows(length: number): Row[] {
  const titles = decodeCatalogue(JSON.parse(readFileSync(new URL('../../media/catalogue.json', import.meta.url), 'utf8'))).map(({ title }) => title);
  const last = Date.UTC(2026, 0, 1);
  return Array.from({ length }, (_, index) => {
    const round = Math.floor(index / titles.length);
    const title = `${kinds[round % kinds.length] ?? ''}${round < kinds.length ? '' : `其${Math.floor(round / kinds.length)}`}${titles[index % titles.length] ?? ''}`;
    return { id: length - index, title, day: new Date(last - Math.floor(index / 17) * 86_400_000) };
  });
}

/** The posts of such a blog. */
export function longArticles(): ArticleSummary[] {
  return rows(longLength).map(({ id, title, day }) => ({ id: String(id), title, date: day.toISOString().slice(0, 10), category: '数学研究', tags: ['线性代数', '优化'], url: `https://kexue.fm/archives/${id}` }));
}

/** The page `/content.html` of such a blog, with `news` posts more than before. */
export function longContentPage(news = 0): string {
  let year = 0;
  let month = 0;
  const parts = rows(longLength + news).map(({ id, title, day }) => {
    const heads: string[] = [];
    if (day.getUTCFullYear() !== year) heads.push(`${year === 0 ? '' : '</ul></li></ul>'}<h3>${day.getUTCFullYear()}年</h3><ul>`);
    if (day.getUTCFullYear() !== year || day.getUTCMonth() !== month) heads.push(`<li><span>${day.getUTCMonth() + 1}月</span><ul>`);
    year = day.getUTCFullYear();
    month = day.getUTCMonth();
    return `${heads.join('')}<li>${day.getUTCDate()}日: <a href="/archives/${id}">${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</a> (<a href="/archives/${id}#PostComment">3</a>)</li>\n`;
  });
  return `<html><head><title>归档 - 科学空间|Scientific Spaces</title></head><body><div id="archives_body"><div id="archives">${parts.join('')}</ul></li></ul></div></div></body></html>`;
}
