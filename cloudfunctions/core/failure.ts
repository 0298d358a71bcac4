import type { CallFailure } from '../../typings/contract/errors';
import { CallError } from './errors';

/** What crosses the wire when a call fails: only a CallError's own words leave the cloud. */
export function toFailure(error: unknown, requestId: string): CallFailure {
  if (!(error instanceof CallError)) return { code: 'internal', message: 'internal error', requestId };
  const { code, message, retryAt } = error;
  return { code, message, requestId, ...(retryAt !== undefined && { retryAt }) };
}
