const SAFE = /^(?:#(?:[0-9a-f]{3}|[0-9a-f]{6})|[a-z]{1,30})$/i;
const RGB = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/i;

/** A colour as KaTeX takes it: a name, `#rgb` or `#rrggbb`. `undefined` for what is no colour: the formula is then drawn without. */
export function safeColor(color: string, defined: ReadonlyMap<string, string>): string | undefined {
  const name = color.trim();
  const known = defined.get(name);
  if (known !== undefined) return known;
  if (SAFE.test(name)) return name;
  const rgb = RGB.exec(name);
  return rgb ? hex(rgb.slice(1).map((part) => Number(part) / 255)) : undefined;
}

/** A colour given by a model of the color package: `rgb` 0…1, `RGB` 0…255, `gray` 0…1, `HTML` six digits, `named`, `cmyk`. */
export function colorOfModel(model: string, spec: string): string | undefined {
  const parts = spec.split(',').map(Number);
  if (model === 'HTML' && /^[0-9a-f]{6}$/i.test(spec.trim())) return `#${spec.trim()}`;
  if (model === 'named' || model === '') return safeColor(spec, new Map());
  if (parts.some((part) => !Number.isFinite(part) || part < 0)) return undefined;
  const [a = 0, b = 0, c = 0, k = 0] = parts;
  if (model === 'rgb' && parts.length === 3) return hex(parts);
  if (model === 'RGB' && parts.length === 3) return hex(parts.map((part) => part / 255));
  if (model === 'gray' && parts.length === 1) return hex([a, a, a]);
  if (model === 'cmyk' && parts.length === 4) return hex([a, b, c].map((part) => (1 - part) * (1 - k)));
  return undefined;
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.round(Math.min(1, Math.max(0, part)) * 255).toString(16).padStart(2, '0')).join('')}`;
}
