// Everything that citing takes.
export { CitationInserter } from '../host/citation/insertCitation';
