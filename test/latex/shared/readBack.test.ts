import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { planEntry } from '../../../src/core/citation';
import type { EntryPlanOptions } from '../../../src/core/citation';
import { expectedAddress, fields, folded, torture } from '../../shared/citation/hostileFields';
import { compile } from '../tex';
import type { BibliographyReader, TexResult } from '../tex';

/** Writes the fields of every entry as BibTeX has read them. */
const recordStyle = `ENTRY { author title howpublished url note organization } {} {}
STRINGS { command }
FUNCTION {output.field}
{ 'command := duplicate$ empty$ { pop$ pop$ } { "{" swap$ * "}" * swap$ "\\" command * "{" * cite$ * "}{" * swap$ * "}" * swap$ * write$ newline$ } if$ }
FUNCTION {each.entry}
{ "title" title "record" output.field
  "author" author empty$ { author } { author #1 "{ff }{vv }{ll}{ jj}" format.name$ } if$ "record" output.field
  "count" author empty$ { "0" } { author num.names$ int.to.str$ } if$ "record" output.field
  "note" note "record" output.field
  "url" url "address" output.field
  "url" howpublished "linked" output.field
}
FUNCTION {misc} {each.entry}
FUNCTION {online} {each.entry}
READ
ITERATE {call.type$}
`;

/** Writes what TeX makes of a value, as UTF-16 in octal digits; an address as it is, read as \\url reads it. */
const recordCommands = String.raw`\newwrite\recordfile
\immediate\openout\recordfile=record.txt
\newcommand\record[3]{\pdfstringdef\recordvalue{#3}\immediate\write\recordfile{#1|#2|\recordvalue}}
\def\rawaddress{\begingroup\catcode37=12 \catcode35=12 \catcode38=12 \catcode126=12 \catcode95=12 \catcode94=12 \catcode36=12 }
\def\address#1#2{\rawaddress\addressvalue{#1}}
\def\addressvalue#1#2{\immediate\write\recordfile{#1|url|\detokenize{#2}}\endgroup}
\def\linked#1#2{\rawaddress\linkedvalue{#1}}
\def\linkedvalue#1#2{\linkedaddress{#1}#2}
\def\linkedaddress#1\url#2{\immediate\write\recordfile{#1|url|\detokenize{#2}}\endgroup}
`;

const biberDrivers = String.raw`\renewcommand\bibnamedelima{ }\renewcommand\bibnamedelimb{ }\renewcommand\bibnamedelimc{ }\renewcommand\bibnamedelimd{ }\renewcommand\bibnamedelimi{ }
\DeclareNameFormat{record}{\record{\thefield{entrykey}}{count}{\arabic{listtotal}}\record{\thefield{entrykey}}{author}{\namepartgiven\ \namepartprefix\ \namepartfamily\ \namepartsuffix}}
\DeclareListFormat{record}{\record{\thefield{entrykey}}{journal}{#1}}
\newcommand\recordfield[1]{\iffieldundef{#1}{}{\savefield{#1}{\recordedfield}\record{\thefield{entrykey}}{#1}{\recordedfield}}}
\newcommand\recordaddress{\savefield{url}{\recordedfield}\immediate\write\recordfile{\thefield{entrykey}|url|\expandafter\detokenize\expandafter{\recordedfield}}}
\DeclareBibliographyDriver{online}{\recordfield{title}\recordfield{note}\recordaddress\printnames[record]{author}\printlist[record]{organization}}
`;

const preamble = String.raw`\documentclass{article}
\usepackage[T1]{fontenc}
`;
const documents: Readonly<Record<BibliographyReader, string>> = {
  bibtex: `${preamble}\\usepackage[unicode]{hyperref}\n${recordCommands}\\begin{document}\nText.\\nocite{*}\n\\bibliographystyle{record}\n\\bibliography{refs}\n\\end{document}\n`,
  biber: `${preamble}\\usepackage[style=numeric,sorting=none,maxnames=99]{biblatex}\n\\usepackage[unicode]{hyperref}\n${recordCommands}${biberDrivers}\\addbibresource{refs.bib}\n\\begin{document}\nText.\\nocite{*}\n\\printbibliography\n\\end{document}\n`,
};

interface Written {
  readonly key: string;
  readonly field: string;
  readonly value: string;
}

/** TeX takes minutes to make a PDF string of the longest values, whose characters are all the same. */
const mostCharacters = 400;

/** All values in all fields, one entry each, in one file. */
function writeAll(options: EntryPlanOptions): { bibliography: string; written: readonly Written[] } {
  let bibliography = '';
  const written: Written[] = [];
  for (const [field, make] of Object.entries(fields)) {
    torture.forEach(({ value: whole }, index) => {
      const value = whole.slice(0, mostCharacters);
      const { item, keyPattern } = make(value);
      const id = `${field}${index}`;
      const url = field === 'url' ? item.url : `https://kexue.fm/archives/${id}`;
      const plan = planEntry(bibliography, { ...item, id, url }, { ...options, ...(keyPattern === undefined ? {} : { keyPattern }) });
      assert.ok(plan.kind === 'insert', `${field} ${shown(value)}: ${plan.kind}`);
      bibliography = bibliography.slice(0, plan.offset) + plan.text + bibliography.slice(plan.offset);
      written.push({ key: plan.key, field, value });
    });
  }
  return { bibliography, written };
}

/** What the document recorded: by key, then by field. */
function recorded(result: TexResult): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const records = new Map<string, Map<string, string>>();
  for (const line of result.written('record.txt').split('\n')) {
    const [key = '', field = '', value = ''] = line.split('|');
    if (key === '') continue;
    const of = records.get(key) ?? new Map<string, string>();
    of.set(field, fromOctal(value));
    records.set(key, of);
  }
  return records;
}

function fromOctal(text: string): string {
  if (!text.startsWith('\\376\\377')) return text;
  const bytes = [...text.matchAll(/\\(\d{3})|\\?([^])/g)].map(([, octal, character = '']) => (octal === undefined ? character.charCodeAt(0) : parseInt(octal, 8)));
  return new TextDecoder('utf-16be').decode(Uint8Array.from(bytes.slice(2)));
}

const shown = (value: string): string => JSON.stringify(value.slice(0, 80));

/** Of math a PDF string keeps the letters. */
const ofMath = (value: string): string => (/^\$[^$ ]+\$$/.test(value) ? value.replace(/[$^]/g, '') : value);

function differences(written: readonly Written[], records: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  return written.flatMap(({ key, field, value }) => {
    const of = records.get(key);
    if (!of) return [`${key} (${field} ${shown(value)}) is not there`];
    if (of.get('count') !== '1') return [`${key} (${field} ${shown(value)}) has ${String(of.get('count'))} authors`];
    if (field === 'citekey') return [];
    const got = (of.get(field) ?? '').replace(/^(.*), accessed 2026-11-24$/, '$1');
    const equal = field === 'url' ? decodeURIComponent(got.replace(/^https:\/\/example\.org\//, '')) === expectedAddress(value) : folded(got) === folded(ofMath(value));
    return equal ? [] : [`${field} ${shown(value)} came back as ${shown(got)}`];
  });
}

const runs: readonly (readonly [reader: BibliographyReader, options: EntryPlanOptions])[] = [
  ['bibtex', { dialect: 'misc-howpublished' }],
  ['bibtex', { dialect: 'misc-url' }],
  ['biber', { dialect: 'online' }],
];

describe('hostile values in every field, read back by the programs themselves', () => {
  for (const [reader, options] of runs) {
    test(`${reader}, ${String(options.dialect)}`, async (t) => {
      const { bibliography, written } = writeAll(options);
      const result = await compile({ engine: 'pdflatex', reader, document: documents[reader], files: { 'refs.bib': bibliography, 'record.bst': recordStyle } });
      const records = recorded(result);
      const asked = written.filter(({ field }) => reader === 'biber' || field !== 'journal');
      t.diagnostic(`${records.size} of ${written.length} entries read; ${asked.length} values compared`);
      assert.deepEqual(differences(asked, records), []);
      assert.equal(records.size, written.length);
    });
  }
});
