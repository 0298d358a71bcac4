import type { PtzHold } from '../../../../typings/contract/control';
import type { PtzEvent, PtzStep } from './events';
import { isFinal, MOST_STOPS, stopPauseMs } from './policy';
import type { HoldOrder, PtzNotice, PtzPhaseOf, PtzState } from './state';
import { after, beginStop, rest, startOrRest, stay, takeStep, tell } from './transitions';

type EventOf<T extends PtzEvent['type']> = Extract<PtzEvent, { readonly type: T }>;

/** Whether an answer is about what goes on now. */
function isAbout({ phase }: PtzState, { holdId }: { readonly holdId: string }): boolean {
  return phase.kind !== 'idle' && phase.order.holdId === holdId;
}

export function onHoldAnswered(state: PtzState, event: EventOf<'hold-answered'>, now: number): PtzStep {
  const { phase } = state;
  const { outcome } = event;
  if (!isAbout(state, event)) return stay(state);
  switch (phase.kind) {
    case 'asking':
    case 'moving':
      if (outcome.kind === 'extended') return goOn(state, phase);
      return endOf(state, phase, { notice: noticeOf(outcome) ?? { kind: 'broken-off' }, stands: true }, now);
    case 'stopping': {
      const notice = noticeOf(outcome);
      return notice === null ? stay(state) : tell(state, notice, now);
    }
    case 'idle':
    case 'unsure':
    case 'stepping':
      return stay(state);
  }
}

export function onHoldRefused(state: PtzState, event: EventOf<'hold-refused'>, now: number): PtzStep {
  const { phase } = state;
  const { code } = event;
  if (!isAbout(state, event)) return stay(state);
  switch (phase.kind) {
    case 'asking':
    case 'moving': {
      const stands = phase.kind === 'asking' && isFinal(code);
      return endOf(state, phase, { notice: { kind: 'refused', code }, stands }, now);
    }
    case 'stopping':
      return tell(state, { kind: 'refused', code }, now);
    case 'idle':
    case 'unsure':
    case 'stepping':
      return stay(state);
  }
}

export function onStepAnswered(state: PtzState, event: EventOf<'step-answered'>, now: number): PtzStep {
  const { phase } = state;
  if (phase.kind !== 'stepping' || !isAbout(state, event)) return stay(state);
  const notice = noticeOf(event.outcome);
  const others = event.outcome.kind === 'held' ? [] : phase.rest;
  const told = notice === null ? stay(state) : tell(state, notice, now);
  return after(told, (s) => takeStep(s, others, phase.next, now));
}

/** The cloud stops what it began also after an error; where it may not have been able to, the phone does. */
export function onStepRefused(state: PtzState, event: EventOf<'step-refused'>, now: number): PtzStep {
  const { phase } = state;
  const { code } = event;
  if (phase.kind !== 'stepping' || !isAbout(state, event)) return stay(state);
  return after(tell(state, { kind: 'refused', code }, now), (s) =>
    isFinal(code) ? startOrRest(s, phase.next, now) : beginStop(s, phase.order, phase.next, now),
  );
}

export function onStopAcknowledged(state: PtzState, event: EventOf<'stop-acknowledged'>, now: number): PtzStep {
  const { phase } = state;
  if (!isAbout(state, event)) return stay(state);
  if (phase.kind === 'unsure') return rest(state);
  return phase.kind === 'stopping' ? startOrRest(state, phase.next, now) : stay(state);
}

export function onStopFailed(state: PtzState, event: EventOf<'stop-failed'>, now: number): PtzStep {
  const { phase } = state;
  if (phase.kind !== 'stopping' || !isAbout(state, event)) return stay(state);
  if (isFinal(event.code)) return giveUp(state, phase.order);
  // A try before the last one has been followed by another already.
  if (event.tries !== phase.tries) return stay(state);
  if (phase.tries >= MOST_STOPS) return giveUp(state, phase.order);
  return stay({ ...state, deadlines: { ...state.deadlines, retry: now + stopPauseMs(phase.tries) } });
}

/** The stop stays unacknowledged: whatever is pressed next sends it again first. */
export function giveUp(state: PtzState, order: HoldOrder): PtzStep {
  return stay({ ...rest(state).state, phase: { kind: 'unsure', order } });
}

/** The cloud goes on: the wait for its first word is over. */
function goOn(state: PtzState, phase: PtzPhaseOf<'asking' | 'moving'>): PtzStep {
  const { slow: _, ...deadlines } = state.deadlines;
  return stay({ ...state, phase: { ...phase, kind: 'moving', calls: phase.calls - 1 }, slow: false, deadlines });
}

interface Ending {
  readonly notice: PtzNotice;
  /** Whether the cloud said by it that the camera stands. */
  readonly stands: boolean;
}

/** A press comes to its end under the finger. Calls still under way could move the camera again. */
function endOf(
  state: PtzState,
  { order, calls }: PtzPhaseOf<'asking' | 'moving'>,
  { notice, stands }: Ending,
  now: number,
): PtzStep {
  const ended = stands && calls === 1 ? rest(state) : beginStop(state, order, null, now);
  return after(ended, (s) => tell(s, notice, now));
}

function noticeOf(outcome: PtzHold): PtzNotice | null {
  switch (outcome.kind) {
    case 'limit':
      return { kind: 'limit' };
    case 'held':
      return { kind: 'held', by: outcome.by, since: outcome.since };
    case 'stopped':
    case 'extended':
    case 'released':
      return null;
  }
}
