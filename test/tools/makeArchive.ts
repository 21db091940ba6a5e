/**
 * A made-up archive in the style of a mathematical blog: the same one for the same size, on every machine.
 *
 * Words, names and formulas are put together at random from small lists; the mix of Han characters, Latin words and
 * LaTeX is that of long posts: a median of 3,700 characters and 60 formulas, the longest eight times that.
 */
export interface MadeArticle {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly url: string;
  readonly markdown: string;
}

const HAN =
  '的一是不了在有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔矩阵谱范熵秩梯损失函映射核维流扩散概率随机积微导极限级收敛优器层注编码嵌归';
const LATIN = ['attention', 'transformer', 'softmax', 'gradient', 'rope', 'lora', 'muon', 'adam', 'sgd', 'embedding', 'token', 'batch', 'size', 'loss', 'norm', 'rank', 'vae', 'gan', 'diffusion', 'score', 'matching', 'flow', 'kernel', 'python', 'numpy', 'keras', 'bert', 'decoder', 'encoder', 'sampling', 'scaling', 'law', 'msign', 'newton', 'schulz', 'moe', 'expert', 'router', 'clip', 'warmup', 'dropout', 'seq2seq', 'word2vec', 'gpt2'];
const SYMBOLS = ['\\alpha', '\\beta', '\\theta', '\\boldsymbol{W}', '\\boldsymbol{x}', '\\mathcal{L}', '\\mathbb{E}', '\\nabla', '\\epsilon', '\\lambda', 'x', 'y', 't', 'n', 'k', 'i', '\\sigma', '\\mu', '\\eta', '\\mathcal{N}', '\\tilde{x}', '\\hat{g}', '\\top', '\\Vert', 'f', 'p', 'q', '\\partial', '\\delta', '\\gamma'];
const CATEGORIES = ['数学', '物理', '信息', '生活'];
const PUNCTUATION = ['，', '。', '，', '，', '；', '：', '。'];

/** Mulberry32: small, and good enough for text. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words come back, as they do in a text: the first ones most often. */
function makeWords(next: () => number): string[] {
  return Array.from({ length: 6000 }, () => Array.from({ length: 1 + Math.floor(next() * 3) }, () => HAN.charAt(Math.floor(HAN.length * next() ** 1.6))).join(''));
}

const WORDS = makeWords(random(1));

class Writer {
  constructor(readonly next: () => number) {}

  pick<T>(list: readonly T[], skew = 1): T {
    return list[Math.floor(list.length * this.next() ** skew)] as T;
  }

  number(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  words(count: number): string {
    let text = '';
    for (let index = 0; index < count; index++) text += this.next() < 0.04 ? ` ${this.latin()} ` : this.pick(WORDS, 1.8);
    return text;
  }

  latin(): string {
    const word = this.pick(LATIN, 1.5);
    const form = this.next();
    if (form < 0.15) return `${word}${this.number(99)}`;
    return form < 0.5 ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  }

  formula(depth = 0): string {
    const parts = Array.from({ length: 1 + this.number(4) }, () => this.#atom(depth));
    return parts.join(this.pick([' + ', ' - ', ' = ', ' ', '\\,', ' \\leq ', ' \\approx ']));
  }

  #atom(depth: number): string {
    const symbol = this.pick(SYMBOLS);
    const form = this.next();
    if (depth < 2 && form < 0.12) return `\\frac{${this.formula(depth + 1)}}{${this.formula(depth + 1)}}`;
    if (depth < 2 && form < 0.17) return `\\sqrt{${this.formula(depth + 1)}}`;
    if (form < 0.4) return `${symbol}_{${this.pick(SYMBOLS)}}`;
    if (form < 0.55) return `${symbol}^{${this.pick(['2', '\\top', 'T', 't-1', '-1'])}}`;
    if (form < 0.6) return `\\sum_{i=${this.number(3)}}^n ${symbol}_i`;
    return symbol;
  }

  paragraph(): string {
    let text = '';
    for (let sentence = 2 + this.number(5); sentence > 0; sentence--) {
      text += this.words(6 + this.number(14));
      if (this.next() < 0.3) text += `$${this.formula()}$`;
      text += this.pick(PUNCTUATION);
    }
    return text;
  }

  display(): string {
    return `$$\\begin{aligned}${this.formula()} &= ${this.formula()} \\\\\n&= ${this.formula()}\\end{aligned}\\tag{${1 + this.number(30)}}$$`;
  }
}

/** `count` articles, oldest first, with ids from 1 on. A third of them is in series of up to thirty. */
export function* makeArchive(count: number): Generator<MadeArticle> {
  let series = '';
  let member = 0;
  let left = 0;
  for (let index = 0; index < count; index++) {
    const writer = new Writer(random(index + 7));
    if (left === 0 && writer.next() < 0.05) {
      series = `${writer.words(3).replaceAll(' ', '')}漫谈`;
      left = 3 + writer.number(28);
      member = 0;
    }
    const isMember = left > 0 && writer.next() < 0.8;
    const name = writer.words(3 + writer.number(5)).trim();
    if (isMember) left--;
    const title = isMember ? `${series}：${++member}、${name}` : name;
    const day = new Date(Date.UTC(2009, 2, 1) + Math.floor((index * 6400) / count) * 86_400_000);
    yield {
      id: String(index + 1),
      title,
      date: day.toISOString().slice(0, 10),
      category: writer.pick(CATEGORIES),
      tags: Array.from({ length: writer.number(4) }, () => writer.latin().toLowerCase()),
      url: `https://kexue.fm/archives/${index + 1}`,
      markdown: article(writer),
    };
  }
}

function article(writer: Writer): string {
  // Most posts are of middle length, a few several times as long.
  const length = 3500 + 18_000 * writer.next() ** 2 + (writer.next() < 0.04 ? 60_000 * writer.next() : 0);
  const parts: string[] = [];
  for (let size = 0; size < length; ) {
    const form = writer.next();
    let part = writer.paragraph();
    if (form < 0.09) part = `## ${writer.words(2 + writer.number(3)).trim()}`;
    else if (form < 0.22) part = writer.display();
    parts.push(part);
    size += part.length + 2;
  }
  return parts.join('\n\n');
}
