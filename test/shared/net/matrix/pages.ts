import { blogPage } from '../../../core/blog/blogPage';

const paragraphs = Array.from({ length: 60 }, (_, n) => `<p>第${n + 1}段：设$x_{${n}}&lt;y$，由此得一个结论，再看下一步。</p>`);

/** A whole page of post 123. */
export const goodPage = blogPage({ body: paragraphs.join('\n') });
/** The same post, a paragraph longer. */
export const newerPage = blogPage({ body: [...paragraphs, '<p>后来补上的一段。</p>'].join('\n') });
export const shorterPage = blogPage({ body: '<p>正在维护。</p>' });
export const otherPage = blogPage({ id: '124', title: '另一篇', body: paragraphs.join('\n') });

let gbkCodes: Map<string, readonly [number, number]> | undefined;

/** Text as GBK bytes; throws on what GBK lacks. */
export function toGbk(text: string): Buffer {
  gbkCodes ??= new Map(
    Array.from({ length: 0x7e }, (_, lead) => lead + 0x81).flatMap((lead) =>
      Array.from({ length: 0xbf }, (_, trail) => trail + 0x40).map((trail) => [new TextDecoder('gbk').decode(Uint8Array.of(lead, trail)), [lead, trail]] as const),
    ),
  );
  return Buffer.from([...text].flatMap((character) => {
    if (character < '\x80') return character.charCodeAt(0);
    const code = gbkCodes?.get(character);
    if (!code) throw new Error(`${character} is not in GBK`);
    return code;
  }));
}
