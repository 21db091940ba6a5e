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
 * its comments, root-relative. `base` adds the host of another mirror. `fragment` is decoded, without `#`.
 */
export function recogniseArticleUrl(url: string, base: string = BLOG_ORIGIN): { id: string; fragment: string } | undefined {
  let address: URL;
  let home: URL;
  try {
    home = new URL(base);
    address = new URL(url.trim(), home);
  } catch {
    return undefined; // no address
  }
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return undefined;
  const isKnownPort = address.port === '' || address.host === home.host;
  if (!isKnownPort || (!BLOG_HOSTS.includes(address.hostname) && address.host !== home.host)) return undefined;
  const id = ARTICLE_PATH.exec(address.pathname)?.[1];
  return id === undefined ? undefined : { id, fragment: decodeFragment(address.hash.slice(1)) };
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // a lone % is shown as it is
  }
}
