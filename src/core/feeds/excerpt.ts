import { plainText } from './plainText';

const moreLink = /(?:\[?(?:\.{3}|…|⋯)\]?|阅读全文|阅读更多|继续阅读|查看全文|点击阅读全文|read (?:more|on)|continue reading|view (?:post|article)|read the (?:full|rest)[^.]{0,40})[\s.…»→›>\])）]*$/i;

/** Whether the text of a feed ends like the beginning of a longer one: `[...]`, `…`, "Read more". */
export function endsLikeExcerpt(html: string): boolean {
  if (/class\s*=\s*["']?(?:more|read-?more|more-link)\b/i.test(html.slice(-600))) return true;
  return moreLink.test(plainText(html.slice(-500)));
}
