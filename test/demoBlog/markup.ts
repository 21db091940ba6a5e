// From what an author types to what the blog's page holds. The blog's software does the same, so the pages of the demo
// have the same traits: formulas stand raw in the text, every line break in a paragraph, also inside a formula, is a <br/>.

export const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const escapeAttribute = (text: string) => escapeHtml(text).replaceAll('"', '&quot;');

/** Formulas and code: nothing inside them is markup. */
const literal = /\\begin\{([a-z]+\*?)\}[\s\S]*?\\end\{\1\}|\$\$[\s\S]*?\$\$|\$[^$\n]+\$|`[^`\n]+`/g;

function inlineMarkup(text: string): string {
  return text
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, label: string, url: string) => `<a href="${url}" target="_blank">${label}</a>`)
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>');
}

/** Markup between formulas; tags that an author typed (`<u>`, `<font color>`) pass, formulas are escaped and untouched. */
export function inline(text: string): string {
  const kept: string[] = [];
  const shielded = text.replace(literal, (match) => {
    const isCode = match.startsWith('`');
    kept.push(isCode ? `<code>${escapeHtml(match.slice(1, -1))}</code>` : escapeHtml(match));
    return `\u0000${kept.length - 1}\u0000`;
  });
  return inlineMarkup(shielded.replaceAll('&', '&amp;'))
    .replaceAll('\n', '<br/>\n')
    .replace(/\u0000(\d+)\u0000/g, (_, index: string) => (kept[Number(index)] ?? '').replaceAll('\n', '<br/>\n'));
}

function heading(level: number, text: string): string {
  const id = escapeAttribute(text);
  return `<h${level} id="${id}">${inline(text)}<a href="#${id}"> #</a></h${level}>`;
}

/** `![caption](/usr/uploads/…)` alone on its line. */
function figure(caption: string, url: string): string {
  const alt = escapeAttribute(caption);
  return (
    `<div class="pic-container"><div class="typecho-caption aligncenter" style="max-width: 480px"><div style="margin: 5px">` +
    `<a href="${url}" target="_blank" title="点击查看原图"><img alt="${alt}" src="${url}" style="max-width: 100%"/></a></div>` +
    `<p class="typecho-caption-text">${inline(caption)}</p></div></div>`
  );
}

function code(block: string): string {
  const [first = '', ...lines] = block.split('\n');
  return `<pre class="line-numbers"><code class="language-${first.slice(3)}">${escapeHtml(lines.slice(0, -1).join('\n'))}</code></pre>`;
}

function list(tag: 'ul' | 'ol', block: string): string {
  const items = block.split(/\n(?=- |\d+\. )/).map((item) => item.replace(/^(- |\d+\. )/, ''));
  return `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join('')}</${tag}>`;
}

function table(block: string): string {
  const rows = block.split('\n').map((line) => line.split('|').slice(1, -1).map((cell) => inline(cell.trim())));
  const [head = [], , ...body] = rows;
  const row = (cells: string[], tag: 'th' | 'td') => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${row(head, 'th')}</thead><tbody>${body.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
}

function renderBlock(block: string): string {
  if (block === '<!--more-->') return block;
  const title = /^(#{2,4}) (.+)$/.exec(block);
  if (title) return heading(title[1]!.length, title[2]!);
  const image = /^!\[([^\]]*)\]\((\S+)\)$/.exec(block);
  if (image) return figure(image[1]!, image[2]!);
  if (block.startsWith('```')) return code(block);
  if (block.startsWith('> ')) return `<blockquote>${renderMarkup(block.replace(/^> ?/gm, ''))}</blockquote>`;
  if (block.startsWith('- ')) return list('ul', block);
  if (block.startsWith('1. ')) return list('ol', block);
  if (block.startsWith('|')) return table(block);
  return `<p>${inline(block)}</p>`;
}

/** Blocks are set apart by an empty line, but a code block keeps its own. */
function splitBlocks(source: string): string[] {
  return source
    .split(/(^```[\s\S]*?^```$)/m)
    .flatMap((part) => (part.startsWith('```') ? [part] : part.split(/\n{2,}/)))
    .map((block) => block.trim())
    .filter(Boolean);
}

/** The inside of `#PostContent`, without the tail that the theme adds. */
export function renderMarkup(source: string): string {
  return splitBlocks(source).map(renderBlock).join('');
}
