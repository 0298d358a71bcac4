import { createHmac } from 'node:crypto';

const VERSION = '2018-10-31';

export interface TokenText {
  /** Base64, as the console shows it. */
  readonly accessKey: string;
  /** What the token is good for, such as `products/7355`. */
  readonly resource: string;
  /** Epoch seconds at which it ends. */
  readonly expiresAt: number;
  readonly method: 'md5' | 'sha1' | 'sha256';
}

/** The `Authorization` token of the vendor's security page: an HMAC over its four fields, each value encoded. */
export function signToken({ accessKey, resource, expiresAt, method }: TokenText): string {
  const text = [expiresAt, method, resource, VERSION].join('\n');
  const sign = createHmac(method, Buffer.from(accessKey, 'base64')).update(text).digest('base64');
  const fields = [
    ['version', VERSION],
    ['res', resource],
    ['et', String(expiresAt)],
    ['method', method],
    ['sign', sign],
  ] as const;
  return fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}
