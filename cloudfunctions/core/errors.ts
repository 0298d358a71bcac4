import type { ErrorCode } from '../../typings/contract/errors';

export interface CallErrorDetail {
  readonly vendor?: string;
  /** The vendor's own code, for the log only. */
  readonly vendorCode?: string;
  /** Epoch ms before which a repeat is pointless. */
  readonly retryAt?: number;
  readonly cause?: unknown;
}

/** The one error that may cross the wire. Its message is for developers and holds no secret, address or id. */
export class CallError extends Error {
  readonly vendor: string | undefined;
  readonly vendorCode: string | undefined;
  readonly retryAt: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    { vendor, vendorCode, retryAt, cause }: CallErrorDetail = {},
  ) {
    super(message, { cause });
    this.name = 'CallError';
    this.vendor = vendor;
    this.vendorCode = vendorCode;
    this.retryAt = retryAt;
  }
}

/** Why something was not even begun: whatever kept it from that, it was certainly not done. */
export function unbegun(error: unknown): CallError {
  if (error instanceof CallError && isRefusal(error)) return error;
  return new CallError('internal', 'it could not be begun', { cause: error });
}

/** Whether what was asked for was certainly not done: of a vendor whose answer did not come, or cannot be read, nobody knows. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof CallError)) return false;
  const isUnread = error.code === 'vendor-protocol' && error.vendorCode === undefined;
  return error.code !== 'vendor-unavailable' && !isUnread;
}
