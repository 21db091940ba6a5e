import type { Post } from '../demoBlog/post';

const inlineFormulas = ['x_1,x_2,\\cdots,x_n', '\\mathbb{E}[X^2]=\\sigma^2', '\\boldsymbol{W}\\in\\mathbb{R}^{n\\times m}', '\\frac{\\partial L}{\\partial\\theta}', '\\Vert\\boldsymbol{x}\\Vert_2\\leq 1'];
const displayFormulas = [
  '\\int_{-\\infty}^{\\infty}e^{-x^2/2\\sigma^2}dx=\\sigma\\sqrt{2\\pi}',
  '\\begin{aligned}f(x+\\epsilon)=&\\,f(x)+\\epsilon f\'(x)\\\\ &+\\frac{1}{2}\\epsilon^2f\'\'(x)+\\mathcal{O}(\\epsilon^3)\\end{aligned}',
  '\\begin{pmatrix}\\cos\\theta & -\\sin\\theta\\\\ \\sin\\theta & \\cos\\theta\\end{pmatrix}\\begin{pmatrix}x\\\\ y\\end{pmatrix}',
  'p_i=\\frac{e^{x_i/\\tau}}{\\sum\\limits_{j=1}^n e^{x_j/\\tau}}',
];

/** Two formulas in the text and one displayed, in a hundred Chinese characters: about the blog's density. */
function section(index: number): string {
  const pick = (list: readonly string[], step: number) => list[(index * step) % list.length];
  return [
    `## 第 ${index + 1} 节`,
    `在这一节里，我们假设第 ${index + 1} 个条件 $${pick(inlineFormulas, 1)}$ 成立，并且沿用前面的记号。由于各项之间彼此独立，展开之后的交叉项全部消失，剩下的就是主要的部分。`,
    `$$${pick(displayFormulas, 1)}$$`,
    `可以看到，当 $${pick(inlineFormulas, 2)}$ 时上式取到等号。这个结论并不依赖于具体的分布，只用到了矩的有限性，因此可以直接推广到更高的维数，证明的过程也没有任何区别。`,
  ].join('\n\n');
}

/** A post of `formulas` formulas (a multiple of three), in plain Markdown that VS Code's own preview draws too. */
export function syntheticPost(id: number, title: string, formulas: number): Post {
  const source = Array.from({ length: formulas / 3 }, (_, index) => section(index)).join('\n\n');
  return { id, title, date: '2025-12-01', category: '数学研究', tags: ['测试'], readers: 1, source, comments: [] };
}
