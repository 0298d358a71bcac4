import type { ChannelId } from '../../../../typings/contract/domain';
import type { TalkEvent, TalkStep } from './events';
import { ARM_PX, DISARM_PX, LONGEST_MS, SHORTEST_MS, START_LIMIT_MS, TICK_MS } from './policy';
import type { Ending, Message, TalkPhaseOf, TalkResult, TalkState } from './state';
import { close, enter, rest, stay } from './transitions';

type EventOf<T extends TalkEvent['type']> = Extract<TalkEvent, { readonly type: T }>;
type Recording = TalkPhaseOf<'recording'>;

/** From a press, with leave to use the microphone. */
export function begin(state: TalkState, channelId: ChannelId, by: 'finger' | 'tap', now: number): TalkStep {
  const turn = state.turns + 1;
  return enter(
    { ...state, turns: turn },
    { kind: 'recording', turn, channelId, by, since: null, seconds: 0, level: 0, armed: false },
    {
      effects: [{ type: 'hush' }, { type: 'knock' }, { type: 'record', turn }],
      deadlines: { 'start-limit': now + START_LIMIT_MS },
    },
  );
}

export function onStarted(state: TalkState, phase: Recording, now: number): TalkStep {
  return enter(state, { ...phase, since: now }, { deadlines: { tick: now + TICK_MS, longest: now + LONGEST_MS } });
}

/** The finger goes up to cancel; two places, so that a tremble between them does not flicker. */
export function onMove(state: TalkState, phase: Recording, up: number): TalkStep {
  const armed = up >= (phase.armed ? DISARM_PX : ARM_PX);
  if (armed === phase.armed || phase.by === 'tap') return stay(state);
  return { state: { ...state, phase: { ...phase, armed } }, effects: armed ? [{ type: 'knock' }] : [] };
}

export function onTick(state: TalkState, phase: Recording, now: number): TalkStep {
  const seconds = phase.since === null ? 0 : Math.floor((now - phase.since) / TICK_MS);
  return stay({
    ...state,
    phase: { ...phase, seconds },
    deadlines: { ...state.deadlines, tick: (phase.since ?? now) + (seconds + 1) * TICK_MS },
  });
}

/** The finger left, or it has taken as long as it may. */
export function finish(state: TalkState, phase: Recording, now: number): TalkStep {
  return close(state, phase, endingOf(phase, now), now);
}

function endingOf({ armed, since }: Recording, now: number): Ending {
  if (armed) return 'cancelled';
  return since === null || now - since < SHORTEST_MS ? 'too-short' : 'send';
}

/** The recorder has ended, told to or by itself. */
export function onStopped(state: TalkState, event: EventOf<'stopped'>, now: number): TalkStep {
  const phase = openTurn(state, event.turn);
  if (phase === null) return stay(state);
  const ending = phase.kind === 'closing' ? phase.ending : endingOf(phase, now);
  if (ending !== 'send') return over(state, phase, ending);
  const { path, durationMs } = event.file;
  const { channelId } = phase;
  if (durationMs < SHORTEST_MS) return over(state, phase, 'too-short');
  const message: Message = { channelId, path, durationMs, requestKey: event.requestKey };
  const deliver = { type: 'deliver', message } as const;
  if (channelId !== state.channelId) return rest(state, null, [RESTORE, deliver, { type: 'let-go' }]);
  return enter(state, { kind: 'uploading', message, progress: null }, { effects: [RESTORE, deliver] });
}

/** The recorder would not, or broke off. What it had is lost. */
export function onUnrecorded(state: TalkState, { turn, fault }: EventOf<'unrecorded'>): TalkStep {
  const phase = openTurn(state, turn);
  if (phase === null) return stay(state);
  if (phase.kind === 'closing' && phase.ending !== 'send') return over(state, phase, phase.ending);
  if (fault !== 'denied') return over(state, phase, { kind: 'unrecorded', fault });
  // Which of the permissions is gone decides what helps.
  const { state: next, effects } = over({ ...state, leave: 'unknown' }, phase, { kind: 'unrecorded', fault });
  return { state: next, effects: [...effects, { type: 'look', asked: false }] };
}

/** The phone took too long to begin. It is told to stop as soon as it does, and that end concerns nobody. */
export function onStartLimit(state: TalkState, phase: Recording): TalkStep {
  const { state: next, effects } = over(state, phase, SILENT);
  return { state: next, effects: [{ type: 'stop-recording', turn: phase.turn }, ...effects] };
}

export function onStopLimit(state: TalkState, phase: TalkPhaseOf<'closing'>): TalkStep {
  return over(state, phase, phase.ending === 'send' ? SILENT : phase.ending);
}

const RESTORE = { type: 'restore-sound' } as const;
const SILENT = { kind: 'unrecorded', fault: 'silent' } as const;

type OpenPhase = Recording | TalkPhaseOf<'closing'>;

/** The recording of that number, if it has not ended. */
function openTurn({ phase }: TalkState, turn: number): OpenPhase | null {
  const isOpen = phase.kind === 'recording' || phase.kind === 'closing';
  return isOpen && phase.turn === turn ? phase : null;
}

/** The microphone is closed, and nothing is sent. Told where it was recorded for, and nowhere else. */
function over(state: TalkState, { channelId }: OpenPhase, why: TalkResult | Exclude<Ending, 'send'>): TalkStep {
  if (why === 'left' || channelId !== state.channelId) return rest(state, null, [RESTORE]);
  return rest(state, typeof why === 'string' ? { kind: why } : why, [RESTORE]);
}
