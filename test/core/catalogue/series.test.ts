import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSeries, findSeriesInSteps } from '../../../src/core/catalogue/series';
import { summary } from './summary';

/** Series as `name: 1 2 3`, where a member is the position of its title; the titles are a day apart, oldest first. */
function seriesOf(...titles: string[]): string[] {
  const articles = titles.map((title, index) => summary(String(index + 1), title, `2020-01-${String(index + 1).padStart(2, '0')}`));
  return findSeries(articles.reverse()).map(({ name, members }) => `${name}: ${members.map(({ id }) => id).join(' ')}`);
}

test('every way to number gives one series in order', () => {
  const forms: [(n: number) => string, string][] = [
    [(n) => `湖畔笔记：${n}、第 ${n} 天的风`, '湖畔笔记'],
    [(n) => `湖畔笔记：${n}. 风`, '湖畔笔记'],
    [(n) => `湖畔笔记（${['一', '二', '三'][n - 1] ?? ''}）：风`, '湖畔笔记'],
    [(n) => `湖畔笔记(${n})`, '湖畔笔记'],
    [(n) => `湖畔笔记（${['上', '中', '下'][n - 1] ?? ''}）`, '湖畔笔记'],
    [(n) => `【湖畔笔记】${n}. 风`, '湖畔笔记'],
    [(n) => `【湖畔笔记】⋅（${['一', '二', '三'][n - 1] ?? ''}）风`, '湖畔笔记'],
    [(n) => `《湖畔》系列——${n}.风`, '《湖畔》系列'],
    [(n) => `《湖畔笔记${n}》：风`, '湖畔笔记'],
    [(n) => `《湖畔笔记(${n})》——风`, '湖畔笔记'],
    [(n) => `《湖畔笔记》:风的第${n}种(${['一', '二', '三'][n - 1] ?? ''})`, '湖畔笔记'],
    [(n) => `湖畔笔记：${['理论', '应用', '实验'][n - 1] ?? ''}篇`, '湖畔笔记'],
    [(n) => `湖畔笔记 第${['一', '二', '三'][n - 1] ?? ''}讲：风`, '湖畔笔记'],
  ];
  for (const [form, name] of forms) {
    assert.deepEqual(seriesOf(form(2), form(3), form(1), '不相干的一篇'), [`${name}: 3 1 2`], form(1));
  }
});

test('orders by number, not by text or date, up to one hundred and more', () => {
  assert.deepEqual(seriesOf('山行（一百零二）：丙', '山行（十）：乙', '山行（九）：甲', '山行（二十一）：x'), ['山行: 3 2 4 1']);
});

test('both widths, blanks, case and quotes are one series', () => {
  assert.deepEqual(seriesOf('Deep湖（一）：a', 'deep湖(二):b', 'Deep 湖（三）： c'), ['Deep湖: 1 2 3']);
  assert.deepEqual(seriesOf('“慢”游（一）', '"慢"游（二）'), ['“慢”游: 1 2']);
});

test('a change of numbering within a series', () => {
  assert.deepEqual(seriesOf('山行：1、甲', '山行（二）：乙', '【山行】3. 丙'), ['山行: 1 2 3']);
});

test('parts inside a numbered title do not make a series of their own', () => {
  assert.deepEqual(
    seriesOf('山行（一）：雨中（上）', '山行（二）：雨中（下）', '山行（三）：归途（理论篇）', '山行（四）：归途（应用篇）'),
    ['山行: 1 2 3 4'],
  );
  assert.deepEqual(seriesOf('山行：1、水在哪里?（上）', '山行：2、水在哪里?（下）', '山行：3、回家(1)', '山行：3、回家(2)'), ['山行: 1 2 3 4']);
});

test('a title behind an occasion in brackets belongs where it would without', () => {
  assert.deepEqual(seriesOf('《远行》:路(一)', '[春礼]《远行》:桥(二)', '《远行》:岸(三)'), ['远行: 1 2 3']);
});

test('an unnumbered title under the same work stands where it was written', () => {
  assert.deepEqual(seriesOf('《远行》:路(一)', '《远行》:桥(二)', '《远行》:一张地图'), ['远行: 1 2 3']);
});

test('one series that went on under a shorter name', () => {
  assert.deepEqual(seriesOf('拆积分——换元的故事(1)', '拆积分——换元的故事(2)', '拆积分(3)：重逢', '拆积分(4)：别离'), ['拆积分: 1 2 3 4']);
  assert.deepEqual(seriesOf('拆积分：换元(一)', '拆积分：换元(二)', '拆积分(一)', '拆积分(二)').length, 2);
});

test('a gap is no end', () => {
  assert.deepEqual(seriesOf('山行（一）：甲', '山行（七）：庚'), ['山行: 1 2']);
});

test('a lone number is no series', () => {
  assert.deepEqual(seriesOf('能放大一片湖吗（一）', '山行（一）：甲', '收谷(1)', '复习1：入门', '湖边的事（补充）'), []);
});

test('names that only resemble a series stay outside', () => {
  assert.deepEqual(
    seriesOf('MuX之上：1. 甲', 'MuX之上：2. 乙', '初探MuX：丙', '高阶MuX：丁', 'MuX之上的云', '谈谈MuX之上（上）'),
    ['MuX之上: 1 2'],
  );
  assert.deepEqual(seriesOf('“关门”之思路（一）：甲', '“关门”之思路（二）：乙', '“关门”想出的一个办法', '一个关门的分析'), ['“关门”之思路: 1 2']);
});

test('mathematics, years and decimals are no numbers of a series', () => {
  assert.deepEqual(seriesOf('SU(2)：自旋', 'SU(3)：颜色', '从0.999...等于1说起', '天象：2.5亿年前', '天象：3.5亿年前'), []);
  assert.deepEqual(seriesOf('历书(2019)', '历书(2020)', 'GPT2：甲', 'GPT3：乙', '第100篇', '第200篇'), []);
});

test('a prefix alone makes a series from three posts on, a kind of post never does', () => {
  assert.deepEqual(seriesOf('【每日一湖】甲', '【每日一湖】乙', '【每日一湖】丙'), ['每日一湖: 1 2 3']);
  assert.deepEqual(seriesOf('“让湖更清一些！”：甲', '“让湖更清一些！”：乙', '“让湖更清一些！”：丙'), ['让湖更清一些！: 1 2 3']);
  assert.deepEqual(seriesOf('当清风遇上明月：甲', '当清风遇上明月：乙', '当清风遇上明月：丙'), ['当清风遇上明月: 1 2 3']);
  assert.deepEqual(seriesOf('【每日一湖】甲', '【每日一湖】乙'), []);
  assert.deepEqual(seriesOf('【备忘】甲', '【备忘】乙', '【备忘】丙', '[问题解答]丁', '[问题解答]戊', '[问题解答]己'), []);
});

test('titles of two blogs do not mix', () => {
  const articles = ['a:1', 'b:1'].map((id, index) => summary(id, `山行（${['一', '二'][index] ?? ''}）`, '2020-01-01'));
  assert.deepEqual(findSeries(articles), []);
});

test('a post is in one series at most, and the numbers are the title’s', () => {
  const found = findSeries([summary('2', '山行（十二）：甲（下）', '2020-01-02'), summary('1', '山行(11)：甲（上）', '2020-01-01')]);
  assert.deepEqual(found, [{ name: '山行', members: [{ id: '1', number: '11' }, { id: '2', number: '十二' }] }]);
});

test('odd titles do not break it', () => {
  assert.deepEqual(seriesOf('', '（一）', '（二）', '：1、', '【】1.', '《', '[[[', '1', '((((((', 'İstanbul（一）'), []);
});

test('pauses within long lists', () => {
  const articles = Array.from({ length: 3000 }, (_, index) => summary(String(index), `山行（${index % 90}）`, '2020-01-01'));
  let pauses = 0;
  const steps = findSeriesInSteps(articles);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) pauses++;
  assert.ok(pauses >= 10);
  assert.deepEqual(step.value, findSeries(articles));
});
