/** Every reason a call can fail. The phone has words for each. */
export type ErrorCode =
  | 'invalid-argument'
  | 'unauthenticated'
  | 'permission-denied'
  | 'not-found'
  | 'conflict'
  /** Of an invitation, a share or the first ownership: taken up by somebody, opened by as many as may, past its time, or taken back. */
  | 'used'
  | 'full'
  | 'expired'
  | 'revoked'
  /** The caller may, but not at this hour; `retryAt` says when. */
  | 'outside-hours'
  | 'device-offline'
  | 'device-busy'
  | 'device-encrypted'
  | 'device-masked'
  | 'device-disabled'
  | 'unsupported'
  | 'rate-limited'
  | 'vendor-auth'
  | 'vendor-quota'
  | 'vendor-unavailable'
  | 'vendor-protocol'
  | 'internal';

export interface CallFailure {
  readonly code: ErrorCode;
  /** For developers; the screen shows its own words for `code`. */
  readonly message: string;
  readonly requestId: string;
  /** Epoch ms before which a repeat is refused again. */
  readonly retryAt?: number;
}
