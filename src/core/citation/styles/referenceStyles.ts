import { acmProceedings, acm } from './acm';
import { acs } from './acs';
import { apa } from './apa';
import { blogForm } from './blogForm';
import { chicagoAuthorDate, chicagoNotes, chicagoShortNotes } from './chicago';
import { gbt7714Styles } from './gbt7714';
import { harvard } from './harvard';
import { ieee } from './ieee';
import { mla } from './mla';
import { nature } from './nature';
import type { StyleDefinition, StyleGroup } from './styleDefinition';
import { vancouver } from './vancouver';

/** A style as a list of choices shows it. */
export interface ReferenceStyle {
  readonly id: string;
  /** The style's own name, the same in every language. */
  readonly name: string;
  readonly group: StyleGroup;
}

const definitions: readonly StyleDefinition[] = [
  blogForm, ...gbt7714Styles, apa, mla, chicagoAuthorDate, harvard, chicagoNotes, chicagoShortNotes, ieee, acm, acmProceedings, nature, vancouver, acs,
];

const byId = new Map(definitions.map((style) => [style.id, style]));

/** All styles, in the order in which they are offered. */
export const referenceStyles: readonly ReferenceStyle[] = definitions.map(({ id, name, group }) => ({ id, name, group }));

/** The style with this id. */
export function findStyle(id: string): StyleDefinition | undefined {
  return byId.get(id);
}
