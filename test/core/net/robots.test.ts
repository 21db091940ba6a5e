import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRetryAfter } from '../../../src/core/net/retryAfter';
import { Robots } from '../../../src/core/net/robots';

describe('Robots', () => {
  const allows = (text: string, path: string) => Robots.parse(text).allows(path);

  it('obeys the group of everyone, where there is none of our own', () => {
    const text = 'User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /search/\n';
    assert.deepEqual(['/search/', '/search/x', '/search', '/archives/1', '/'].map((path) => allows(text, path)), [false, false, true, true, true]);
    const own = `${text}\nUser-Agent: ScientificSpacesVSCode # us\nUser-agent: b\nDisallow: /feed\nCrawl-delay: 2.5`;
    assert.deepEqual(['/search/x', '/feed'].map((path) => allows(own, path)), [true, false]);
    assert.equal(Robots.parse(own).crawlDelaySeconds, 2.5);
  });

  it('lets the longest rule win, and the kinder of two equal ones', () => {
    const text = 'User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nAllow: /x\nDisallow: /x';
    assert.deepEqual(['/a/1', '/a/b/1', '/a/b/c', '/x'].map((path) => allows(text, path)), [false, true, false, true]);
  });

  it('understands * and $', () => {
    const text = 'User-agent: *\nDisallow: /*.php$\nDisallow: /p*q*r\nDisallow: /end$';
    assert.deepEqual(['/a.php', '/a.php?x', '/pqr', '/p1q2r3', '/pr', '/end', '/ending'].map((path) => allows(text, path)), [false, true, false, false, true, false, true]);
  });

  it('compares encoded and plain paths alike', () => {
    assert.equal(allows('User-agent: *\nDisallow: /标签', '/%E6%A0%87%E7%AD%BE/x'), false);
  });

  it('allows everything where there is no rule', () => {
    for (const text of ['', 'User-agent: *\nDisallow:\n', '<html>login</html>', 'Disallow: /\n', '\0\0']) assert.equal(allows(text, '/a'), true, text);
  });

  it('is quick with many stars', () => {
    assert.equal(allows(`User-agent: *\nDisallow: /${'*a'.repeat(5000)}b$`, `/${'a'.repeat(20_000)}`), true);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2024-01-01T00:00:00Z');
  const table: [Record<string, string>, number | undefined][] = [
    [{}, undefined], [{ 'retry-after': '5' }, 5], [{ 'retry-after': '0' }, 0], [{ 'retry-after': '-1' }, undefined], [{ 'retry-after': 'soon' }, undefined], [{ 'retry-after': '999999999' }, 86_400],
    [{ 'retry-after': 'Mon, 01 Jan 2024 00:02:00 GMT' }, 120], [{ 'retry-after': 'Sun, 31 Dec 2023 00:00:00 GMT' }, undefined],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:01:00 GMT', date: 'Thu, 01 Jan 1970 00:00:00 GMT' }, 60],
  ];
  for (const [headers, seconds] of table) it(`reads ${JSON.stringify(headers)} as ${seconds}`, () => assert.equal(parseRetryAfter(new Map(Object.entries(headers)), now), seconds));
});
