import type { Moment } from '../../../stores/watching/policy';
import { openBehind } from './address';
import type { Step } from './events';
import { isLastResort, upgradePauseMs } from './policy';
import { initialLiveState, streamOf } from './state';
import type { LiveState, Stream } from './state';
import { after, stay } from './transitions';

/** After a picture by HLS that was well for a while: now, or when the pause since the last try is over. */
export function planUpgrade(state: LiveState, { now }: Moment): LiveState {
  const stream = streamOf(state);
  if (!stream || !isLastResort(state, stream) || state.deadlines.upgrade !== undefined) return state;
  return { ...state, deadlines: { ...state.deadlines, upgrade: Math.max(now, state.upgrade.notBefore) } };
}

/** Asks for an address without regard to what failed before. The picture by HLS stays until there is one. */
export function upgrade(state: LiveState, moment: Moment): Step {
  const { phase } = state;
  if (phase.kind !== 'playing' || phase.stream.background !== null) return stay(state);
  if (!isLastResort(state, phase.stream)) return stay(state);
  const tries = state.upgrade.tries + 1;
  const notBefore = moment.now + upgradePauseMs(tries);
  const deadlines = { ...state.deadlines, upgrade: notBefore };
  const trying: LiveState = { ...state, upgrade: { tries, notBefore }, deadlines };
  const told: Step = { state: trying, effects: [{ type: 'note', step: 'upgrading', detail: String(tries) }] };
  return after(told, (s) => openBehind(s, 'upgrade', moment));
}

/** A faster way works: what was held against the others came from an outage of all. */
export function acquit(state: LiveState, { trial }: Stream): LiveState {
  return trial ? { ...state, avoid: [], upgrade: initialLiveState.upgrade } : state;
}
