// Everything that citing takes.
export { citationTarget } from '../core/citation/cite/citationTarget';
export { planCitation } from '../core/citation/cite/planCitation';
export { toCitationItem } from '../core/citation/citationItem';
export { findBibliographies } from '../core/citation/find/findBibliographies';
export { planEntry } from '../core/citation/planEntry';
