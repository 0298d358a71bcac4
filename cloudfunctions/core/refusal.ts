import { CallError } from './errors';
import type { Verdict } from './rights';

/** Why a camera may not be used, as the caller may hear it. */
export function refusalOf(verdict: Verdict): CallError {
  switch (verdict.kind) {
    case 'outside-hours':
      return new CallError(verdict.kind, 'the caller may not at this hour', { retryAt: verdict.until });
    case 'permission-denied':
      return new CallError(verdict.kind, 'the caller may not do this to this camera');
    case 'not-found':
    case 'allowed':
      return new CallError('not-found', 'no such camera');
  }
}
