import { randomUUID } from 'node:crypto';

import { generate } from 'selfsigned';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
}

const DAY_MS = 86_400_000;

/**
 * A certificate for 127.0.0.1 that signs itself, good for a year from now. Its subject is its own: who trusts several
 * looks the issuer up by subject, and would take one for the other.
 */
export async function makeCertificate(now: number): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: `camera media ${randomUUID()}` }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + 365 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return { key: made.private, certificate: made.cert };
}
