import { isChinese } from '../citationItem';
import { isoDay } from './dates';
import type { NameRules } from './names';
import { formatNames } from './names';
import { asWritten, orderBy } from './ordering';
import type { Post } from './post';
import { bareTitle } from './post';
import type { Rich } from './richText';
import { append, join, plain } from './richText';
import type { AuthorCitation, NoteCitation, NumericCitation, StyleDefinition } from './styleDefinition';

/** What differs between the editions of GB/T 7714. */
interface Edition {
  readonly year: '2015' | '2025';
  readonly brackets: readonly [open: string, close: string];
  readonly comma: string;
  readonly semicolon: string;
  readonly names: Pick<NameRules, 'upperCaseFamily' | 'upperCaseLiteral' | 'delimiter' | 'initialsHyphen'>;
  /** The words of the standard's own style follow the language of the post: 等 or et al. */
  readonly bilingual: boolean;
}

const edition2015: Edition = {
  year: '2015',
  brackets: ['(', ')'],
  comma: ', ',
  semicolon: '; ',
  names: { upperCaseFamily: true, upperCaseLiteral: true, delimiter: ', ', initialsHyphen: ' ' },
  bilingual: false,
};
const edition2025: Edition = {
  year: '2025',
  brackets: ['（', '）'],
  comma: '，',
  semicolon: '；',
  names: { delimiter: '，' },
  bilingual: false,
};

function etAl(post: Post, edition: Edition): string {
  return edition.bilingual && !isChinese(post.title) ? 'et al.' : '等';
}

function listNames(post: Post, edition: Edition): Rich {
  if (post.names.length === 0) return plain('佚名');
  return formatNames(post.names, {
    and: '', delimiterBeforeLast: 'always', inverted: 'all', initials: ' ', separator: ' ', etAl: etAl(post, edition), etAlMin: 4, etAlFirst: 3,
    ...edition.names,
  });
}

/** `[2026]`, the year of the last look, stands for a missing year. */
function year(post: Post): Rich {
  if (post.issued) return plain(`${String(post.issued[0])}${post.yearSuffix}`);
  if (post.accessed) return plain(`[${String(post.accessed[0])}${post.yearSuffix}]`);
  return plain(post.yearSuffix ? `无日期-${post.yearSuffix}` : '无日期');
}

/** An entry whose first part is the authors, or authors and year, without the last full stop. */
function body(post: Post, head: Rich, edition: Edition): Rich {
  const [open, close] = edition.brackets;
  const dates = [
    ...(post.issued ? plain(`${open}${isoDay(post.issued)}${close}`) : []),
    ...(post.accessed ? plain(`[${isoDay(post.accessed)}]`) : []),
  ];
  const title = [...bareTitle(post), { text: '[EB/OL]' }];
  return join([head, title, dates, post.url], '. ', 'outside');
}

function entry(post: Post, head: Rich, edition: Edition): Rich {
  return append(body(post, head, edition), '.', 'outside');
}

function numeric(edition: Edition): NumericCitation {
  const rangeMark = edition.bilingual ? '-' : '–';
  return { kind: 'numeric', open: '[', close: ']', delimiter: ',', ranges: true, rangeMark, superscript: true };
}

function authorDate(edition: Edition): AuthorCitation {
  const author = (post: Post): Rich => {
    if (post.names.length === 0) return plain('佚名');
    const others = etAl(post, edition);
    const wholeNames = edition.bilingual && others === '等';
    return formatNames(post.names, {
      and: '', delimiterBeforeLast: 'fromThree', inverted: wholeNames ? 'all' : 'none', familyOnly: !wholeNames, initials: ' ', separator: ' ',
      etAlMin: 2, etAlFirst: 1, etAl: wholeNames && edition.year === '2015' ? ' 等' : others, delimiter: edition.comma,
    });
  };
  const [open, close] = edition.brackets;
  return {
    kind: 'authorDate', author, year, separator: () => edition.comma, open, close, delimiter: edition.semicolon, collapse: true,
    ...(edition.year === '2025' || edition.bilingual ? { order: orderBy(asWritten(author), asWritten(year)) } : {}),
  };
}

function note(edition: Edition): NoteCitation {
  return { kind: 'note', delimiter: edition.semicolon, note: (post) => body(post, listNames(post, edition), edition) };
}

function styles(edition: Edition): StyleDefinition[] {
  const standard = `GB/T 7714—${edition.year}`;
  const id = `gb-t-7714-${edition.year}`;
  const [variant, suffix] = edition.bilingual ? ['，双语', '-bilingual'] : ['', ''];
  const shared = { group: 'gbt7714', locale: 'zh-CN', locales: ['zh-CN'], quotes: ['“', '”', '‘', '’'] } as const;
  const label = (number: number): string => `[${String(number)}]`;
  const author = (post: Post): Rich => listNames(post, edition);
  const plainEntry = (post: Post): Rich => entry(post, author(post), edition);
  return [
    { ...shared, id: `${id}-numeric${suffix}`, name: `${standard}（顺序编码${variant}）`, label, entry: plainEntry, citation: numeric(edition) },
    {
      ...shared,
      id: `${id}-author-date${suffix}`,
      name: `${standard}（著者-出版年${variant}）`,
      entry: (post) => entry(post, join([author(post), year(post)], edition.comma, 'outside'), edition),
      order: orderBy(asWritten(author), asWritten(year)),
      citation: authorDate(edition),
    },
    { ...shared, id: `${id}-note${suffix}`, name: `${standard}（注释${variant}）`, label, entry: plainEntry, citation: note(edition) },
  ];
}

/** The Chinese national standard, in force since July 2026 in the edition of 2025, and its predecessor. */
export const gbt7714Styles: readonly StyleDefinition[] = [
  ...styles(edition2025),
  ...styles(edition2015),
  ...styles({ ...edition2025, bilingual: true }),
  ...styles({ ...edition2015, names: { ...edition2015.names, upperCaseLiteral: false }, bilingual: true }),
];

