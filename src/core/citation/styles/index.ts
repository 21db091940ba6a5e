export { formatReferences } from './formatReferences';
export type { FormattedReferences, ReferenceOptions } from './formatReferences';
export type { StyleLocale } from './locale';
export type { AuthorForm } from './names';
export type { PostKind } from './post';
export { referenceStyles } from './referenceStyles';
export type { ReferenceStyle } from './referenceStyles';
export type { StyleGroup } from './styleDefinition';
export type { ReferenceOutput } from './writers';
