import type { HttpResponse } from '../ports';

/** Longest page that is taken for the gate's script; whole pages of the blog are many times longer. */
const longestGatePage = 2048;
const longestCookie = 4096;

/**
 * The `Cookie` header that opens the blog's gate, if `response` is that gate: 403, a cookie and a page with nothing
 * but a short script. A browser runs the script, which asks again and sends the cookie.
 */
export function gateCookie(response: HttpResponse): string | undefined {
  const setCookie = response.headers.get('set-cookie');
  if (response.status !== 403 || !setCookie || response.body.length > longestGatePage) return undefined;
  if (!/<script\b[^>]*>[^<]*location/i.test(new TextDecoder().decode(response.body))) return undefined;
  const cookies = setCookie.split('\n').flatMap((line) => /^\s*[^\s=;,"]+=[^;\s,]*/.exec(line) ?? []);
  const header = cookies.map((cookie) => cookie.trim()).join('; ');
  return header !== '' && header.length <= longestCookie ? header : undefined;
}
