import type { AuthorName } from '../citationItem';
import type { Rich } from './richText';
import { append, italic, join, plain } from './richText';

/** A person split into family and given name, or a name that is never split. */
export type Name = { readonly literal: string } | { readonly family: string; readonly given: string };

/** Whether authors are written as the blog writes them or in Latin letters. */
export type AuthorForm = 'literal' | 'latin';

const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * The name to format.
 *
 * A Chinese name stays whole (`苏剑林`: split, it would be cited as 苏); one in Latin letters is split where the parts are known.
 */
export function toName(author: AuthorName, form: AuthorForm): Name {
  if (form === 'latin' && author.latin) return author.latin;
  const { family, given } = author;
  return family && given && !han.test(family + given) ? { family, given } : { literal: author.literal };
}

/** How a style writes a list of names. */
export interface NameRules {
  /** The word or sign before the last name; none if empty. */
  readonly and: string;
  readonly delimiter: string;
  /** Before the last of persons; an organisation or unsplit name that comes last has one from three names on. */
  readonly delimiterBeforeLast: 'always' | 'never' | 'fromThree';
  /** Which names have the family name first. */
  readonly inverted: 'all' | 'first' | 'none';
  readonly familyOnly?: boolean;
  /** What follows each initial; given names are written out where undefined. */
  readonly initials?: string;
  /** Between the initials of a given name with a hyphen; the hyphen where undefined. */
  readonly initialsHyphen?: string;
  readonly separator: string;
  readonly upperCaseFamily?: boolean;
  readonly upperCaseLiteral?: boolean;
  readonly etAl: string;
  readonly etAlItalic?: boolean;
  /** From this number of names on the list is cut … */
  readonly etAlMin: number;
  /** … to so many. */
  readonly etAlFirst: number;
  /** The cut list ends in `… last name` in place of et al. */
  readonly etAlLast?: boolean;
  readonly delimiterBeforeEtAl?: 'always' | 'fromTwo';
}

/** All names as `rules` write them. */
export function formatNames(names: readonly Name[], rules: NameRules): Rich {
  const cut = names.length >= rules.etAlMin && names.length > rules.etAlFirst;
  const shown = (cut ? names.slice(0, rules.etAlFirst) : names).map((name, index) => oneName(name, index, rules));
  if (cut) return cutList(names, shown, rules);
  if (shown.length < 2 || !rules.and) return plain(shown.join(rules.delimiter));
  const head = shown.slice(0, -1).join(rules.delimiter);
  const last = names.at(-1);
  const rule = last && 'literal' in last ? 'fromThree' : rules.delimiterBeforeLast;
  const commaStays = rule === 'always' || (rule === 'fromThree' && shown.length > 2);
  const glue = commaStays ? `${rules.delimiter}${spaced(rules.and, rules.delimiter.endsWith(' '))}` : spaced(rules.and, false);
  return plain(`${head}${glue}${shown.at(-1) ?? ''}`);
}

/** Between Latin names a word stands between blanks; a Chinese one needs none. */
function spaced(word: string, afterSpace: boolean): string {
  if (han.test(word)) return word;
  return afterSpace ? `${word} ` : ` ${word} `;
}

function cutList(names: readonly Name[], shown: readonly string[], rules: NameRules): Rich {
  const head = plain(shown.join(rules.delimiter));
  if (rules.etAlLast) {
    const last = names.at(-1);
    return plain(`${shown.join(rules.delimiter)}${rules.delimiter}… ${last ? oneName(last, names.length - 1, rules) : ''}`);
  }
  const comma = rules.delimiterBeforeEtAl === 'always' || shown.length > 1;
  const lead = comma ? rules.delimiter : han.test(rules.etAl) ? '' : ' ';
  const etAl = plain(rules.etAl);
  return join([append(head, lead), rules.etAlItalic ? italic(etAl) : etAl], '');
}

function oneName(name: Name, index: number, rules: NameRules): string {
  if ('literal' in name) return rules.upperCaseLiteral ? name.literal.toUpperCase() : name.literal;
  const family = rules.upperCaseFamily ? name.family.toUpperCase() : name.family;
  if (rules.familyOnly) return name.family;
  const given = rules.initials === undefined ? name.given : initialsOf(name.given, rules.initials, rules.initialsHyphen ?? '-');
  if (!given) return family;
  const inverted = rules.inverted === 'all' || (rules.inverted === 'first' && index === 0);
  return inverted ? `${family}${rules.separator}${given}` : `${given} ${family}`;
}

/** `Jean-Luc M.` → `J.-L. M.` with `. `, `J-L M` with a blank, `JL M` where names are only set together. */
function initialsOf(given: string, after: string, hyphen: string): string {
  const mark = after.trimEnd();
  return given
    .split(/[\s.]+/)
    .filter(Boolean)
    .map((word) => word.split('-').filter(Boolean).map((part) => part.charAt(0) + mark).join(hyphen))
    .join(after.slice(mark.length))
    .trim();
}
