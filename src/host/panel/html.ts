/** Markup that may stand as it is. Only {@link html} and {@link raw} make one. */
export class Html {
  constructor(readonly text: string) {}
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Marks text as markup. For what our own renderer made, never for what came from outside. */
export function raw(text: string): Html {
  return new Html(text);
}

/** Template tag that escapes every value unless it is {@link Html}. */
export function html(strings: TemplateStringsArray, ...values: readonly (string | number | Html)[]): Html {
  const escaped = values.map((value) => (value instanceof Html ? value.text : String(value).replace(/[&<>"']/g, (c) => entities[c] ?? c)));
  return new Html(strings.reduce((text, part, index) => text + (escaped[index - 1] ?? '') + part));
}
