declare module 'markdown-it-texmath' {
  import type MarkdownIt from 'markdown-it';
  interface Rule {
    name: string;
    rex: RegExp;
    tmpl: string;
    tag: string;
    displayMode?: boolean;
  }
  interface Options {
    engine: object;
    delimiters: string | string[];
  }
  interface Texmath {
    (markdown: MarkdownIt, options: Options): void;
    rules: Record<string, { inline: Rule[]; block: Rule[] }>;
    katex: object | undefined;
  }
  const texmath: Texmath;
  export default texmath;
}
