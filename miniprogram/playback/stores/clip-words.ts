import type { Clip, ClipPart, ClipReason, ClipState } from '../../../typings/contract/domain';
import type { FailureWords } from '../../utils/failure-words';
import { fill } from '../../utils/fill';
import { momentWords, phoneZone } from '../../utils/time-words';
import { clockWords, offsetMs } from '../../utils/wall-clock';
import type { Dictionary } from '../i18n/index';
import { dayAt } from '../utils/days';
import { dayWords } from './playback-words';

/** What words about clips depend on. */
export interface WordSetting {
  readonly words: Dictionary;
  /** Epoch ms. */
  readonly now: number;
}

type Recorded = Pick<Clip, 'from' | 'to' | 'offsets'>;

/** When something was recorded, by the store's clocks, with its day. */
export function spanWords({ from, to, offsets }: Recorded, { words, now }: WordSetting): string {
  const dayOf = (at: number) => dayAt(at, offsetMs(offsets, at));
  const wordsOf = (day: string) => dayWords(day, dayOf(now), words);
  // What ends at midnight still belongs to the day before.
  const [day, dayTo] = [dayOf(from), dayOf(to - 1)];
  return fill(day === dayTo ? words.clips.span : words.clips.spanOverDays, {
    day: wordsOf(day),
    dayTo: wordsOf(dayTo),
    from: clockWords(from, offsets),
    to: clockWords(to, offsets),
  });
}

/** Under what name a part is sent on: one that every system can keep. */
export function fileName(clip: Clip, { from }: Pick<ClipPart, 'from'>, { words }: WordSetting): string {
  const { cameraName: name, format, offsets } = clip;
  const day = dayAt(from, offsetMs(offsets, from));
  const time = clockWords(from, offsets).replace(/:/g, '.');
  return fill(words.clips.fileName, { name, day, time, format }).replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
}

/** When, by the phone's clocks: these are about the person who reads. */
export function whenWords(at: number, { words, now }: WordSetting): string {
  return momentWords(at, { words: words.common, now, zone: phoneZone });
}

/** The same to the second, for what is about to happen. */
function secondWords(at: number): string {
  return clockWords(at, [{ from: at, minutes: phoneZone(at) / 60_000 }]);
}

/** What is wrong with a part, and what to do. */
function reasonWords(reason: ClipReason, { clips, errors }: Dictionary): FailureWords {
  return isOfRecorder(reason, clips.reasons) ? clips.reasons[reason] : errors[reason];
}

type RecorderReason = keyof Dictionary['clips']['reasons'];

function isOfRecorder(
  reason: ClipReason,
  reasons: Readonly<Record<RecorderReason, unknown>>,
): reason is RecorderReason {
  return reason in reasons;
}

/** How a part stands at this moment: one that was ready may be over. */
export function stateOf({ state, expiresAt }: ClipPart, now: number): ClipState {
  return state === 'ready' && expiresAt !== null && expiresAt <= now ? 'expired' : state;
}

/** Worst first; as the cloud orders them. */
const ORDER: readonly ClipState[] = ['failed', 'expired', 'queued', 'preparing', 'ready'];

export function worstOf(parts: readonly ClipPart[], now: number): ClipState {
  const states = parts.map((part) => stateOf(part, now));
  return ORDER.find((state) => states.includes(state)) ?? 'ready';
}

/** How one part of a clip stands, why, and what to do. */
export function partWords(clip: Clip, index: number, setting: WordSetting): string {
  const part = clip.parts[index];
  const { clips } = setting.words;
  if (part === undefined) return '';
  switch (stateOf(part, setting.now)) {
    case 'queued':
      return queuedWords(clip, index, setting);
    case 'preparing':
      return clips.preparing;
    case 'ready':
      if (part.expiresAt === null) return clips.readyAlways;
      return fill(clips.ready, { when: whenWords(part.expiresAt, setting) });
    case 'failed': {
      const { title: why, next } = reasonWords(part.reason ?? 'internal', setting.words);
      return fill(clips.failed, { why, next });
    }
    case 'expired': {
      const why = fill(clips.expired, { when: whenWords(part.expiresAt ?? setting.now, setting) });
      return fill(clips.failed, { why, next: clips.remakeNext });
    }
  }
}

function queuedWords({ parts }: Clip, index: number, { words }: WordSetting): string {
  const { clips } = words;
  const part = parts[index];
  if (part?.reason != null && part.retryAt !== null) {
    const { title: why } = reasonWords(part.reason, words);
    return fill(clips.queuedAgain, { why, when: secondWords(part.retryAt) });
  }
  const isOpen = ({ state }: ClipPart) => state === 'queued' || state === 'preparing';
  // Parts are had in their order, so that the last open one before it is what it waits for.
  const n = parts.reduce((found, one, at) => (at < index && isOpen(one) ? at + 1 : found), 0);
  return n === 0 ? clips.queued : fill(clips.queuedBehind, { n });
}
