// Everything that searching takes.
export { createSearch } from '../host/search/createSearch';
export { SearchIndex } from '../core/search/searchIndex';
