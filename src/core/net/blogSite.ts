import { ReaderError } from '../model/errors';

/** Where one blog lives. */
export interface BlogSite {
  /** Address that is asked first, `https://kexue.fm`; a path in it stands before every path asked for. */
  readonly baseUrl: string;
  /** Asked in this order when the base cannot be reached. */
  readonly mirrors: readonly string[];
  /** Further hosts that belong to the blog, at the usual ports. */
  readonly hosts: readonly string[];
  /** Whether all its hosts serve the same pages, so that an address on any of them may be asked at the base. */
  readonly hostsAreAlike: boolean;
  /** Paths never asked for, whatever robots.txt says. */
  readonly forbiddenPaths: RegExp | undefined;
}

const scientificSpacesHosts = ['kexue.fm', 'www.kexue.fm', 'spaces.ac.cn', 'www.spaces.ac.cn'];

/** 科学空间, read through the addresses of the settings. */
export function scientificSpacesSite(baseUrl: string, mirrors: readonly string[]): BlogSite {
  return {
    baseUrl,
    mirrors,
    hosts: scientificSpacesHosts,
    hostsAreAlike: true,
    forbiddenPaths: /^\/+(?:index\.php\/+)?search(?:\/|$)/i,
  };
}

/** Any other blog, named by the address that a person gave: its host with and without `www.` */
export function otherBlogSite(address: string): BlogSite {
  const { origin, hostname } = parseAddress(address);
  const bare = hostname.replace(/^www\./, '');
  return { baseUrl: origin, mirrors: [], hosts: isPrivateHost(hostname) ? [] : [bare, `www.${bare}`], hostsAreAlike: false, forbiddenPaths: undefined };
}

/**
 * Checks that an address may be asked: http or https, no user name, a host and port of the blog's, no private address
 * that isn't the configured base itself, no forbidden path.
 *
 * Throws a ReaderError `refused` with the reason `scheme`, `host` or `path`.
 */
export function checkAddress(address: string, site: BlogSite): URL {
  const url = parseAddress(address);
  const configured = [site.baseUrl, ...site.mirrors].some((own) => originOf(own) === url.origin);
  const listed = site.hosts.includes(url.hostname) && url.port === '' && !isPrivateHost(url.hostname);
  if (!configured && !listed) throw new ReaderError('refused', address, { reason: 'host' });
  if (site.forbiddenPaths?.test(decodedPath(url))) throw new ReaderError('refused', address, { reason: 'path' });
  return url;
}

/** The addresses at which to ask for `target` (a path or an address of the blog's), best first. */
export function addressesOf(target: string, site: BlogSite): URL[] {
  const origins = [site.baseUrl, ...site.mirrors];
  if (target.startsWith('/') && !target.startsWith('//')) return origins.map((origin) => checkAddress(join(origin, target), site));
  const url = checkAddress(target, site);
  if (!site.hostsAreAlike) return [url];
  const prefix = [site.baseUrl, ...site.mirrors].map((own) => new URL(own)).find((own) => own.origin === url.origin)?.pathname.replace(/\/+$/, '') ?? '';
  const path = prefix && url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : url.pathname;
  return origins.map((origin) => checkAddress(join(origin, path + url.search), site));
}

/** Whether a host name means this machine or the network around it. Names are judged as written, without a look-up. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (host.includes(':')) return isPrivateIPv6(host);
  const parts = host.split('.');
  // URL has already turned every way to write an IPv4 address (octal, hexadecimal, one number) into four decimal parts
  if (parts.length === 4 && parts.every((part) => /^\d+$/.test(part))) return isPrivateIPv4(parts.map(Number));
  return !host.includes('.') || /(?:^|\.)(?:localhost|local|internal|lan|home|intranet|corp|home\.arpa)$/.test(host);
}

function isPrivateIPv4([a = 0, b = 0, c = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true;
  if (a === 100) return b >= 64 && b <= 127;
  if (a === 169) return b === 254;
  if (a === 172) return b >= 16 && b <= 31;
  if (a === 192) return b === 168 || (b === 0 && (c === 0 || c === 2));
  return (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) || (a === 203 && b === 0 && c === 113);
}

function isPrivateIPv6(host: string): boolean {
  // Global unicast is 2000::/3. Everything else is local, and addresses that carry an IPv4 one hide where they lead.
  return !/^[23][0-9a-f]{3}:/.test(host) || host.startsWith('2002:') || /^2001:0?:/.test(host) || host.startsWith('2001:db8:');
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') {
    throw new ReaderError('refused', address, { reason: 'scheme' });
  }
  return url;
}

const originOf = (address: string): string | undefined => (URL.canParse(address) ? new URL(address).origin : undefined);
const join = (origin: string, path: string): string => origin.replace(/\/+$/, '') + path;

function decodedPath(url: URL): string {
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    return url.pathname; // not UTF-8: no path that we forbid is written like that
  }
}
