import { createHmac, timingSafeEqual } from 'node:crypto';

export type FileAccess = 'read' | 'write';

/** Signs and checks the temporary addresses of files. */
export interface UrlSigner {
  /** The query that lets its bearer at one file until `expiresAt` (epoch ms). */
  query(access: FileAccess, path: string, expiresAt: number): string;
  allows(access: FileAccess, path: string, query: URLSearchParams): boolean;
}

export function createUrlSigner(secret: string, now: () => number): UrlSigner {
  const signature = (access: FileAccess, path: string, expiry: string) =>
    createHmac('sha256', secret).update(`${access}\n${expiry}\n${path}`).digest();
  return {
    query(access, path, expiresAt) {
      const expiry = String(Math.floor(expiresAt / 1000));
      return `sign=${signature(access, path, expiry).toString('hex')}&t=${expiry}`;
    },
    allows(access, path, query) {
      const expiry = query.get('t') ?? '';
      const given = Buffer.from(query.get('sign') ?? '', 'hex');
      const expected = signature(access, path, expiry);
      return given.length === expected.length && timingSafeEqual(given, expected) && Number(expiry) * 1000 > now();
    },
  };
}
