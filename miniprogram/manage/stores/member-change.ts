import type { StoreId } from '../../../typings/contract/domain';
import type { MemberId } from '../../../typings/contract/people';
import { wasLost, type CallFailed, type FailureCode } from '../../utils/call-failed';

/** What is being done, one thing at a time. `storeId` null: to the person as a whole. */
export interface MemberTask {
  readonly kind: 'saving' | 'removing' | 'owning' | 'renaming';
  readonly storeId: StoreId | null;
}

/** How a change ended. `left`: nobody looks any more. */
export type Outcome = 'done' | 'left' | CallFailed;

/** After these somebody else has changed how the person stands. */
const STALE: readonly FailureCode[] = ['conflict', 'permission-denied', 'not-found'];
/** Whether what is shown may no longer be so after it. */
export const isUnsure = (failure: CallFailed): boolean => wasLost(failure) || STALE.includes(failure.code);

/** A change that failed. */
export interface MemberProblem {
  readonly task: MemberTask;
  readonly failure: CallFailed;
  /** Whether it may have been done all the same. */
  readonly lost: boolean;
  /** Whether the person stands as it wanted. */
  readonly holds: () => boolean;
}

/** One change: what is asked for, and whether the person stands as it wanted. */
export interface MemberChange {
  readonly task: MemberTask;
  /** Answers with what to do here once it is done. */
  readonly ask: (memberId: MemberId) => Promise<() => void>;
  readonly holds: () => boolean;
}
