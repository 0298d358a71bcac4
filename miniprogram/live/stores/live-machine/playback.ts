import type { PlayerFault, PlayerSignal } from '../../../services/player-signal';
import {
  frameGapMs,
  OWN_RETRY_MS,
  REPLAY_MS,
  STABLE_MS,
  type BreakCause,
  type Moment,
} from '../../../stores/watching/policy';
import { avoidAlso, sourceOf } from '../../../stores/watching/sources';
import { startSource } from './address';
import type { Effect, LiveEvent, Step } from './events';
import { CACHE_COOLDOWN_MS, CACHE_LIMIT_MS, CACHE_REPORTS, COVER_AFTER_MS } from './policy';
import { isRunning } from './state';
import type { LiveState, RunningPhase, Stream } from './state';
import { after, enter, giveUp, stay, stumble } from './transitions';
import { acquit } from './upgrade';

type Vitals = Extract<LiveEvent, { type: 'vitals' }>;

/** A player's code, already in our words. */
export function onSignal(state: LiveState, signal: PlayerSignal, moment: Moment): Step {
  const { phase } = state;
  if (!isRunning(phase)) return stay(state);
  switch (signal) {
    case 'frame':
      return stay(onFrame(state, phase.stream, moment));
    case 'progress':
      return stay(onFrame(state, { ...phase.stream, beats: true }, moment));
    case 'loading':
      return stay(onLoading(state, phase, moment));
    case 'reconnecting':
    case 'trouble':
      return stay(onOwnRetry(state, phase, moment));
    case 'resized':
      return stay({ ...state, deadlines: { ...state.deadlines, replay: moment.now + REPLAY_MS } });
    case 'ended':
      return broke(state, 'ended', moment);
    case 'gave-up':
      return broke(state, 'disconnected', moment);
    case 'no-address':
      return broke(state, 'no-address', moment);
    case 'connected':
    case 'weak':
      return stay(state);
  }
}

/** The player's figures: frames are evidence, and too full a buffer means a picture of the past. */
export function onVitals(state: LiveState, { fps, cacheMs }: Vitals, moment: Moment): Step {
  const { phase } = state;
  if (!isRunning(phase)) return stay(state);
  const stream: Stream = { ...phase.stream, beats: true };
  if (fps <= 0) return stay({ ...state, phase: { ...phase, stream } });
  const playing = onFrame(state, stream, moment);
  return guardDelay(playing, cacheMs ?? 0, moment);
}

/** A fault of the player itself, which no fresh address cures. */
export function onFault(state: LiveState, fault: PlayerFault, moment: Moment): Step {
  const { phase } = state;
  if (!isRunning(phase)) return stay(state);
  if (fault === 'no-permission') return giveUp(state, 'no-player-permission', moment);
  if (state.mode === 'live') return broke(state, 'no-microphone', moment);
  const calmer: LiveState = { ...state, mode: 'live', warned: { ...state.warned, microphone: true } };
  const told: Step = { state: calmer, effects: [{ type: 'show-notice', notice: 'no-microphone' }] };
  return after(told, (s) => startSource(s, phase.stream, { now: moment.now, quiet: false }));
}

/** The picture is lost. A silent source is followed by the next one; otherwise a fresh address is asked for. */
export function broke(state: LiveState, cause: BreakCause, moment: Moment): Step {
  if (!isRunning(state.phase)) return stay(state);
  const { stream } = state.phase;
  const { protocol } = sourceOf(stream);
  const blamed: LiveState = stream.shown ? state : { ...state, avoid: avoidAlso(state.avoid, protocol) };
  const silent = cause === 'no-first-frame' || cause === 'no-frame';
  const movesOn = silent || (stream.trial && !stream.shown);
  if (!movesOn || stream.index + 1 >= stream.sources.length) return stumble(blamed, { cause }, moment);
  const next: Stream = { ...stream, index: stream.index + 1, trial: false };
  const note: Effect = { type: 'note', step: 'next-source', detail: `${cause}: ${protocol}` };
  const told: Step = { state: blamed, effects: [note] };
  return after(told, (s) => startSource(s, next, { now: moment.now, quiet: false }));
}

function onFrame(before: LiveState, seen: Stream, { now }: Moment): LiveState {
  const state = acquit(before, seen);
  const stream: Stream = { ...seen, shown: true, trial: false };
  const frame = now + frameGapMs(stream);
  if (state.phase.kind === 'playing') {
    return { ...state, phase: { ...state.phase, stream }, deadlines: { ...state.deadlines, frame } };
  }
  const stable = state.deadlines.stable ?? now + STABLE_MS;
  const cover = state.covered ? {} : { cover: now + COVER_AFTER_MS };
  return enter(state, { kind: 'playing', since: now, stream }, { frame, stable, ...cover });
}

function onLoading(state: LiveState, phase: RunningPhase, { now }: Moment): LiveState {
  if (phase.kind !== 'playing') return state;
  return enter(state, { kind: 'buffering', since: now, stream: phase.stream, cause: 'loading' });
}

/** WeChat reconnects by itself; doing anything now would only disturb it. */
function onOwnRetry(state: LiveState, phase: RunningPhase, { now }: Moment): LiveState {
  if (phase.kind === 'connecting') return state;
  if (phase.kind === 'buffering' && phase.cause === 'reconnecting') return state;
  const since = phase.kind === 'buffering' ? phase.since : now;
  return enter(
    state,
    { kind: 'buffering', since, stream: phase.stream, cause: 'reconnecting' },
    { frame: now + OWN_RETRY_MS },
  );
}

function guardDelay(state: LiveState, cacheMs: number, { now }: Moment): Step {
  const { latency, phase } = state;
  if (!isRunning(phase)) return stay(state);
  const high = cacheMs > CACHE_LIMIT_MS ? latency.high + 1 : 0;
  const due = high >= CACHE_REPORTS && now - latency.restartedAt >= CACHE_COOLDOWN_MS;
  if (!due) return stay({ ...state, latency: { ...latency, high } });
  const note: Effect = { type: 'note', step: 'restart-for-delay', detail: `${cacheMs} ms` };
  const told: Step = { state: { ...state, latency: { high: 0, restartedAt: now } }, effects: [note] };
  return after(told, (s) => startSource(s, phase.stream, { now, quiet: true }));
}
