import type { Conversion, Rule } from '../rule';

/** `<script type="math/tex; mode=display">`: a formula as MathJax 2 keeps it in a page saved from a browser. */
export const texScript: Rule = {
  tags: ['script'],
  matches: ({ attributes }) => /^\s*math\/tex/i.test(attributes['type'] ?? ''),
  open(conversion) {
    conversion.raw = [];
  },
  close(conversion, { attributes }) {
    const tex = (conversion.raw ?? []).join('').replace(/^% <!\[CDATA\[\n([\s\S]*?)\s*%\s*\]\]>$/, '$1');
    conversion.raw = undefined;
    addTex(conversion, tex, /mode\s*=\s*display/i.test(attributes['type'] ?? ''));
  },
};

/**
 * MathML: the TeX that KaTeX, Pandoc and others keep in it. Without any, its letters stay: they are words of the text.
 */
export const mathMl: Rule = {
  tags: ['math'],
  open(conversion) {
    conversion.raw = [];
  },
  close(conversion, { attributes }) {
    const { raw = [], codeLanguage } = conversion;
    conversion.raw = undefined;
    conversion.codeLanguage = undefined;
    if (codeLanguage === 'tex') addTex(conversion, raw.join('').trim(), attributes['display'] === 'block');
    else conversion.text(raw.join('').replace(/\s+/g, ''));
  },
};

function addTex(conversion: Conversion, tex: string, isDisplay: boolean): void {
  if (tex.trim() === '') return;
  const source = !isDisplay ? `$${tex}$` : isEnvironment(tex) ? tex : `$$${tex}$$`;
  conversion.addFormula({ source, display: isDisplay });
}

/** Whether the whole is one environment, which needs no dollars around. */
function isEnvironment(tex: string): boolean {
  const name = /^\\begin\{([^{}]+)\}/.exec(tex)?.[1];
  return name !== undefined && tex.endsWith(`\\end{${name}}`) && tex.indexOf(`\\end{${name}}`) === tex.length - name.length - 6;
}
