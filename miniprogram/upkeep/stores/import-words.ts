import { faultWords } from '../../stores/page-screen';
import { wasLost } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import { momentWords, type ZoneOffset } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import type { ListingFollower } from './listing-follower';
import type { TakeResult } from './offers-store';

interface Setting {
  readonly words: Dictionary;
  /** Epoch ms. */
  readonly now: number;
  readonly zone: ZoneOffset;
}

/** How the reading of the list stands, in words. */
export interface ListingView {
  readonly line: string;
  /** Empty where there is nothing to add. */
  readonly note: string;
  readonly bad: boolean;
  /** Whether it can be read again now. */
  readonly again: boolean;
}

export function listingView(
  { listing, failure }: Pick<ListingFollower, 'listing' | 'failure'>,
  { words, now, zone }: Setting,
): ListingView {
  const { importing } = words;
  const when = (at: number) => momentWords(at, { words: words.common, now, zone });
  const failed = listing?.state === 'failed' ? { code: listing.problem ?? 'internal' } : null;
  const problem = failure ?? failed;
  if (problem !== null) {
    const { title: why, next } = faultWords(problem, words, importing.faults);
    return { line: fill(importing.readingFailed, { why, next }), note: '', bad: true, again: true };
  }
  if (listing === null) return { line: '', note: '', bad: false, again: false };
  const { state, seen: n, startedAt, finishedAt } = listing;
  if (state === 'listing') {
    const note = startedAt === null ? '' : fill(importing.readingSince, { when: when(startedAt) });
    return { line: fill(importing.reading, { n }), note, bad: false, again: false };
  }
  const line = finishedAt === null ? importing.unread : fill(importing.readAt, { when: when(finishedAt), n });
  return { line, note: '', bad: false, again: true };
}

/** What came of many decisions, in words. */
export interface TakenWords {
  readonly text: string;
  readonly bad: boolean;
}

export function takenWords({ kind, taken, leftOut, undone, failure }: TakeResult, words: Dictionary): TakenWords {
  const { importing } = words;
  const done = fill(importing.done[kind], { n: taken });
  if (failure === null)
    return { text: leftOut === 0 ? done : fill(importing.leftOut, { done, n: leftOut }), bad: false };
  const { title: why, next } = faultWords(failure, words, importing.faults);
  const sure = taken === 0 ? importing.nothingDone : importing.halfway;
  const template = wasLost(failure) ? importing.doubtful : sure;
  return { text: fill(template, { done, n: undone, why, next }), bad: true };
}
