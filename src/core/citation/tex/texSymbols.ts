/**
 * Mathematical characters that text fonts of TeX lack, so that a raw one vanishes without a word, as TeX math.
 *
 * Greek letters whose form is a Latin letter are left to the text font's own look-alike.
 */
const table: readonly (readonly [string, string])[] = [
  ['αβγδϵζηθικλμνξπρσςτυϕχψω', 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma varsigma tau upsilon phi chi psi omega'],
  ['εϑϖϱφϰ', 'varepsilon vartheta varpi varrho varphi varkappa'],
  ['ΓΔΘΛΞΠΣΥΦΨΩ', 'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'],
  ['≤≥≠≈≡≪≫∼≃≅∝≺≻⪯⪰≼≽≲≳', 'leq geq neq approx equiv ll gg sim simeq cong propto prec succ preceq succeq preceq succeq lesssim gtrsim'],
  ['⩽⩾≜≐', 'leqslant geqslant triangleq doteq'],
  ['×÷±∓⋅∗∘⊕⊗⊙⊖∖⋆∙', 'times div pm mp cdot ast circ oplus otimes odot ominus setminus star bullet'],
  ['√∑∏∫∮∂∇∞ℓℏℜℑ℘∅∠△□◇', 'surd sum prod int oint partial nabla infty ell hbar Re Im wp emptyset angle triangle square diamond'],
  ['∈∉∋⊂⊃⊆⊇∪∩∧∨¬∀∃⊥∥⊤⊢⊨', 'in notin ni subset supset subseteq supseteq cup cap wedge vee neg forall exists perp parallel top vdash models'],
  ['→←↑↓↔⇒⇐⇔↦⟶⟵⟹⟸⟺↗↘⇌', 'to leftarrow uparrow downarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow mapsto longrightarrow longleftarrow Longrightarrow Longleftarrow Longleftrightarrow nearrow searrow rightleftharpoons'],
  ['⟨⟩⌊⌋⌈⌉∣', 'langle rangle lfloor rfloor lceil rceil mid'],
  ['∴∵⋯⋮⋱ℵ†‡', 'therefore because cdots vdots ddots aleph dagger ddagger'],
];

const alphabets: readonly (readonly [string, string])[] = [
  ['ℝℂℕℤℚℙ𝔼𝔽', 'R C N Z Q P E F'],
];

const scripts: readonly (readonly [string, string, string])[] = [
  ['⁰⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱ', '^', '0 4 5 6 7 8 9 + - n i'],
  ['₀₁₂₃₄₅₆₇₈₉₊₋ₙᵢⱼₖₓ', '_', '0 1 2 3 4 5 6 7 8 9 + - n i j k x'],
];

/** The TeX source of each such character, with its dollar signs. */
export const texSymbols: ReadonlyMap<string, string> = new Map([
  ...table.flatMap(([characters, names]) => pair(characters, names, (name) => `$\\${name}$`)),
  ...alphabets.flatMap(([characters, names]) => pair(characters, names, (name) => `$\\mathbb{${name}}$`)),
  ...scripts.flatMap(([characters, sign, names]) => pair(characters, names, (name) => `$${sign}{${name}}$`)),
  ['−', '$-$'],
  ['′', "$'$"],
]);

function pair(characters: string, names: string, write: (name: string) => string): [string, string][] {
  const words = names.split(' ');
  return [...characters].map((character, index) => [character, write(words[index] ?? '')]);
}
