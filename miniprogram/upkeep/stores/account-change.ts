import type { CallFailed, FailureCode } from '../../utils/call-failed';

/** What is being done, one thing at a time. */
export type AccountTask = 'trying' | 'adding' | 'asking' | 'renaming' | 'rotating' | 'removing';

/** How something ended. `refused`: the vendor has something against the keys; `left`: nobody looks any more. */
export type Outcome = 'done' | 'refused' | 'left' | CallFailed;

const UNSURE: readonly FailureCode[] = ['conflict', 'permission-denied', 'not-found', 'timeout', 'internal'];

/** Whether nobody knows how the account stands after it. */
export const isUnsure = ({ code }: CallFailed): boolean => UNSURE.includes(code);
