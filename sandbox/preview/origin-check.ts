import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * True for requests that come from our own pages or from no page at all. Another website open in the same browser can
 * reach loopback too, by name tricks or directly, and must not call functions or pull streams.
 */
export function isOurs({ headers: { host = '', origin } }: IncomingMessage): boolean {
  if (!LOOPBACK.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}
