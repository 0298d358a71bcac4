import type { Dictionary } from '../i18n/index';
import { mayBeDone, type FailureCode } from '../../utils/call-failed';
import type { FailureWords } from '../../utils/failure-words';
import { fill } from '../../utils/fill';
import type { LateEnd } from './talk-effects';
import type { TalkPhaseOf, TalkResult, TalkState, Unsent } from './talk/state';

/** What the buttons beside the round one do. */
export type TalkAct = 'retry' | 'settings' | 'discard';

/** All that the talk pad shows but the loudness, which changes too often to travel with the rest. */
export interface TalkView {
  readonly mood: 'still' | 'listening' | 'armed' | 'busy';
  /** Whether one tap begins and another sends. */
  readonly byTap: boolean;
  /** What the round button does now. */
  readonly caption: string;
  /** Above it: how long it has lasted, or what is left, and how to cancel. */
  readonly clock: string;
  readonly hint: string;
  /** The minute is nearly over. */
  readonly urgent: boolean;
  /** Whole percent that have been sent; -1 when nothing is measured. */
  readonly progress: number;
  readonly line: string;
  readonly next: string;
  /** The number of a refused call, for support. */
  readonly reference: string;
  readonly tone: 'plain' | 'good' | 'bad';
  readonly act: TalkAct | '';
  readonly actLabel: string;
  /** What the link that changes how one speaks reads; empty while it would cut somebody short. */
  readonly toggle: string;
}

interface Setting {
  readonly words: Dictionary;
  readonly byTap: boolean;
}

/** From here on what is left is counted down. */
const COUNTDOWN_FROM_S = 50;
const FULL_S = 60;
/** Failures that the same recording would meet again. */
const HOPELESS: ReadonlySet<FailureCode> = new Set([
  'invalid-argument',
  'unauthenticated',
  'permission-denied',
  'not-found',
  'unsupported',
]);

/** The words for a state. Every state has them. */
export function describeTalk({ phase }: TalkState, setting: Setting): TalkView {
  const { talk } = setting.words;
  switch (phase.kind) {
    case 'resting':
      return { ...still(setting), ...(phase.result === null ? {} : resultView(phase.result, setting)) };
    case 'asking':
      return { ...busy(setting), line: talk.asking, next: talk.askingNext };
    case 'recording':
      return recordingView(phase, setting);
    case 'closing':
      return { ...busy(setting), line: talk.ending };
    case 'uploading': {
      const progress = phase.progress === null ? -1 : Math.floor(phase.progress * 100);
      const line = progress < 0 ? talk.uploading : fill(talk.uploadingBy, { n: progress });
      return { ...busy(setting), progress, line, act: 'discard', actLabel: talk.discard };
    }
    case 'sending':
      return { ...busy(setting), line: talk.sending };
  }
}

/** Why a message did not get through, and what to do. */
function unsentWords(why: Unsent, words: Dictionary): FailureWords {
  return why.at === 'upload' ? words.talk.uploads[why.fault] : refusalWords(why.code, words);
}

/** How a message ended that nobody waits for any more. */
export function lateWords(end: LateEnd, words: Dictionary): string {
  const { lateDelivered, lateUnsent, lateUnsure } = words.talk;
  if (end.kind === 'delivered') return lateDelivered;
  if (end.why.at === 'send' && mayBeDone(end.why)) return lateUnsure;
  return fill(lateUnsent, { why: unsentWords(end.why, words).title });
}

/** What a refused call means for whoever wants something to be heard. */
export function refusalWords(code: FailureCode, { talk, errors }: Dictionary): FailureWords {
  return isOurs(code, talk.refusals) ? talk.refusals[code] : errors[code];
}

/** The number for support of a refusal that nobody here can do much about; empty for the others. */
export function referenceWords(
  { code, requestId }: { readonly code: FailureCode; readonly requestId: string },
  { talk, common }: Dictionary,
): string {
  return requestId === '' || isOurs(code, talk.refusals) ? '' : fill(common.requestId, { id: requestId });
}

type OwnCode = keyof Dictionary['talk']['refusals'];

const isOurs = (code: FailureCode, own: Readonly<Record<OwnCode, unknown>>): code is OwnCode => code in own;

function still({ words: { talk }, byTap }: Setting): TalkView {
  return {
    mood: 'still',
    byTap,
    caption: byTap ? talk.tap : talk.hold,
    clock: '',
    hint: '',
    urgent: false,
    progress: -1,
    line: '',
    next: '',
    reference: '',
    tone: 'plain',
    act: '',
    actLabel: '',
    toggle: byTap ? talk.toHold : talk.toTap,
  };
}

const busy = (setting: Setting): TalkView => ({ ...still(setting), mood: 'busy', toggle: '' });

function recordingView(phase: TalkPhaseOf<'recording'>, setting: Setting): TalkView {
  const { talk } = setting.words;
  const { armed, since, seconds } = phase;
  const byTap = phase.by === 'tap';
  const urgent = seconds >= COUNTDOWN_FROM_S;
  const clock = urgent ? fill(talk.left, { n: FULL_S - seconds }) : fill(talk.seconds, { n: seconds });
  const release = armed ? talk.releaseToCancel : talk.releaseToSend;
  return {
    ...still(setting),
    mood: armed ? 'armed' : 'listening',
    caption: byTap ? talk.tapToSend : release,
    clock: since === null ? talk.opening : clock,
    hint: byTap || armed || since === null ? '' : talk.slideUp,
    urgent,
    ...(byTap ? { act: 'discard' as const, actLabel: talk.discard } : {}),
    toggle: '',
  };
}

type Told = Partial<Pick<TalkView, 'line' | 'next' | 'reference' | 'tone' | 'act' | 'actLabel'>>;

function resultView(result: TalkResult, setting: Setting): Told {
  const { words, byTap } = setting;
  const { talk } = words;
  const say = ({ title, next }: FailureWords, tone: TalkView['tone']): Told => ({ line: title, next, tone });
  switch (result.kind) {
    case 'cancelled':
      return say(talk.results.cancelled, 'plain');
    case 'too-short':
    case 'interrupted':
      return say(talk.results[result.kind], 'bad');
    case 'ready':
      return { ...say(talk.results.ready, 'good'), ...(byTap ? { next: talk.readyByTap } : {}) };
    case 'no-microphone': {
      const { leave } = result;
      const curable = leave === 'denied' || leave === 'system-denied';
      return { ...say(talk.leaves[leave], 'bad'), ...(curable ? { act: 'settings', actLabel: talk.settings } : {}) };
    }
    case 'unrecorded':
      return say(talk.unrecorded[result.fault], 'bad');
    case 'delivered': {
      const n = (result.durationMs / 1_000).toFixed(1);
      return { line: fill(talk.delivered, { n }), next: talk.deliveredNext, tone: 'good' };
    }
    case 'unsent': {
      const reference = result.why.at === 'send' ? referenceWords(result.why, words) : '';
      const told = { ...say(unsentWords(result.why, words), 'bad'), reference };
      return mayRepeat(result.why) ? { ...told, act: 'retry', actLabel: talk.retry } : told;
    }
  }
}

function mayRepeat(why: Unsent): boolean {
  return why.at === 'upload' ? why.fault !== 'gone' : !HOPELESS.has(why.code);
}
