import type { Words } from './locale';
import { wordsOf } from './locale';

/** Words that CSL styles ask for beside those our own styles use, in English and Chinese: long form, short form where there is one. */
const terms: Readonly<Record<string, readonly [english: string, chinese: string, englishShort?: string]>> = {
  anonymous: ['anonymous', '佚名', 'anon.'], at: ['at', '于'], by: ['by', '著'], in: ['in', '收入'], on: ['on', '于'], and: ['and', '和'],
  'and others': ['and others', '等'], edition: ['edition', '版', 'ed.'], editor: ['editor', '编', 'ed.'], translator: ['translator', '译', 'trans.'],
  letter: ['letter', '书信'], presented: ['presented at', '发表于'], reference: ['reference', '参考文献', 'ref.'], scale: ['scale', '比例'],
  version: ['version', '版本'], circa: ['circa', '约', 'c.'], ibid: ['ibid.', '同上'], interview: ['interview', '访谈'], section: ['section', '节', 'sec.'],
  chapter: ['chapter', '章', 'chap.'], volume: ['volume', '卷', 'vol.'], issue: ['issue', '期', 'no.'], paragraph: ['paragraph', '段', 'para.'],
  figure: ['figure', '图', 'fig.'], line: ['line', '行', 'l.'], note: ['note', '注', 'n.'], part: ['part', '部分', 'pt.'], verse: ['verse', '行', 'v.'],
};

/**
 * A CSL locale in our own words: enough for posts of a blog, for which a style needs few terms.
 *
 * @param locale a language tag; every Chinese one has Chinese words, every other English ones
 * @returns the XML that a CSL processor reads
 */
export function cslLocale(locale: string): string {
  const chinese = locale.toLowerCase().startsWith('zh');
  const words = wordsOf(chinese ? 'zh-CN' : locale === 'en-GB' ? 'en-GB' : 'en-US');
  const general = Object.entries(terms).flatMap(([name, [english, inChinese, short]]) => [
    term(name, chinese ? inChinese : english),
    ...(short ? [term(name, chinese ? inChinese : short, 'short')] : []),
  ]);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="${chinese ? 'zh-CN' : words.locale}">`,
    `<style-options punctuation-in-quote="${String(words.punctuation === 'inside')}"/>`,
    dateForms(words),
    '<terms>',
    ...general,
    ...ownTerms(words),
    ...months(words),
    ...(chinese ? [] : ordinals),
    '</terms></locale>',
  ].join('');
}

function ownTerms(words: Words): string[] {
  const [open, close, openInner, closeInner] = words.quotes;
  const named: [string, string][] = [
    ['accessed', words.accessed], ['available at', words.availableAt], ['online', words.online], ['internet', words.internet], ['cited', words.cited],
    ['retrieved', words.retrieved], ['from', words.from], ['et-al', words.etAl], ['open-quote', open], ['close-quote', close],
    ['open-inner-quote', openInner], ['close-inner-quote', closeInner], ['page-range-delimiter', '–'], ['no date', words.noDateLong],
  ];
  return [
    ...named.map(([name, value]) => term(name, value)),
    term('no date', words.noDate, 'short'),
    `<term name="page" form="short"><single>${words.page}</single><multiple>${words.pages}</multiple></term>`,
    words.locale === 'zh-CN' ? term('page', words.page) : '<term name="page"><single>page</single><multiple>pages</multiple></term>',
  ];
}

function months(words: Words): string[] {
  return words.months.flatMap((month, index) => {
    const name = `month-${String(index + 1).padStart(2, '0')}`;
    return [term(name, month), term(name, words.shortMonths[index] ?? month, 'short')];
  });
}

function dateForms(words: Words): string {
  const part = (name: string, attributes: string): string => `<date-part name="${name}" ${attributes}/>`;
  if (words.locale === 'zh-CN') {
    const day = part('year', 'suffix="年"') + part('month', 'form="numeric" suffix="月"') + part('day', 'suffix="日"');
    const numeric = part('year', '') + part('month', 'form="numeric-leading-zeros" prefix="-"') + part('day', 'form="numeric-leading-zeros" prefix="-"');
    return `<date form="text">${day}</date><date form="numeric">${numeric}</date>`;
  }
  const british = words.locale === 'en-GB';
  const text = british
    ? part('day', 'suffix=" "') + part('month', 'suffix=" "') + part('year', '')
    : part('month', 'suffix=" "') + part('day', 'suffix=", "') + part('year', '');
  const numeric = british
    ? part('day', 'form="numeric-leading-zeros" suffix="/"') + part('month', 'form="numeric-leading-zeros" suffix="/"') + part('year', '')
    : part('month', 'form="numeric-leading-zeros" suffix="/"') + part('day', 'form="numeric-leading-zeros" suffix="/"') + part('year', '');
  return `<date form="text">${text}</date><date form="numeric">${numeric}</date>`;
}

const ordinals = [term('ordinal', 'th'), term('ordinal-01', 'st'), term('ordinal-02', 'nd'), term('ordinal-03', 'rd'), term('ordinal-11', 'th'),
  term('ordinal-12', 'th'), term('ordinal-13', 'th')];

function term(name: string, value: string, form?: string): string {
  return `<term name="${name}"${form ? ` form="${form}"` : ''}>${value}</term>`;
}
