import { CallError } from './errors';

/** For whoever has a vendor remove something: what is not there any more counts as removed. */
export function ignoreGone(error: unknown): void {
  if (!(error instanceof CallError && error.code === 'not-found')) throw error;
}
