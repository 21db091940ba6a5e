// Makes the character tables of the search, src/core/search/tables/*.ts: node test/tools/makeSearchTables.mjs
// Sources: opencc-js (traditional → simplified) and pinyin-pro (all readings), both development dependencies only.
import { writeFileSync } from 'node:fs';
import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
const folder = new URL('../../src/core/search/tables/', import.meta.url);
const han = Array.from({ length: LAST_HAN - FIRST_HAN + 1 }, (_, index) => String.fromCharCode(FIRST_HAN + index));

const convert = Converter({ from: 't', to: 'cn' });
const pairs = han.map((character) => [character, convert(character)]).filter(([from, to]) => from !== to && to.length === 1);
write(
  'simplified.ts',
  `// Made by test/tools/makeSearchTables.mjs from opencc-js.
/** Traditional characters, and at the same place in {@link SIMPLIFIED} their simplified form. */
export const TRADITIONAL = '${pairs.map(([from]) => from).join('')}';
export const SIMPLIFIED = '${pairs.map(([, to]) => to).join('')}';
`,
);

const bySyllable = new Map();
for (const character of han) {
  const readings = new Set(pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true }).map((reading) => reading.toLowerCase().replaceAll('ü', 'v')));
  for (const reading of readings) {
    if (!/^[a-z]{1,6}$/.test(reading)) continue;
    bySyllable.set(reading, (bySyllable.get(reading) ?? '') + character);
  }
}
const syllables = [...bySyllable].sort(([a], [b]) => (a < b ? -1 : 1)).map(([syllable, characters]) => `${syllable}${characters}`);
write(
  'readings.ts',
  `// Made by test/tools/makeSearchTables.mjs from pinyin-pro.
/** Each syllable without tone, ü as v, followed by the characters that can be read so; a character stands at each of its readings. */
export const READINGS = '${syllables.join('')}';
`,
);

function write(name, text) {
  writeFileSync(new URL(name, folder), text);
  console.log(`${name}: ${(Buffer.byteLength(text) / 1024).toFixed(0)} KB`);
}
