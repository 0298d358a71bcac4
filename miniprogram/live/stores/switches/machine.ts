import type { SwitchChange } from '../../../../typings/contract/control';
import { wasUnanswered, type FailureCode } from '../../../utils/call-failed';
import type { Standing, SwitchState } from './state';

/** As long as the cloud guards a switch against another change, whoever asks. */
export const GUARD_MS = 5_000;
/** The longest that a clock which differs from the cloud's is believed. */
const LONGEST_REST_MS = 60_000;

/** The vendor was asked how it stands; null when it cannot say. An answer from before a change counts for nothing. */
export function read(state: SwitchState, on: boolean | null): SwitchState {
  if (state.work !== null || on === null) return state;
  return { ...state, standing: { kind: 'read', on } };
}

/** A person wants a change: it is sent when `work` says so; otherwise `result` says why not. */
export function wish(state: SwitchState, change: SwitchChange, now: number): SwitchState {
  if (state.work !== null) return state;
  if (now < state.restsUntil) return { ...state, result: { kind: 'resting' } };
  return { ...state, work: change, restsUntil: now + GUARD_MS, result: null };
}

/** It is so now, or was already; `on` as the vendor says, null when it cannot. */
export function done(state: SwitchState, on: boolean | null): SwitchState {
  const { work } = state;
  if (work === null) return state;
  return {
    ...state,
    standing: standingAfter(state.standing, work, on),
    work: null,
    result: { kind: 'done', change: work },
  };
}

/** It was refused, or not answered: what can be read stands as before until it is read again. */
export function failed(
  state: SwitchState,
  { code, retryAt }: { readonly code: FailureCode; readonly retryAt: number | null },
  now: number,
): SwitchState {
  const { work } = state;
  if (work === null) return state;
  const open: SwitchState = { ...state, work: null };
  if (wasUnanswered(code)) {
    // Nobody knows whether it was changed: it may be under way still.
    return { ...open, standing: { kind: 'unknown' }, result: { kind: 'unanswered', change: work, code } };
  }
  switch (code) {
    case 'rate-limited':
      return { ...open, restsUntil: restUntil(retryAt, now), result: { kind: 'resting' } };
    case 'conflict':
      return { ...open, standing: { kind: 'unknown' }, result: { kind: 'unsure', change: work } };
    case 'no-network':
      // It has not reached the cloud, which guards nothing then.
      return { ...open, restsUntil: now, result: { kind: 'refused', change: work, code } };
    default:
      return { ...open, result: { kind: 'refused', change: work, code } };
  }
}

function standingAfter(before: Standing, change: SwitchChange, on: boolean | null): Standing {
  if (on !== null) return { kind: 'read', on };
  // Done, yet its state could not be read just now.
  if (before.kind === 'read' && 'on' in change) return { kind: 'read', on: change.on };
  return change.name === 'mirror' ? before : { kind: 'told', change };
}

function restUntil(retryAt: number | null, now: number): number {
  if (retryAt === null || retryAt <= now) return now + GUARD_MS;
  return Math.min(retryAt, now + LONGEST_REST_MS);
}
