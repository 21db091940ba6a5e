/** Commands of math that draw something and do nothing else. */
const known = new Set(
  `alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi pi varpi rho varrho
  sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
  frac dfrac tfrac cfrac sqrt binom sum prod coprod int iint iiint oint bigcup bigcap bigoplus bigotimes partial nabla infty
  lim liminf limsup max min sup inf arg argmax argmin log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh
  det dim ker deg gcd Pr hom mod bmod pmod operatorname text textbf textit textrm mathrm mathbf mathit mathsf mathtt mathcal mathbb
  mathfrak mathscr boldsymbol bm pmb hat widehat tilde widetilde bar overline underline vec dot ddot check breve acute grave
  overbrace underbrace overset underset stackrel left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr
  leq le geq ge neq ne approx equiv sim simeq cong propto ll gg prec succ preceq succeq leqslant geqslant triangleq doteq
  times div pm mp cdot ast star circ bullet oplus otimes odot ominus setminus in notin ni subset supset subseteq supseteq cup cap
  wedge vee land lor neg lnot forall exists perp parallel top bot vdash models mid to gets leftarrow rightarrow leftrightarrow
  Leftarrow Rightarrow Leftrightarrow longrightarrow longleftarrow Longrightarrow mapsto uparrow downarrow iff implies
  langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert vert Vert ldots cdots vdots ddots dots prime ell hbar Re Im wp
  emptyset varnothing angle triangle square surd therefore because aleph dagger ddagger quad qquad displaystyle textstyle
  scriptstyle limits nolimits not colon top transpose`.split(/\s+/),
);

const knownSigns = new Set([...',;:!|{}_%&# ']);

/**
 * Whether the inside of a formula may stand in a bibliography as it is: every command known to draw only, braces matched,
 * nothing that TeX reads as a comment, a parameter, a character code or the end of the formula.
 */
export function harmlessMath(source: string): boolean {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') {
      const name = /^[A-Za-z]+/.exec(source.slice(at + 1, at + 40))?.[0] ?? '';
      if (name === '' ? !knownSigns.has(source[at + 1] ?? '') : !known.has(name)) return false;
      // BibTeX counts an escaped brace like any other.
      if (source[at + 1] === '{') depth++;
      if (source[at + 1] === '}' && --depth < 0) return false;
      at += Math.max(1, name.length);
    } else if (character === '{') depth++;
    else if (character === '}' && --depth < 0) return false;
    else if (character !== undefined && '%#$&~"`@'.includes(character)) return false;
    else if (character === '^' && source[at + 1] === '^') return false;
  }
  return depth === 0;
}
