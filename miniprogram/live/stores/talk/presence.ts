import type { TalkEvent, TalkStep } from './events';
import { begin } from './recording';
import type { TalkState } from './state';
import { close, enter, rest, stay } from './transitions';

type EventOf<T extends TalkEvent['type']> = Extract<TalkEvent, { readonly type: T }>;

/** A press that opens a question records nothing, and neither does one that comes while anything else is under way. */
export function onPress(state: TalkState, by: 'finger' | 'tap', now: number): TalkStep {
  const { phase, channelId, leave } = state;
  if (channelId === null) return stay(state);
  // No finger gets past a question; so the answer was lost.
  if (phase.kind === 'asking') return { state, effects: [{ type: 'look', asked: true }] };
  if (phase.kind !== 'resting') return stay(state);
  // What was refused may have been given in settings since; WeChat asks nothing twice.
  return leave === 'granted' ? begin(state, channelId, by, now) : ask(state);
}

const ask = (state: TalkState): TalkStep => enter(state, { kind: 'asking' }, { effects: [{ type: 'ask' }] });

export function onLeaveKnown(state: TalkState, { leave, asked }: EventOf<'leave-known'>): TalkStep {
  const known: TalkState = { ...state, leave };
  const { phase } = state;
  const refusal = leave === 'granted' ? null : ({ kind: 'no-microphone', leave } as const);
  if (phase.kind === 'asking') return asked ? rest(known, refusal ?? { kind: 'ready' }) : stay(known);
  if (phase.kind !== 'resting') return stay(known);
  switch (phase.result?.kind) {
    case 'no-microphone':
      // It was given in settings, or the one refusal has made way for the next.
      return rest(known, refusal ?? { kind: 'ready' });
    case 'unrecorded':
      return phase.result.fault === 'denied' && refusal !== null ? rest(known, refusal) : stay(known);
    default:
      return stay(known);
  }
}

/** Leads to what would help against the refusal that is told. */
export function onOpenSettings(state: TalkState): TalkStep {
  const { phase } = state;
  if (phase.kind !== 'resting' || phase.result?.kind !== 'no-microphone') return stay(state);
  const { leave } = phase.result;
  if (leave !== 'denied' && leave !== 'system-denied') return stay(state);
  return { state, effects: [{ type: 'open-settings', refused: leave }] };
}

/** The camera is left. What is being recorded ends unsent; what is on its way goes on. */
export function onDetach(state: TalkState, now: number): TalkStep {
  const { phase } = state;
  const left: TalkState = { ...state, channelId: null };
  switch (phase.kind) {
    case 'recording':
      return close(left, phase, 'left', now);
    case 'closing':
      return stay(left);
    case 'uploading':
    case 'sending':
      return rest(left, null, [{ type: 'let-go' }]);
    case 'asking':
    case 'resting':
      return rest(left, null);
  }
}
