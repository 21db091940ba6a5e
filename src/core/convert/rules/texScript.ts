import type { Rule } from '../rule';

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
    if (tex.trim() === '') return;
    const isDisplay = /mode\s*=\s*display/i.test(attributes['type'] ?? '');
    const source = !isDisplay ? `$${tex}$` : isEnvironment(tex) ? tex : `$$${tex}$$`;
    conversion.addFormula({ source, display: isDisplay });
  },
};

/** Whether the whole is one environment, which needs no dollars around. */
function isEnvironment(tex: string): boolean {
  const name = /^\\begin\{([^{}]+)\}/.exec(tex)?.[1];
  return name !== undefined && tex.endsWith(`\\end{${name}}`) && tex.indexOf(`\\end{${name}}`) === tex.length - name.length - 6;
}
