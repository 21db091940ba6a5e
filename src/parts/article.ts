// Everything that reading an article takes, but for drawing it: parsing its page, keeping it, showing it.
export { contentPageRows } from '../core/blog/contentPage';
export { parseFeed } from '../core/blog/feed';
export { createReading } from '../host/createReading';
