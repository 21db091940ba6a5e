import type { ArticleSummary } from '../model/article';

/** A person, in the writing of the blog and, where known, in Latin letters. */
export interface AuthorName {
  /** As the blog writes it: `苏剑林`. */
  readonly literal: string;
  readonly family?: string;
  readonly given?: string;
  readonly latin?: { readonly family: string; readonly given: string };
  /** Pinyin with tones, by which Chinese styles sort: `su1 jian4 lin2`. */
  readonly pinyin?: string;
}

/** What a citation says of a blog as a whole. */
export interface BlogName {
  readonly name: string;
  /** For entries whose author is written in Latin letters. */
  readonly latinName: string;
  /** Stands for the blog in citation keys: ASCII letters, digits and `-`. */
  readonly slug: string;
}

/** One post as a citation needs it: facts, nothing formatted. */
export interface CitationItem {
  /** The id of the summary, unique over all blogs. */
  readonly id: string;
  readonly title: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly date: string;
  readonly authors: readonly AuthorName[];
  readonly url: string;
  readonly blog: BlogName;
  /** Day of the last look at the page, `YYYY-MM-DD`. */
  readonly accessedOn: string;
  /** Stands in an entry's `note` in place of "Blog post". */
  readonly note?: string;
}

/** Who writes a blog, and what it is called. */
export interface BlogOrigin {
  readonly blog: BlogName;
  readonly authors: readonly AuthorName[];
}

/** A post that may say which blog it is of. */
export interface PostOfBlog extends ArticleSummary {
  readonly origin?: BlogOrigin;
}

/** 科学空间: one author, one name. */
export const scientificSpaces: BlogOrigin = {
  blog: { name: '科学空间', latinName: 'Scientific Spaces', slug: 'kexuefm' },
  authors: [{ literal: '苏剑林', family: '苏', given: '剑林', latin: { family: 'Su', given: 'Jianlin' }, pinyin: 'su1 jian4 lin2' }],
};

/**
 * The facts that a citation of `summary` is made of.
 *
 * @param accessedOn today, `YYYY-MM-DD`
 * @param origin the blog and its author; 科学空间 unless the post or the caller says otherwise
 */
export function toCitationItem(summary: PostOfBlog, accessedOn: string, origin: BlogOrigin = summary.origin ?? scientificSpaces): CitationItem {
  return {
    id: summary.id,
    title: summary.title,
    date: summary.date,
    url: summary.url,
    authors: origin.authors,
    blog: origin.blog,
    accessedOn,
  };
}

/** Year, month and day of a `YYYY-MM-DD`, or `undefined` where the blog names no day. */
export function dateParts(date: string): readonly [year: number, month: number, day: number] | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The English month in three letters, from 1 = `Jan`. */
export function monthName(month: number): string {
  return english[month - 1] ?? '';
}

/** Whether a title holds a Han character. */
export function isChinese(title: string): boolean {
  return /\p{Script=Han}/u.test(title);
}

/**
 * The language of a title. A blog in Chinese is cited as Chinese even where a title is a formula, a name or a quotation;
 * English is what is nothing but Latin words and the punctuation of sentences.
 */
export function titleLanguage(title: string): 'zh-CN' | 'en-US' {
  return /^[\p{Script=Latin}\p{M}\d\s.,:;!?'’()…–—-]*$/u.test(title) && /\p{Script=Latin}{2}/u.test(title) ? 'en-US' : 'zh-CN';
}

/** All authors as the blog writes them. */
export function authorText(item: CitationItem): string {
  return item.authors.map((author) => author.literal).join(', ');
}
