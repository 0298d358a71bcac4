import { createHash } from 'node:crypto';
import { chinaTime } from '../../core/china-time';

export type SignMethod = 'md5' | 'sha1';

/**
 * `_sig` of the vendor's signature page: names in code-unit order, each followed by its raw value, the secret before
 * and after; upper-case hex of the digest.
 */
export function sign(params: Readonly<Record<string, string>>, secret: string, method: SignMethod): string {
  const fields = Object.keys(params)
    .sort()
    .map((name) => name + (params[name] ?? ''));
  return createHash(method)
    .update(secret + fields.join('') + secret)
    .digest('hex')
    .toUpperCase();
}

/** `_timestamp`: yyyyMMddHHmmss in China. */
export function timestampOf(now: number): string {
  return chinaTime(now).replace(/\D/g, '');
}
