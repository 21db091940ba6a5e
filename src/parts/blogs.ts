/** What reading other blogs takes: loaded when the first of them is added or read. */
import { htmlToMarkdown } from '../core/convert/htmlToMarkdown';
import { findFeeds } from '../core/feeds/findFeeds';
import { formatOpml, parseOpml } from '../core/feeds/opml';
import type { FeedTools } from '../core/feeds/otherBlogs';
import { parseFeed } from '../core/feeds/parseFeed';
import { plainText } from '../core/feeds/plainText';
import { mainText } from './mainText';

export const feedTools: FeedTools = { parseFeed, findFeeds, mainText, plainText, parseOpml, formatOpml, toMarkdown: (html, baseUrl) => htmlToMarkdown(html, { baseUrl }) };
