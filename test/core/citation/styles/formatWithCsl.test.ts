import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scientificSpaces } from '../../../../src/core/citation/citationItem';
import { isReaderError } from '../../../../src/core/model/errors';
import { formatWithCsl } from '../../../../src/parts/styles';

const style = (locale: string): string => `<?xml version="1.0"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="${locale}">
  <info><title>Ours</title><id>ours</id><category citation-format="author-date"/><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="(" suffix=")" delimiter="; "><group delimiter=" "><names variable="author"><name form="short"/></names>
    <date variable="issued"><date-part name="year"/></date></group></layout></citation>
  <bibliography><layout suffix="."><group delimiter=". "><names variable="author"/><text variable="title" quotes="true"/>
    <text variable="container-title" font-style="italic"/><date variable="issued" form="text"/><text variable="URL"/>
    <group delimiter=" "><text term="accessed"/><date variable="accessed" form="text"/></group></group></layout></bibliography>
</style>`;

const post = {
  ...scientificSpaces,
  id: '1',
  title: 'x < 5 与 <b>粗体</b>',
  date: '2021-03-04',
  url: 'https://kexue.fm/archives/1_2',
  accessedOn: '2026-01-02',
};

void describe('formatWithCsl', () => {
  void it('formats in a style of the user, in the words of its language', () => {
    const english = formatWithCsl(style('en-US'), [post], 'plain');
    assert.deepEqual(english.entries, [
      '苏剑林. “x < 5 与 <b>粗体</b>.” 科学空间. March 4, 2021. https://kexue.fm/archives/1_2. accessed January 2, 2026.',
    ]);
    assert.equal(english.inText, '(苏剑林 2021)');
    assert.equal(english.narrative, '苏剑林 (2021)');
    assert.match(formatWithCsl(style('zh-CN'), [post], 'plain').entries[0] ?? '', /2021年3月4日.*见于 2026年1月2日/);
  });

  void it('escapes for every output', () => {
    const options = { author: 'latin' } as const;
    assert.match(formatWithCsl(style('en-US'), [post], 'html', options).entries[0] ?? '', /x &#60; 5 与 &#60;b&#62;粗体&#60;\/b&#62;.*<i>Scientific Spaces<\/i>/);
    assert.match(formatWithCsl(style('en-US'), [post], 'markdown', options).entries[0] ?? '', /\*Scientific Spaces\*.*<https:\/\/kexue\.fm\/archives\/1_2>/);
    assert.match(formatWithCsl(style('en-US'), [post], 'latex', options).entries[0] ?? '', /\\textit\{Scientific Spaces\}.*\\url\{https:\/\/kexue\.fm\/archives\/1_2\}/);
  });

  void it('refuses what is no style of its own', () => {
    const reasonOf = (text: string): string | undefined => {
      try {
        formatWithCsl(text, [post], 'plain');
      } catch (error) {
        return isReaderError(error) ? error.reason : undefined;
      }
      return 'formatted';
    };
    assert.equal(reasonOf('not xml'), 'notCsl');
    assert.equal(reasonOf('<style><citation>'), 'notCsl');
    assert.equal(reasonOf('<style><info><link href="x" rel="independent-parent"/></info></style>'), 'dependentCsl');
  });
});
