/** Changes whenever the same Markdown would give other HTML: part of the key under which rendered HTML is kept. */
export const rendererVersion = '16';
