import type { Caller, Permission } from './account';
import type { Success } from './codes';
import type { Fields } from './fields';

export interface Endpoint {
  /**
   * Default `form`: POST with a form body. `newer`: GET with the token in a header. `cloud`: the newer calls of cloud
   * recording, which name token and device in headers, and the rest in the query or a form body.
   */
  readonly shape?: 'form' | 'multipart' | 'newer' | 'cloud';
  /** Of a `cloud` call; default GET. */
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /**
   * `none` needs no accessToken; `owner` refuses sub-accounts; anything else is what a sub-account's policy must grant
   * for the device that the call names.
   */
  readonly access: 'none' | 'owner' | Permission | ((fields: Fields) => Permission);
  readonly run: (fields: Fields, caller: Caller) => Success | Promise<Success>;
}

export type Endpoints = Readonly<Record<string, Endpoint>>;
