import type { Deadlines } from '../../../stores/watching/deadlines';
import type { TalkEffect, TalkStep } from './events';
import { STOP_LIMIT_MS } from './policy';
import type { Ending, TalkPhase, TalkPhaseOf, TalkResult, TalkState, TalkTimer } from './state';

export const stay = (state: TalkState): TalkStep => ({ state, effects: [] });

/** Into another phase, with the timers of that phase and no others. */
export function enter(
  state: TalkState,
  phase: TalkPhase,
  { effects = [], deadlines = {} }: { effects?: readonly TalkEffect[]; deadlines?: Deadlines<TalkTimer> } = {},
): TalkStep {
  return { state: { ...state, phase, deadlines }, effects };
}

/** Comes to rest; what is told concerns the camera that is attached, so without one there is nothing to tell. */
export function rest(state: TalkState, result: TalkResult | null, effects: readonly TalkEffect[] = []): TalkStep {
  return enter(state, { kind: 'resting', result: state.channelId === null ? null : result }, { effects });
}

/** Tells the recorder to stop, whatever is to become of what it has. */
export function close(state: TalkState, phase: TalkPhaseOf<'recording'>, ending: Ending, now: number): TalkStep {
  const { turn, channelId } = phase;
  return enter(
    state,
    { kind: 'closing', turn, channelId, ending },
    { effects: [{ type: 'stop-recording', turn }], deadlines: { 'stop-limit': now + STOP_LIMIT_MS } },
  );
}
