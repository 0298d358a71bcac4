import { createHmac } from 'node:crypto';

export interface Signed {
  readonly key: string;
  readonly secret: string;
  /** Epoch ms. */
  readonly time: number;
  readonly nonce: string;
  readonly path: string;
  readonly body: string;
}

/** `x-sign` of the vendor's guide. */
export function sign({ key, secret, time, nonce, path, body }: Signed): string {
  return createHmac('sha256', secret).update([key, time, nonce, path, body].join('\n')).digest('hex');
}
