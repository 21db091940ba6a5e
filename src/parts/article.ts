// Everything that reading an article takes: parsing its page, keeping it, rendering it.
export { contentPageRows } from '../core/blog/contentPage';
export { parseFeed } from '../core/blog/feed';
export { createReading } from '../host/createReading';
