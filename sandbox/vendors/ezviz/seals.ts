import { createHmac, randomBytes } from 'node:crypto';

/** Makes addresses that carry their own proof, so that none needs to be kept. */
export interface Seals {
  /** The facts as a query, with the proof as `t`; `expire` is epoch s. Addresses end with `ev`, which says nothing. */
  readonly seal: (subject: string, facts: Readonly<Record<string, string>> & { readonly expire: string }) => string;
  readonly check: (subject: string, query: URLSearchParams) => 'good' | 'expired' | 'forged';
  /** Whatever was sealed so far is good no longer. */
  readonly expireAll: () => void;
}

export function createSeals(now: () => number): Seals {
  let secret = randomBytes(32);
  const proof = (subject: string, facts: readonly (readonly [string, string])[]): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify([subject, facts]))
      .digest('hex');
  return {
    seal: (subject, facts) => new URLSearchParams({ ...facts, t: proof(subject, Object.entries(facts)) }).toString(),
    check: (subject, query) => {
      const facts = [...query].filter(([name]) => name !== 't' && name !== 'ev');
      if (query.get('t') !== proof(subject, facts)) return 'forged';
      return now() < Number(query.get('expire')) * 1000 ? 'good' : 'expired';
    },
    expireAll: () => {
      secret = randomBytes(32);
    },
  };
}
