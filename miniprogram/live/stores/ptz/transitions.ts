import type { PtzEffect, PtzStep } from './events';
import { EXTEND_EVERY_MS, LONGEST_HOLD_MS, NOTICE_MS, SLOW_AFTER_MS, STOP_PATIENCE_MS } from './policy';
import type { HoldOrder, PtzNotice, PtzPhaseOf, PtzState, StepOrder } from './state';

export const stay = (state: PtzState): PtzStep => ({ state, effects: [] });

/** What `first` wants done, and then what `next` makes of its state. */
export function after(first: PtzStep, next: (state: PtzState) => PtzStep): PtzStep {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}

/** Nothing moves and nothing is waited for; what a person was told stays for its time. */
export function rest({ notice, deadlines }: PtzState): PtzStep {
  const kept = deadlines.notice === undefined ? {} : { notice: deadlines.notice };
  return stay({ phase: { kind: 'idle' }, notice, slow: false, deadlines: kept });
}

/** Tells a person; the end stop is felt, too. */
export function tell(state: PtzState, notice: PtzNotice, now: number): PtzStep {
  const effects: readonly PtzEffect[] = notice.kind === 'limit' ? [{ type: 'shake' }] : [];
  return { state: { ...state, notice, deadlines: { ...state.deadlines, notice: now + NOTICE_MS } }, effects };
}

export function start(order: HoldOrder, now: number): PtzStep {
  return {
    state: {
      phase: { kind: 'asking', order, since: now, calls: 1, released: false },
      notice: null,
      slow: false,
      deadlines: { extend: now + EXTEND_EVERY_MS, longest: now + LONGEST_HOLD_MS, slow: now + SLOW_AFTER_MS },
    },
    effects: [{ type: 'knock' }, { type: 'hold', order }],
  };
}

/** `next` is pressed, or nothing is. */
export function startOrRest(state: PtzState, next: HoldOrder | null, now: number): PtzStep {
  return next === null ? rest(state) : start(next, now);
}

/** Begins the one chain of stops of a motion. */
export function beginStop(state: PtzState, order: HoldOrder, next: HoldOrder | null, now: number): PtzStep {
  const { state: idle } = rest(state);
  const stopping = { ...idle, deadlines: { ...idle.deadlines, slow: now + SLOW_AFTER_MS } };
  return sendStop(stopping, { kind: 'stopping', order, tries: 0, next }, now);
}

export function sendStop(state: PtzState, phase: PtzPhaseOf<'stopping'>, now: number): PtzStep {
  const { holdId, motion } = phase.order;
  const tries = phase.tries + 1;
  return {
    state: { ...state, phase: { ...phase, tries }, deadlines: { ...state.deadlines, retry: now + STOP_PATIENCE_MS } },
    effects: [{ type: 'stop', holdId, motion, tries }],
  };
}

/** The first of `orders`; without any, what is pressed. */
export function takeStep(
  state: PtzState,
  [order, ...others]: readonly StepOrder[],
  next: HoldOrder | null,
  now: number,
): PtzStep {
  if (order === undefined) return startOrRest(state, next, now);
  const { state: idle } = rest(state);
  return {
    state: {
      ...idle,
      phase: { kind: 'stepping', order, rest: others, next },
      deadlines: { ...idle.deadlines, slow: now + SLOW_AFTER_MS },
    },
    effects: [{ type: 'step', order }],
  };
}
