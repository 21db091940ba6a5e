import type { QuotePunctuation } from './richText';

/** The language that a style's own words are in. */
export type StyleLocale = 'en-US' | 'en-GB' | 'zh-CN';

/** Words and marks of one language, as references use them. */
export interface Words {
  readonly locale: StyleLocale;
  readonly quotes: readonly [open: string, close: string, openInner: string, closeInner: string];
  readonly punctuation: QuotePunctuation;
  /** January first. */
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  readonly noDate: string;
  readonly noDateLong: string;
  readonly page: string;
  readonly pages: string;
  readonly and: string;
  readonly etAl: string;
  readonly accessed: string;
  readonly availableAt: string;
  readonly online: string;
  readonly internet: string;
  readonly cited: string;
  readonly retrieved: string;
  readonly from: string;
}

const english = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
];
const englishShort = ['Jan.', 'Feb.', 'Mar.', 'Apr.', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.'];
const chinese = ['一月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '十一月', '十二月'];

const american: Words = {
  locale: 'en-US',
  quotes: ['“', '”', '‘', '’'],
  punctuation: 'inside',
  months: english,
  shortMonths: englishShort,
  noDate: 'n.d.',
  noDateLong: 'no date',
  page: 'p.',
  pages: 'pp.',
  and: 'and',
  etAl: 'et al.',
  accessed: 'accessed',
  availableAt: 'available at',
  online: 'online',
  internet: 'internet',
  cited: 'cited',
  retrieved: 'retrieved',
  from: 'from',
};

const words: Readonly<Record<StyleLocale, Words>> = {
  'en-US': american,
  'en-GB': { ...american, locale: 'en-GB', quotes: ['‘', '’', '“', '”'], punctuation: 'outside' },
  'zh-CN': {
    locale: 'zh-CN',
    quotes: ['《', '》', '〈', '〉'],
    punctuation: 'outside',
    months: chinese,
    shortMonths: chinese,
    noDate: '不详',
    noDateLong: '日期不详',
    page: '页',
    pages: '页',
    and: '和',
    etAl: '等',
    accessed: '见于',
    availableAt: '载于',
    online: '在线',
    internet: '网际网络',
    cited: '见引于',
    retrieved: '取读于',
    from: '从',
  },
};

/** The words of `locale`. */
export function wordsOf(locale: StyleLocale): Words {
  return words[locale];
}

/** `word` with a capital first letter. */
export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
