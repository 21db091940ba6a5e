const longestSeconds = 24 * 60 * 60;

/**
 * Seconds that a `Retry-After` asks for: a number or an HTTP date (RFC 9110, 10.2.3).
 *
 * A date is measured against the server's own `Date`, so that a wrong clock on either side doesn't matter. `undefined`
 * where the header is missing, senseless or in the past; at most a day.
 */
export function parseRetryAfter(headers: ReadonlyMap<string, string>, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Math.min(Number(value), longestSeconds);
  const until = /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : Number.NaN;
  const serverNow = Date.parse(headers.get('date') ?? '');
  const seconds = Math.ceil((until - (Number.isNaN(serverNow) ? now : serverNow)) / 1000);
  return seconds > 0 ? Math.min(seconds, longestSeconds) : undefined;
}
