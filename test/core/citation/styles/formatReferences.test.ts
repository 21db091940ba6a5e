import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CitationItem } from '../../../../src/core/citation/citationItem';
import { scientificSpaces } from '../../../../src/core/citation/citationItem';
import { formatReferences, referenceStyles } from '../../../../src/core/citation/styles';

function item(facts: Partial<CitationItem> = {}): CitationItem {
  return {
    ...scientificSpaces,
    id: '1',
    title: '谈谈“熵”与《信息论》',
    date: '2021-03-04',
    url: 'https://kexue.fm/archives/1',
    accessedOn: '2026-01-02',
    ...facts,
  };
}

const person = (family: string, given: string): CitationItem['authors'][number] => ({ literal: `${given} ${family}`, family, given });
const one = (style: string, facts: Partial<CitationItem> = {}, output: 'plain' | 'markdown' | 'html' | 'latex' = 'plain'): string =>
  formatReferences([item(facts)], style, output).entries[0] ?? '';

void describe('formatReferences', () => {
  void it('changes quotation marks inside a quoted title to the inner kind, and leaves them in a bare one', () => {
    assert.match(one('ieee'), /“谈谈‘熵’与《信息论》,” 科学空间/);
    assert.match(one('apa'), /\. 谈谈“熵”与《信息论》\. 科学空间/);
    assert.match(formatReferences([item()], 'ieee', 'plain', { locale: 'zh-CN' }).entries[0] ?? '', /《谈谈“熵”与〈信息论〉》, 科学空间/);
  });

  void it('takes double marks for the outer ones beside an apostrophe that opens nothing', () => {
    assert.match(one('apa', { title: '\'tis the "quoted \'inner\' word"' }), /\. ’tis the “quoted ‘inner’ word\.” 科学空间/);
    assert.match(one('apa', { title: 'the \'quoted "inner" word\'' }), /\. the “quoted ‘inner’ word\.” 科学空间/);
  });

  void it('puts full stop and comma inside every closing mark in American English', () => {
    assert.match(one('ieee', { title: '说“一”' }), /“说‘一,’” 科学空间/);
    assert.match(one('modern-language-association', { title: '说“一”' }), /“说‘一\.’” 科学空间/);
  });

  void it('adds no full stop after ? and !', () => {
    assert.match(one('apa', { title: 'What is entropy?' }), /What is entropy\? 科学空间/);
    assert.match(one('gb-t-7714-2025-numeric', { title: '行吗?' }), /行吗\?\[EB\/OL\]\. （2021-03-04）\[2026-01-02\]\. https:\/\/kexue\.fm\/archives\/1\.$/);
  });

  void it('keeps the capitals of Chinese and romanised titles, and sets an English one with capitals', () => {
    assert.match(one('chicago-author-date', { title: 'n > 8.33 log N 的可用性' }), /“n > 8\.33 log N 的可用性\.”/);
    assert.match(one('modern-language-association', { title: 'a tale of iPhone and the end' }), /“A Tale of iPhone and the End\.”/);
    const latin = formatReferences([item({ title: 'log of it' })], 'modern-language-association', 'plain', { author: 'latin' });
    assert.match(latin.entries[0] ?? '', /^Su, Jianlin\. “log of it\.” Scientific Spaces/);
  });

  void it('begins with what there is when a post names no author', () => {
    const authors: CitationItem['authors'] = [];
    assert.match(one('blog', { authors }), /^\(Mar\. 04, 2021\)\. 《/);
    assert.match(one('apa', { authors }), /^谈谈“熵”与《信息论》\. \(2021, March 4\)\. /);
    assert.match(one('gb-t-7714-2025-numeric', { authors }), /^\[1\] 佚名\. /);
    assert.equal(formatReferences([item({ authors, title: 'a word on entropy' })], 'apa', 'plain').inText, '(“A Word on Entropy,” 2021)');
  });

  void it('tells undated posts apart as each style does', () => {
    const two = [item({ id: '1', title: 'an epsilon', date: '' }), item({ id: '2', title: '残差', date: '' })];
    assert.equal(formatReferences(two, 'harvard-cite-them-right', 'plain').inText, '(苏剑林, no date a, no date b)');
    assert.equal(formatReferences(two, 'apa', 'plain').inText, '(苏剑林, n.d.-a, n.d.-b)');
  });

  void it('orders titles word by word', () => {
    const two = [item({ id: '1', title: 'an epsilon' }), item({ id: '2', title: 'A note' })];
    assert.deepEqual(formatReferences(two, 'modern-language-association', 'plain').order, [1, 0]);
  });

  void it('says of an undated post that it is one', () => {
    const undated = { date: '' };
    assert.equal(one('apa', undated), '苏剑林. (n.d.). 谈谈“熵”与《信息论》. 科学空间. Retrieved January 2, 2026, from https://kexue.fm/archives/1');
    assert.match(one('gb-t-7714-2015-author-date', undated), /^苏剑林, \[2026\]\. /);
  });

  void it('names several authors as each style does', () => {
    const authors = [person('Doe', 'Jean-Luc M.'), person('Eco', 'Ada'), person('Fox', 'Bo')];
    assert.match(one('apa', { authors }), /^Doe, J\.-L\. M\., Eco, A\., & Fox, B\. \(2021, March 4\)/);
    assert.match(one('nature', { authors }), /^1\. {2}Doe, J\.-L\. M\., Eco, A\. & Fox, B\. /);
    assert.match(one('nlm-citation-sequence', { authors }), /^1\. Doe JLM, Eco A, Fox B\. /);
    assert.match(one('gb-t-7714-2015-numeric', { authors }), /^\[1\] DOE J L M, ECO A, FOX B\. /);
    assert.match(one('ieee', { authors: [{ literal: 'OpenAI' }] }), /^\[1\] OpenAI, “/);
    assert.equal(formatReferences([item({ authors })], 'apa', 'plain').inText, '(Doe et al., 2021)');
  });

  void it('tells posts of one year apart, in the order of the list', () => {
    const posts = [item({ id: '1', date: '2021-05-01', title: '乙' }), item({ id: '2', date: '2021-01-01', title: '甲' })];
    const apa = formatReferences(posts, 'apa', 'plain');
    assert.deepEqual(apa.order, [1, 0]);
    assert.match(apa.entries[0] ?? '', /\(2021a, January 1\)\. 甲/);
    assert.equal(apa.inText, '(苏剑林, 2021a, 2021b)');
    const gb = formatReferences(posts, 'gb-t-7714-2015-author-date', 'plain');
    assert.deepEqual(gb.order, [0, 1]);
    assert.equal(gb.inText, '(苏剑林, 2021a, 2021b)');
  });

  void it('joins three numbers in a row', () => {
    const posts = ['1', '2', '3', '4'].map((id) => item({ id }));
    assert.equal(formatReferences(posts, 'gb-t-7714-2025-numeric', 'html').inText, '<sup>[1–4]</sup>');
    assert.equal(formatReferences(posts.slice(0, 2), 'nature', 'plain').inText, '1,2');
    assert.equal(formatReferences(posts.slice(0, 2), 'ieee', 'plain').inText, '[1], [2]');
  });

  void it('keeps two blanks apart in HTML', () => {
    assert.ok(one('apa', { title: '甲  乙 ?' }, 'html').includes('甲\u00a0 乙\u202f?'));
    assert.ok(one('apa', { title: '甲  乙' }).includes('甲  乙'));
  });

  void it('escapes the facts for each output', () => {
    const facts = { title: 'a_b < 5% & *c*', url: 'https://x.org/a_b?c=1&d=%20' };
    assert.match(one('american-chemical-society', facts, 'html'), /<i>a_b &#60; 5% &#38; \*c\*<\/i>\. 科学空间\. https:\/\/x\.org\/a_b\?c=1&#38;d=%20/);
    assert.match(one('american-chemical-society', facts, 'markdown'), /\*a\\_b \\< 5% & \\\*c\\\*\*\. 科学空间\. <https:\/\/x\.org\/a_b\?c=1&d=%20>/);
    assert.match(one('american-chemical-society', facts, 'latex'), /\. \\textit\{a\\_b .*5\\% \\& \*c\*\}\. 科学空间\. \\url\{https:\/\/x\.org\/a_b\?c=1&d=%20\} \(/);
  });

  void it("writes the blog's own form", () => {
    assert.equal(one('blog'), '苏剑林. (Mar. 04, 2021). 《谈谈“熵”与《信息论》 》[Blog post]. Retrieved from https://kexue.fm/archives/1');
  });

  void it('keeps every style on one line, whatever the title', () => {
    for (const style of referenceStyles) {
      for (const title of ['a\nb\u2028c', '"', '“', "'", '', '《', ' x ']) {
        const { entries, inText } = formatReferences([item({ title })], style.id, 'plain');
        assert.doesNotMatch(`${entries.join('')}${inText}`, /[\n\u2028]/, `${style.id} ${JSON.stringify(title)}`);
      }
    }
  });

  void it('refuses an unknown style', () => {
    assert.throws(() => formatReferences([item()], 'no-such-style', 'plain'), RangeError);
  });
});
