import type { FailureCode } from './call-failed';

/** What the screen says of one failure: what happened, and what to do next. */
export interface FailureWords {
  readonly title: string;
  readonly next: string;
}

/** Words for every failure there is; a missing one does not compile. */
export type FailureDictionary = Readonly<Record<FailureCode, FailureWords>>;
