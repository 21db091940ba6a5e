/** Shapes of formulas as posts on machine learning have them, in our own words; `N` makes each one different. */
const INLINE = ['x_N', '\\boldsymbol{\\theta}_{N}', '\\alpha_N\\in\\mathbb{R}^d', 'f(x)=\\max(0,x-N)', 't', '\\mathcal{O}(n^2)', '\\Vert\\boldsymbol{W}\\Vert_F', 'p(y|x)', 'n', '\\frac{N}{2}'];
const DISPLAY = [
  '\\begin{equation}\\mathcal{L}_N=\\mathbb{E}_{x\\sim p(x)}\\left[-\\log q_{\\theta}(x)\\right]+\\frac{\\lambda}{2}\\Vert\\theta\\Vert^2\\label{eq:N}\\end{equation}',
  '$$\\boldsymbol{R}_N=\\begin{pmatrix}\\cos N\\theta & -\\sin N\\theta\\\\ \\sin N\\theta & \\cos N\\theta\\end{pmatrix}$$',
  '\\begin{align}a_N&=\\sum_{i=1}^{n}\\frac{\\exp(s_i)}{\\sum_j\\exp(s_j)}v_i\\\\&=\\text{softmax}(s)\\cdot v\\end{align}',
  '\\begin{equation}\\begin{aligned}x_{t-1}=&\\,\\frac{1}{\\sqrt{\\alpha_t}}\\left(x_t-\\frac{1-\\alpha_t}{\\sqrt{1-\\bar{\\alpha}_t}}\\epsilon_{N}\\right)+\\sigma_t z\\\\ =&\\,\\mu_t+\\sigma_t z\\end{aligned}\\end{equation}',
];

/** An article of our own with `count` formulas, two of three inline, in paragraphs of Chinese. */
export function articleWithFormulas(count: number): string {
  const paragraphs: string[] = [];
  for (let made = 0, n = 0; made < count; n++) {
    if (n % 8 === 0) paragraphs.push(`## 第${String(n / 8 + 1)}节`);
    const of = (shapes: readonly string[], place: number): string => (shapes[(n + place) % shapes.length] ?? '').replace(/N/g, String(n));
    const inline = [0, 3, 7].map((place) => `$${of(INLINE, place)}$`);
    paragraphs.push(`设参数为${inline.join('，步长与')}，由此可知下面的结论对一切情形成立：\n${of(DISPLAY, 0)}\n其中$${of(INLINE, 5)}$是常数。`);
    made += 5;
  }
  return paragraphs.join('\n\n');
}
