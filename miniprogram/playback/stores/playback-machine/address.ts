import { embargoAfter, FIRST_FRAME_MS, isFresh, planFor, type Moment } from '../../../stores/watching/policy';
import { playableSources, sourceOf } from '../../../stores/watching/sources';
import type { Effect, PlaybackEvent, Step } from './events';
import { isFor, isVideo } from './policy';
import { standing } from './position';
import type { Flight, PlaybackState, Stream } from './state';
import { after, enter, giveUp, pursue, stay, stumble } from './transitions';

type Opened = Extract<PlaybackEvent, { type: 'opened' }>;
type Refused = Extract<PlaybackEvent, { type: 'refused' }>;

/** An address arrived. It is taken only if it answers the call under way and is still wanted. */
export function onOpened(state: PlaybackState, event: Opened, moment: Moment): Step {
  const { flight } = state;
  if (flight?.attempt !== event.attempt) return turnAway(state, event);
  const landed: PlaybackState = { ...state, flight: null };
  if (landed.phase.kind !== 'opening') return turnAway(landed, event);
  if (!isWanted(flight, landed)) return after(turnAway(landed, event), (s) => pursue(s, moment));
  if (!isFresh(flight, moment.now)) {
    return after(turnAway(landed, event), (s) => stumble(s, { cause: 'timeout' }, moment));
  }
  return adopt(landed, { flight, event }, moment);
}

/** The cloud refused. Its reason decides whether to wait, to try again, or to say why there is no picture. */
export function onRefused(state: PlaybackState, event: Refused, moment: Moment): Step {
  const { flight } = state;
  if (flight?.attempt !== event.attempt) return stay(state);
  const landed: PlaybackState = { ...state, flight: null, embargo: embargoAfter(state.embargo, event, moment) };
  if (landed.phase.kind !== 'opening') return stay(landed);
  if (!isWanted(flight, landed)) return pursue(landed, moment);
  const { code, requestId } = event;
  if (code === 'unsupported' && flight.speed !== 1) return slowDown(landed, moment);
  const plan = planFor(code);
  if (plan.kind === 'fail') return giveUp(landed, plan.reason, { cause: code, requestId, now: moment.now });
  // Patience counts as a try too, or a cloud that always says "later" would never come to words.
  return stumble(landed, { cause: code, requestId }, moment);
}

/** Tells the player what to play: from the instant asked for where it can begin there, else from its first picture. */
export function startSource(state: PlaybackState, stream: Omit<Stream, 'generation'>, { now }: Moment): Step {
  const generation = state.generation + 1;
  const ordered: Stream = { ...stream, generation, shown: false, beats: false };
  const begin = isVideo(ordered) ? Math.max(ordered.at, ordered.from) : ordered.from;
  const start = (begin - ordered.from) / 1_000 / ordered.speed;
  const metered = state.network.kind === 'cellular' && !state.warned;
  const notice: readonly Effect[] = metered ? [{ type: 'show-notice', notice: { kind: 'mobile-data' } }] : [];
  return {
    state: {
      ...enter(state, { kind: 'connecting', since: now, stream: ordered }, { 'first-frame': now + FIRST_FRAME_MS }),
      clock: standing(begin),
      generation,
      warned: state.warned || metered,
    },
    effects: [{ type: 'set-source', source: sourceOf(ordered), generation, start }, ...notice],
  };
}

/** Whether the burst of drags is over and the answer is for its last one. */
function isWanted(flight: Flight, state: PlaybackState): boolean {
  return state.deadlines.settle === undefined && isFor(flight, state);
}

function turnAway(state: PlaybackState, { past, attempt }: Opened): Step {
  return {
    state,
    effects: [
      { type: 'close-session', openId: past.openId },
      { type: 'note', step: 'stale-reply', detail: String(attempt) },
    ],
  };
}

interface Answer {
  readonly flight: Flight;
  readonly event: Opened;
}

function adopt(state: PlaybackState, { flight, event: { past } }: Answer, moment: Moment): Step {
  const sources = playableSources(past.sources);
  const { openId, from } = past;
  if (sources.length === 0) {
    const closed: Step = { state, effects: [{ type: 'close-session', openId }] };
    return after(closed, (s) => giveUp(s, 'h265', { now: moment.now }));
  }
  const { at, speed, segment } = flight;
  // A file may go on over midnight; what lies beyond is the next day's, which has its own segment for it.
  const to = Math.max(at, Math.min(past.to, segment.to));
  const marked: PlaybackState = { ...state, watermark: past.watermark };
  return startSource(marked, { openId, sources, index: 0, from, to, at, speed, shown: false, beats: false }, moment);
}

function slowDown(state: PlaybackState, moment: Moment): Step {
  const told: Step = {
    state: { ...state, speed: 1 },
    effects: [{ type: 'show-notice', notice: { kind: 'no-speed' } }],
  };
  return after(told, (s) => pursue(s, moment));
}
