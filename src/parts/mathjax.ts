import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/amscd/AmsCdConfiguration.js';
import 'mathjax-full/js/input/tex/base/BaseConfiguration.js';
import 'mathjax-full/js/input/tex/bbox/BboxConfiguration.js';
import 'mathjax-full/js/input/tex/boldsymbol/BoldsymbolConfiguration.js';
import 'mathjax-full/js/input/tex/braket/BraketConfiguration.js';
import 'mathjax-full/js/input/tex/cancel/CancelConfiguration.js';
import 'mathjax-full/js/input/tex/cases/CasesConfiguration.js';
import 'mathjax-full/js/input/tex/color/ColorConfiguration.js';
import 'mathjax-full/js/input/tex/enclose/EncloseConfiguration.js';
import 'mathjax-full/js/input/tex/extpfeil/ExtpfeilConfiguration.js';
import 'mathjax-full/js/input/tex/mathtools/MathtoolsConfiguration.js';
import 'mathjax-full/js/input/tex/mhchem/MhchemConfiguration.js';
import 'mathjax-full/js/input/tex/unicode/UnicodeConfiguration.js';
import 'mathjax-full/js/input/tex/verb/VerbConfiguration.js';
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import type { Drawing } from '../core/render/fillFailures';

// No `html`, `require` or `autoload`: a page gets no links, styles or classes, and nothing is loaded. No `newcommand`
// either: the macros of a page are put in before, and could reach the next page from here.
const packages = ['base', 'ams', 'amscd', 'bbox', 'boldsymbol', 'braket', 'cancel', 'cases', 'color', 'enclose', 'extpfeil', 'mathtools', 'mhchem', 'unicode', 'verb'];
const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const tex = new TeX({
  packages,
  tags: 'none',
  maxMacros: 1000,
  maxBuffer: 40_000,
  formatError: (_jax: unknown, error: Error) => {
    throw error;
  },
});
const document = mathjax.document('', { InputJax: tex, OutputJax: new SVG({ fontCache: 'none' }) });

/**
 * Draws one formula, without numbers, as an SVG that needs no font and no style sheet; its colour is the text's.
 * For what KaTeX cannot draw, and for hovers, which take images only. Never throws.
 */
export function drawFormula(source: string, display: boolean): Drawing {
  try {
    const node: unknown = document.convert(source, { display, em: 16, ex: 8, containerWidth: 80 * 16 });
    return { svg: adaptor.innerHTML(node as Parameters<typeof adaptor.innerHTML>[0]) };
  } catch (error) {
    // its TexError is no Error
    return { reason: error !== null && typeof error === 'object' && 'message' in error ? String(error.message) : String(error) };
  }
}
