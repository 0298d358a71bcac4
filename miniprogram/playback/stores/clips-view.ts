import type { Clip } from '../../../typings/contract/domain';
import type { CallFailed } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import { clockWords } from '../../utils/wall-clock';
import type { LinkStage, LoadStage } from './clip-downloads';
import { actWords, fileActs, fileWords, linkWords, type FileButton } from './clip-files';
import { partWords, spanWords, stateOf, whenWords, worstOf, type WordSetting } from './clip-words';
import { lengthWords } from './playback-words';

/** The colour of a state, which a word stands beside. */
export type ClipTone = 'busy' | 'good' | 'bad' | 'over';

export interface PartRow {
  readonly key: string;
  readonly part: number;
  /** Which it is; empty where there is but one. */
  readonly title: string;
  /** The same with its clip, for those who listen. */
  readonly name: string;
  readonly tone: ClipTone;
  /** How it stands, and what to do about it. */
  readonly state: string;
  /** How its file stands on this phone; empty when there is nothing to say. */
  readonly file: string;
  readonly link: string;
  readonly loading: boolean;
  readonly buttons: readonly FileButton[];
}

export interface ClipCard {
  readonly id: string;
  readonly title: string;
  readonly span: string;
  readonly detail: string;
  readonly badge: string;
  readonly tone: ClipTone;
  readonly parts: readonly PartRow[];
  /** Words of the button that loads every part; none when empty. */
  readonly all: string;
  /** Words of the button that makes failed and expired parts anew; none when empty. */
  readonly remake: string;
  readonly removeLabel: string;
  readonly busy: boolean;
  /** Why something asked of it did not happen; empty when all did. */
  readonly problem: string;
}

export interface ClipSetting extends WordSetting {
  readonly stageOf: (clipId: string, part: number) => LoadStage | null;
  readonly linkOf: (clipId: string, part: number) => LinkStage | null;
  readonly isBusy: (clipId: string) => boolean;
  readonly problemOf: (clipId: string) => CallFailed | null;
}

const TONES = { queued: 'busy', preparing: 'busy', ready: 'good', failed: 'bad', expired: 'over' } as const;

/** One clip in words, with what can be done about it. */
export function describeClip(clip: Clip, setting: ClipSetting): ClipCard {
  const { words, now } = setting;
  const { id, parts } = clip;
  const state = worstOf(parts, now);
  const span = spanWords(clip, setting);
  const isOver = state === 'failed' || state === 'expired';
  const problem = setting.problemOf(id);
  return {
    id,
    title: `${clip.cameraName} · ${clip.storeName}`,
    span,
    detail: detailWords(clip, setting),
    badge: words.clips.badges[state],
    tone: TONES[state],
    parts: parts.map((_, index) => describePart(clip, index, setting)),
    all: wantable(clip, setting).length > 1 ? words.clips.loadAll : '',
    remake: isOver ? words.clips.remake : '',
    removeLabel: fill(words.clips.removeLabel, { name: `${clip.cameraName} ${span}` }),
    busy: setting.isBusy(id),
    problem: problem === null ? '' : failureWords(problem, setting),
  };
}

/** The parts that could be loaded and are not here, by their number from 0. */
export function wantable({ id, parts }: Clip, { now, stageOf }: ClipSetting): readonly number[] {
  return parts.flatMap((part, index) => {
    const kind = stageOf(id, index)?.kind;
    const absent = kind === undefined || kind === 'failed' || kind === 'refused';
    return absent && stateOf(part, now) === 'ready' ? [index] : [];
  });
}

/** What happened and what to do, with a number for support. */
export function failureWords({ code, requestId }: CallFailed, { words }: WordSetting): string {
  const { title: why, next } = words.errors[code];
  const text = fill(words.clips.failed, { why, next });
  return requestId === '' ? text : `${text} (${fill(words.common.requestId, { id: requestId })})`;
}

function detailWords({ from, to, parts, createdAt }: Clip, setting: ClipSetting): string {
  const { clips, playback } = setting.words;
  const template = parts.length > 1 ? clips.lengthInParts : clips.length;
  const length = fill(template, { length: lengthWords(to - from, playback), n: parts.length });
  return `${length} · ${fill(clips.made, { when: whenWords(createdAt, setting) })}`;
}

function describePart(clip: Clip, index: number, setting: ClipSetting): PartRow {
  const { words, now } = setting;
  const { id, format, offsets, parts } = clip;
  const part = parts[index] ?? { ...clip, reason: null, retryAt: null, expiresAt: null };
  const state = stateOf(part, now);
  const stage = setting.stageOf(id, index);
  const times = { from: clockWords(part.from, offsets), to: clockWords(part.to, offsets) };
  const title = parts.length > 1 ? fill(words.clips.part, { n: index + 1, ...times }) : '';
  return {
    key: `${id}/${index}`,
    part: index,
    title,
    name: `${clip.cameraName} ${title === '' ? spanWords(clip, setting) : title}`,
    tone: TONES[state],
    state: partWords(clip, index, setting),
    file: fileWords(stage, format, setting),
    link: linkWords(setting.linkOf(id, index), setting),
    loading: stage?.kind === 'loading',
    buttons: fileActs(state, stage, format).map((act) => ({ act, label: actWords(act, stage, format, words) })),
  };
}
