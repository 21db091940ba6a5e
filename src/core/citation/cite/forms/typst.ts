import { locatorText, parseLocator } from '../locator';
import type { CitationForm, CitationGroup, KeyedPost } from '../model';
import { characterAfter, paragraphAround } from './surroundings';

interface Unit {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  /** `#cite(…)`, as against `@key`. */
  readonly isCall: boolean;
  readonly form: string | undefined;
}

interface TypstGroup extends CitationGroup {
  readonly units: readonly Unit[];
}

const unitPattern =
  /@([\p{L}\p{N}_](?:[\p{L}\p{N}_-]|[.:](?=[\p{L}\p{N}_-]))*)(?:\[[^[\]]*\])?|#cite\(\s*(?:<([^<>]+)>|label\(\s*"([^"]+)"\s*\))((?:[^()[\]"]|"[^"]*"|\[[^[\]]*\]|\([^()]*\))*)\);?/gu;

/** `@key`, `@key[p. 2]`, and `#cite(<key>)` where the short form would be read otherwise. */
export const typstForm: CitationForm = {
  usesKeys: true,
  find: findTypst,
  write(posts, { document, insertAt }, { narrative = false }) {
    const text = posts.map((post, index) => unit(post, index < posts.length - 1 ? ' ' : following(document.text, insertAt), narrative ? 'prose' : undefined)).join(' ');
    return [{ start: insertAt, end: insertAt, text }];
  },
  extend(group, posts, { document }) {
    const { units } = group as TypstGroup;
    const here = units.find((candidate) => document.offset <= candidate.end) ?? units.at(-1);
    const at = here?.end ?? group.end;
    const text = posts.map((post, index) => ` ${unit(post, index < posts.length - 1 ? ' ' : following(document.text, at), here?.form, here?.isCall)}`).join('');
    return [{ start: at, end: at, text }];
  },
};

/** A run of citations with only blanks between, which Typst groups. */
function findTypst(text: string, offset: number): TypstGroup | undefined {
  const paragraph = paragraphAround(text, offset);
  let run: Unit[] = [];
  const around = (): TypstGroup | undefined => {
    const [first] = run;
    const last = run.at(-1);
    return first && last && offset >= first.start && offset <= last.end
      ? { start: first.start, end: last.end, units: run, keys: run.map(({ key, start, end }) => ({ key, start, end })) }
      : undefined;
  };
  for (const match of text.slice(paragraph.start, paragraph.end).matchAll(unitPattern)) {
    const start = paragraph.start + match.index;
    const next: Unit = {
      key: match[1] ?? match[2] ?? match[3] ?? '',
      start,
      end: start + match[0].length,
      isCall: match[1] === undefined,
      form: /form:\s*"(\w+)"/.exec(match[4] ?? '')?.[1],
    };
    const previous = run.at(-1);
    if (previous && /\S/.test(text.slice(previous.end, start))) {
      const found = around();
      if (found) return found;
      run = [];
    }
    run.push(next);
  }
  return around();
}

/** The character behind the citation, with the one after it where a dot or colon stands between. */
function following(text: string, at: number): string {
  return characterAfter(text, at) + characterAfter(text, at + characterAfter(text, at).length);
}

function unit(post: KeyedPost, next: string, form: string | undefined, asCall = false): string {
  const locator = parseLocator(post.locator ?? '');
  const supplement = [locator ? escapeTypst(locatorText(locator)) : '', escapeTypst(post.suffix ?? '')].filter(Boolean).join(', ');
  const prefix = post.prefix?.trim() ? `${escapeTypst(post.prefix.trim())} ` : '';
  const short = !asCall && form === undefined && /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]|[.:](?=[\p{L}\p{N}_-]))*$/u.test(post.key);
  // A letter, also a Chinese one, would go on the key; a bracket would be its supplement.
  const swallowed = supplement === '' ? /^(?:[\p{L}\p{N}\p{M}_[-]|[.:][\p{L}\p{N}_-])/u.test(next) : next.startsWith('[');
  if (short && !swallowed) return `${prefix}@${post.key}${supplement && `[${supplement}]`}`;
  const label = /^[\p{L}\p{N}_.:-]+$/u.test(post.key) ? `<${post.key}>` : `label("${post.key.replace(/["\\]/g, '\\$&')}")`;
  const call = `#cite(${[label, form && `form: "${form}"`, supplement && `supplement: [${supplement}]`].filter(Boolean).join(', ')})`;
  // Behind a call these would go on the expression.
  return prefix + call + (/^(?:[[(;]|\.[\p{L}_])/u.test(next) ? ';' : '');
}

/** Text that Typst's markup shows as it is. */
function escapeTypst(text: string): string {
  return text.trim().replace(/[\\#$*_`<>@[\]~]/g, '\\$&').replace(/\/(?=[/*])/g, '\\/');
}
