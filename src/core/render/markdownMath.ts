import MarkdownItParser, { type MarkdownIt, type StateInline, type Token } from 'markdown-it';
import texmath from 'markdown-it-texmath';
import { escapeHtml } from './escapeHtml';
import { type MathSpan, PLACEHOLDER, PLACEHOLDER_TAG } from './mathSpans';

/** What one rendering hands to the parser. */
export interface MarkdownSession {
  readonly spans: readonly MathSpan[];
  /** Gives the HTML of the formula with this index. */
  readonly draw: (index: number) => string;
}

export const MATH_TOKEN = 'math_placeholder';
const SAFE_LINK = /^(?:https?:|mailto:)/i;
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Whether an address may be a link: http, https, mailto, or one without a scheme. Never `command:` or `vscode:`. */
export function isSafeLink(url: string): boolean {
  const address = url.replace(/[\u0000-\u0020\u007F-\u00A0]/g, '');
  return SAFE_LINK.test(address) || !HAS_SCHEME.test(address);
}

// texmath keeps its rules and its engine for the whole module. Ours are one rule, for placeholders, and an engine that is
// never asked: what texmath makes of it goes through String.replace, which costs time and takes `$&` for more than text.
texmath.rules['placeholder'] = {
  inline: [{ name: MATH_TOKEN, rex: /\$\uFDD0(\d+)\uFDD1/gy, tmpl: '$1', tag: PLACEHOLDER_TAG }],
  block: [],
};
const engine = { renderToString: () => '' };

/** A parser for one rendering. `idPrefix` stands before the names of places that links lead to. */
export function createMarkdown(session: MarkdownSession, idPrefix: string): MarkdownIt {
  const markdown = new MarkdownItParser({ html: false, linkify: false, breaks: false });
  markdown.use(texmath, { engine, delimiters: 'placeholder' });
  markdown.renderer.rules[MATH_TOKEN] = (tokens, at) => {
    const html = session.draw(Number(tokens[at]?.content));
    return html.includes('<a ') && isInLink(tokens, at) ? withoutLinks(html) : html;
  };
  markdown.validateLink = isSafeLink;
  const normalize = markdown.normalizeLink.bind(markdown);
  markdown.normalizeLink = (url) => normalize(restore(url, session.spans));
  markdown.inline.State = CjkStateInline;
  markdown.inline.ruler.push('sub_sup', subOrSup);
  markdown.inline.ruler.push('place', place);
  markdown.renderer.rules['place'] = (tokens, at) => `<a id="${escapeHtml(idPrefix + (tokens[at]?.content ?? ''))}"></a>`;
  return markdown;
}

function isInLink(tokens: readonly Token[], at: number): boolean {
  let depth = 0;
  for (let i = 0; i < at; i++) depth += tokens[i]?.type === 'link_open' ? 1 : tokens[i]?.type === 'link_close' ? -1 : 0;
  return depth > 0;
}

/** The references of a formula without their links: HTML has no link in a link. */
function withoutLinks(html: string): string {
  return html.replace(/<a (class="reference") href="[^"]*"/g, '<span $1').replaceAll('</a>', '</span>');
}

/** Puts formulas back into text that is none after all: code, addresses, titles. */
export function restore(text: string, spans: readonly MathSpan[]): string {
  return text.includes('\uFDD0') ? text.replace(PLACEHOLDER, (_, index: string) => spans[Number(index)]?.source ?? '') : text;
}

/** Restores code blocks and code spans, and takes out the zero-width marks that only help emphasis along. */
export function restoreTokens(tokens: readonly Token[], spans: readonly MathSpan[], inImage = false): void {
  for (const token of tokens) {
    if (token.children) restoreTokens(token.children, spans, inImage || token.type === 'image');
    // the alternative text of an image takes no formula: its source stands for it
    if (inImage && token.type === MATH_TOKEN) {
      token.type = 'text';
      token.content = spans[Number(token.content)]?.source ?? '';
    }
    if (token.type === 'fence' || token.type === 'code_block' || token.type === 'code_inline') {
      token.content = restore(token.content, spans);
      token.info = restore(token.info, spans);
    } else if (token.type === 'text') {
      if (token.content.includes('\uFEFF')) token.content = token.content.replace(/\uFEFF/g, '');
    }
    for (const attribute of token.attrs ?? []) attribute[1] = restore(String(attribute[1]), spans);
  }
}

/** The formulas that the parser has left in place, in the order of the page. */
export function mathIndexes(tokens: readonly Token[], found: number[] = []): number[] {
  for (const token of tokens) {
    if (token.type === MATH_TOKEN) found.push(Number(token.content));
    else if (token.children) mathIndexes(token.children, found);
  }
  return found;
}

const BaseStateInline = new MarkdownItParser().inline.State;
const CJK = /[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF]|[\u{20000}-\u{3FFFF}]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/**
 * Emphasis beside Chinese: CommonMark wants a blank or punctuation behind `**定理：**`, which Chinese doesn't write. As in
 * the markdown-cjk-friendly amendment, a Chinese character or sign beside the run does in its place. A formula counts as
 * a letter.
 */
class CjkStateInline extends BaseStateInline {
  override scanDelims(start: number, canSplitWord: boolean): ReturnType<StateInline['scanDelims']> {
    const scanned = super.scanDelims(start, canSplitWord);
    const marker = this.src.charCodeAt(start);
    if (marker !== 42 && marker !== 95 && marker !== 126) return scanned;
    const before = charBefore(this.src, start);
    const afterAt = start + scanned.length;
    const after = this.src.startsWith(PLACEHOLDER_TAG, afterAt) ? 'x' : charAt(this.src, afterAt);
    // U+FEFF is no blank to CommonMark: the converter puts it beside delimiters to help them along
    const isBlank = (char: string): boolean => /[^\S\uFEFF]/.test(char);
    const isLetter = (char: string): boolean => char !== '' && !isBlank(char) && (CJK.test(char) || !PUNCTUATION.test(char));
    const isLoose = (char: string): boolean => char === '' || isBlank(char) || PUNCTUATION.test(char) || CJK.test(char);
    const left = after !== '' && !isBlank(after) && (isLetter(after) || isLoose(before));
    const right = before !== '' && !isBlank(before) && (isLetter(before) || isLoose(after));
    if (canSplitWord) return { can_open: left, can_close: right, length: scanned.length };
    const punctuated = (char: string): boolean => char !== '' && PUNCTUATION.test(char);
    return { can_open: left && (!right || punctuated(before)), can_close: right && (!left || punctuated(after)), length: scanned.length };
  }
}

function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function charBefore(text: string, at: number): string {
  const isLow = at > 1 && (text.charCodeAt(at - 1) & 0xfc00) === 0xdc00;
  return at > 0 ? charAt(text, isLow ? at - 2 : at - 1) : '';
}

/** One sign alone, also where the parser looks ahead from the second of `~~`. */
const SUB = /(?<![^\\]~|^~)~(?![ \t\n]|~)(?:\\.|[^~\\])+(?<![ \t\n])~(?!~)/sy;
const SUP = /\^(?![ \t\n]|\^)(?:\\.|[^^\\])+(?<![ \t\n])\^/sy;

/** `~low~` and `^high^`, without blanks at the edges but those that HTML keeps, such as &nbsp;. */
function subOrSup(state: StateInline, silent: boolean): boolean {
  const marker = state.src.charAt(state.pos);
  if (marker !== '~' && marker !== '^') return false;
  const pattern = marker === '~' ? SUB : SUP;
  pattern.lastIndex = state.pos;
  if (!pattern.test(state.src)) return false;
  const end = pattern.lastIndex;
  if (end > state.posMax) return false;
  if (silent) {
    state.pos = end;
    return true;
  }
  const tag = marker === '~' ? 'sub' : 'sup';
  const max = state.posMax;
  state.push(`${tag}_open`, tag, 1);
  state.pos++;
  state.posMax = end - 1;
  state.md.inline.tokenize(state);
  state.pos = end;
  state.posMax = max;
  state.push(`${tag}_close`, tag, -1);
  return true;
}

const PLACE = /<a id="([^"<>\n]*)"><\/a>/y;

/** A place that links lead to, in the one form in which the converter writes it: all other HTML is text. */
function place(state: StateInline, silent: boolean): boolean {
  if (state.src.charAt(state.pos) !== '<') return false;
  PLACE.lastIndex = state.pos;
  const name = PLACE.exec(state.src)?.[1];
  if (name === undefined || PLACE.lastIndex > state.posMax) return false;
  if (!silent) state.push('place', 'a', 0).content = state.md.utils.unescapeAll(name);
  state.pos = PLACE.lastIndex;
  return true;
}
