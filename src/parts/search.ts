// Everything that searching takes.
export { createSearch } from '../host/search/createSearch';
