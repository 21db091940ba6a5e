import { apa } from './apa';
import { blogForm } from './blogForm';
import { gbt7714Styles } from './gbt7714';
import type { StyleDefinition, StyleGroup } from './styleDefinition';

/** A style as a list of choices shows it. */
export interface ReferenceStyle {
  readonly id: string;
  /** The style's own name, the same in every language. */
  readonly name: string;
  readonly group: StyleGroup;
}

const definitions: readonly StyleDefinition[] = [blogForm, ...gbt7714Styles, apa];

const byId = new Map(definitions.map((style) => [style.id, style]));

/** All styles, in the order in which they are offered. */
export const referenceStyles: readonly ReferenceStyle[] = definitions.map(({ id, name, group }) => ({ id, name, group }));

/** The style with this id. */
export function findStyle(id: string): StyleDefinition | undefined {
  return byId.get(id);
}
