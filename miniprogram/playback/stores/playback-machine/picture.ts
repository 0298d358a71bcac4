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
import type { Effect, Step } from './events';
import { END_GRACE_MS, isPlayedOut, isTooShort, isVideo, positionOf } from './policy';
import { BEAT_PATIENCE_MS, positionAt, reported, standing, VIDEO_PATIENCE_MS, type PositionClock } from './position';
import { CATCH_UP_MS, freshSearch, isRunning } from './state';
import type { Aim, PlaybackState, RunningPhase, Stream } from './state';
import { after, enter, giveUp, pursue, stay, stumble } from './transitions';

/** A player's code, already in our words. */
export function onSignal(state: PlaybackState, signal: PlayerSignal, moment: Moment): Step {
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
      return onOwnRetry(state, phase, moment);
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

/** A fault of the player itself, which no fresh address cures. */
export function onFault(state: PlaybackState, fault: PlayerFault, moment: Moment): Step {
  if (!isRunning(state.phase)) return stay(state);
  if (fault === 'no-permission') return giveUp(state, 'no-player-permission', moment);
  return broke(state, 'no-microphone', moment);
}

/** `<video>` says where it is: a better clock than ours, and a sign of life. */
export function onVideoAt(state: PlaybackState, seconds: number, moment: Moment): Step {
  const { phase } = state;
  if (!isRunning(phase) || !isVideo(phase.stream)) return stay(state);
  const { from, to, speed } = phase.stream;
  const at = from + seconds * 1_000 * speed;
  const playing = onFrame(state, { ...phase.stream, beats: true }, moment);
  if (at >= to) return isRunning(playing.phase) ? moveOn(playing, playing.phase.stream, moment) : stay(playing);
  const first = phase.kind === 'connecting';
  const { clock } = playing;
  return stay({ ...playing, clock: first ? { ...clock, at } : reported(clock, at, moment.now) });
}

/** The picture is lost, or was all there is: what follows is played, or the same from here by another address. */
export function broke(before: PlaybackState, cause: BreakCause, moment: Moment): Step {
  if (!isRunning(before.phase)) return stay(before);
  const { stream } = before.phase;
  // Of what came after the last sign of life nothing was seen.
  const unseen = cause === 'no-frame' && stream.beats;
  const state: PlaybackState = unseen ? { ...before, clock: standing(before.clock.at) } : before;
  if (isPlayedOut(stream, positionOf(state, moment.now))) return moveOn(state, stream, moment);
  if (cause === 'ended' && isTooShort(stream)) return stumble(state, { cause, aim: following(stream) }, moment);
  if (stream.shown) return stumble(state, { cause }, moment);
  const { protocol } = sourceOf(stream);
  const blamed: PlaybackState = { ...state, avoid: avoidAlso(state.avoid, protocol) };
  if (stream.index + 1 >= stream.sources.length) return stumble(blamed, { cause }, moment);
  const note: Effect = { type: 'note', step: 'next-source', detail: `${cause}: ${protocol}` };
  const told: Step = { state: blamed, effects: [note] };
  return after(told, (s) => startSource(s, { ...stream, index: stream.index + 1 }, moment));
}

/** The stream's pictures should have ended a while ago. */
export function onOverdue(state: PlaybackState, moment: Moment): Step {
  return isRunning(state.phase) ? moveOn(state, state.phase.stream, moment) : stay(state);
}

/** What was opened has been played: on to what follows, over gaps and midnight. */
function moveOn(state: PlaybackState, stream: Stream, moment: Moment): Step {
  const done: PlaybackState = { ...state, failures: 0, clock: standing(stream.to), aim: following(stream) };
  return pursue(done, moment);
}

function following({ to: at }: Stream): Aim {
  return { kind: 'onward', at, told: false, least: CATCH_UP_MS, ...freshSearch };
}

function onFrame(state: PlaybackState, seen: Stream, { now }: Moment): PlaybackState {
  const stream: Stream = { ...seen, shown: true };
  const frame = now + frameGapMs(stream);
  const clock = running(state.clock, stream, now);
  if (state.phase.kind === 'playing') {
    return { ...state, clock, phase: { ...state.phase, stream }, deadlines: { ...state.deadlines, frame } };
  }
  const stable = state.deadlines.stable ?? now + STABLE_MS;
  const end = isVideo(stream) ? {} : { end: now + Math.max(0, stream.to - clock.at) / stream.speed + END_GRACE_MS };
  return { ...enter(state, { kind: 'playing', since: now, stream }, { frame, stable, ...end }), clock };
}

function running(clock: PositionClock, stream: Stream, now: number): PositionClock {
  const patience = isVideo(stream) ? VIDEO_PATIENCE_MS : stream.beats ? BEAT_PATIENCE_MS : null;
  return { at: positionAt(clock, now), run: { since: now, speed: stream.speed, end: stream.to, patience } };
}

function onLoading(state: PlaybackState, phase: RunningPhase, { now }: Moment): PlaybackState {
  if (phase.kind !== 'playing') return state;
  return wait(state, { kind: 'buffering', since: now, stream: phase.stream, cause: 'loading' }, now);
}

/** WeChat reconnects by itself; doing anything now would only disturb it, unless there is nothing more to come. */
function onOwnRetry(state: PlaybackState, phase: RunningPhase, moment: Moment): Step {
  const { now } = moment;
  if (phase.kind === 'connecting') return stay(state);
  if (isPlayedOut(phase.stream, positionOf(state, now))) return moveOn(state, phase.stream, moment);
  if (phase.kind === 'buffering' && phase.cause === 'reconnecting') return stay(state);
  const since = phase.kind === 'buffering' ? phase.since : now;
  const next = wait(state, { kind: 'buffering', since, stream: phase.stream, cause: 'reconnecting' }, now);
  return stay({ ...next, deadlines: { ...next.deadlines, frame: now + OWN_RETRY_MS } });
}

function wait(state: PlaybackState, phase: RunningPhase, now: number): PlaybackState {
  return { ...enter(state, phase), clock: standing(positionAt(state.clock, now)) };
}
