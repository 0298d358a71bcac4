import type { SimRequest } from '../simulator';
import type { Success } from './codes';
import type { Caller } from './keys';

/** A call that was let in. */
export interface Call {
  readonly query: URLSearchParams;
  readonly request: SimRequest;
  readonly caller: Caller;
  /** What stands for `{…}` in the endpoint's path; empty when its path has no such part. */
  readonly part: string;
  /** A wish for the command's fate, `cmd_status:5` or `resp_code:4`; null for none. */
  readonly injected: string | null;
}

/** An answer that is no JSON. */
export class Bytes {
  constructor(
    readonly type: string,
    readonly content: Buffer,
  ) {}
}

/**
 * Who may call: anybody, whoever holds a key (a device's own key for that device only), whoever holds the product's
 * key or a token of it, or the master key alone. `storage` is as `product`, refused by object storage's own table.
 */
export type Access = 'anybody' | 'key' | 'product' | 'master' | 'storage';

export interface Endpoint {
  readonly access: Access;
  readonly run: (call: Call) => Success | Bytes;
}

export type Endpoints = Readonly<Record<string, Endpoint>>;
