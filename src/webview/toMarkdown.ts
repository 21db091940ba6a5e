import { formulaToMarkdown } from './latex';
import { isDisplay, portableTexOf } from './formulas';

const blocks = new Set(['p', 'div', 'section', 'article', 'main', 'header', 'footer', 'aside', 'figure', 'figcaption', 'ul', 'ol', 'li', 'blockquote', 'pre', 'table', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'details', 'summary', 'dl', 'dt', 'dd', 'center']);
const skipped = new Set(['script', 'style', 'button', 'nav', 'template', 'svg']);

/**
 * A part of the page as Markdown, formulas as their LaTeX: what the clipboard gets when a passage is copied.
 *
 * Blocks are divided by an empty line; the controls of the page (`button`, `nav`) are left out.
 */
export function toMarkdown(node: Node): string {
  return blocksOf(node).join('\n\n').trim();
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function isFormula(element: Element): boolean {
  return element.hasAttribute('data-tex');
}

/** The children as blocks: runs of inline nodes become paragraphs. */
function blocksOf(node: Node): string[] {
  const result: string[] = [];
  let run = '';
  const flush = (): void => {
    const text = tidy(run);
    if (text) result.push(text);
    run = '';
  };
  for (const child of Array.from(node.childNodes)) {
    if (isElement(child) && skipped.has(child.localName)) continue;
    if (isElement(child) && (isFormula(child) ? isDisplay(child) : blocks.has(child.localName) || holdsBlock(child))) {
      flush();
      result.push(...blockToMarkdown(child));
    } else {
      run += inline(child);
    }
  }
  flush();
  return result.filter((block) => block !== '');
}

function holdsBlock(element: Element): boolean {
  return Array.from(element.children).some((child) => (isFormula(child) ? isDisplay(child) : blocks.has(child.localName)));
}

function tidy(text: string): string {
  return text.replace(/[ \t]+/g, ' ').replace(/ *\n */g, '\n').trim();
}

function blockToMarkdown(element: Element): string[] {
  if (isFormula(element)) return [formulaToMarkdown(portableTexOf(element), true)];
  switch (element.localName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const text = tidy(inlines(element));
      return text ? [`${'#'.repeat(Number(element.localName[1]))} ${text}`] : [];
    }
    case 'ul':
    case 'ol':
      return [listToMarkdown(element)];
    case 'blockquote':
      return [prefixed(blocksOf(element).join('\n\n'), '> ', '> ')];
    case 'pre':
      return [codeToMarkdown(element)];
    case 'table':
      return [tableToMarkdown(element)];
    case 'hr':
      return ['---'];
    default:
      return blocksOf(element);
  }
}

function prefixed(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : others) + line)
    .map((line) => line.trimEnd())
    .join('\n');
}

function listToMarkdown(list: Element): string {
  let number = Number(list.getAttribute('start') ?? 1);
  return Array.from(list.children)
    .map((item) => {
      const mark = list.localName === 'ol' ? `${number++}. ` : '- ';
      return prefixed(blocksOf(item).join('\n\n'), mark, ' '.repeat(mark.length));
    })
    .join('\n');
}

function codeToMarkdown(pre: Element): string {
  const code = pre.querySelector('code') ?? pre;
  const language = /(?:^|\s)language-(\S+)/.exec(code.getAttribute('class') ?? '')?.[1] ?? '';
  const text = (code.textContent ?? '').replace(/\n$/, '');
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function tableToMarkdown(table: Element): string {
  const rows = Array.from(table.querySelectorAll('tr'), (row) =>
    Array.from(row.children, (cell) => tidy(inlines(cell)).replace(/\n/g, ' ').replace(/\|/g, '\\|')),
  ).filter((row) => row.length > 0);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const lines = rows.map((row) => `| ${Array.from({ length: width }, (_, column) => row[column] ?? '').join(' | ')} |`);
  lines.splice(1, 0, `|${' --- |'.repeat(width)}`);
  return lines.join('\n');
}

function inlines(node: Node): string {
  return Array.from(node.childNodes, inline).join('');
}

function inline(node: Node): string {
  if (node.nodeType === 3) return (node.nodeValue ?? '').replace(/\s+/g, ' ');
  if (!isElement(node) || skipped.has(node.localName)) return '';
  if (isFormula(node)) return formulaToMarkdown(portableTexOf(node), isDisplay(node));
  switch (node.localName) {
    case 'br':
      return '\n';
    case 'strong':
    case 'b':
      return around(node, '**');
    case 'em':
    case 'i':
      return around(node, '*');
    case 'del':
    case 's':
      return around(node, '~~');
    case 'code':
      return inlineCode(node.textContent ?? '');
    case 'a':
      return linkToMarkdown(node);
    case 'img':
      return `![${node.getAttribute('alt') ?? ''}](${node.getAttribute('data-src') ?? node.getAttribute('src') ?? ''})`;
    default:
      return inlines(node);
  }
}

/** Marks go inside the white space, or Markdown doesn't see them. */
function around(element: Element, mark: string): string {
  const [, before = '', text = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(inlines(element)) ?? [];
  return text ? `${before}${mark}${text}${mark}${after}` : before + after;
}

function inlineCode(text: string): string {
  const ticks = text.includes('`') ? '``' : '`';
  return ticks === '``' ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}

function linkToMarkdown(link: Element): string {
  const text = inlines(link);
  const address = link.getAttribute('href') ?? '';
  // A reference inside the page leads nowhere once it is copied: its text stays.
  return !text.trim() || !address || address.startsWith('#') ? text : `[${text}](${address})`;
}
