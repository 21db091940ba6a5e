/** The hosts that serve the blog; all serve the same pages. */
export const BLOG_HOSTS: readonly string[] = ['kexue.fm', 'www.kexue.fm', 'spaces.ac.cn', 'www.spaces.ac.cn'];
/** Where the canonical address of a post begins. */
export const BLOG_ORIGIN = 'https://kexue.fm';

/** The address of a post that is cited, whatever mirror it is read from. */
export function articleUrl(id: string): string {
  return `${BLOG_ORIGIN}/archives/${id}`;
}

const ARTICLE_PATH = /^(?:\/index\.php)?\/archives\/0*([1-9]\d{0,8})(?:\.html)?(?:\/comment-page-\d+)?\/?$/;

/**
 * Recognises the address of a post in all its forms: each host, http or https, with and without `/index.php`, a page of
 * its comments. `bases` are further addresses that the blog is read at: their hosts, and the folders they stand in.
 * Relative addresses start from the first of them. `fragment` is decoded, without `#`.
 */
export function recogniseArticleUrl(url: string, ...bases: readonly string[]): { id: string; fragment: string } | undefined {
  const start = bases.find((base) => URL.canParse(base)) ?? BLOG_ORIGIN;
  if (!URL.canParse(url.trim(), start)) return undefined;
  const address = new URL(url.trim(), start);
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return undefined;
  const isOwn = address.port === '' && BLOG_HOSTS.includes(address.hostname);
  const prefixes = [...(isOwn ? [''] : []), ...bases.flatMap((base) => prefixesAt(base, address.host))];
  for (const prefix of prefixes) {
    const id = address.pathname.startsWith(`${prefix}/`) ? ARTICLE_PATH.exec(address.pathname.slice(prefix.length))?.[1] : undefined;
    if (id !== undefined) return { id, fragment: decodeFragment(address.hash.slice(1)) };
  }
  return undefined;
}

/** What may stand before `/archives/` at a base on this host: the base may be the blog's own address or one of its pages. */
function prefixesAt(base: string, host: string): string[] {
  const home = URL.canParse(base) ? new URL(base) : undefined;
  return home?.host === host ? [home.pathname.replace(/\/[^/]*$/, ''), home.pathname.replace(/\/$/, '')] : [];
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // a lone % is shown as it is
  }
}
