import type { CloudVideo, ZoneOffset } from '../../../typings/contract/domain';
import { byteWords } from '../../utils/bytes';
import { fill } from '../../utils/fill';
import { clockWords, offsetMs } from '../../utils/wall-clock';
import type { Dictionary } from '../i18n/index';
import { dayAt } from '../utils/days';
import { dayWords, lengthWords } from './playback-words';

export interface VideoSetting {
  readonly words: Dictionary;
  readonly offsets: readonly ZoneOffset[];
  /** `YYYY-MM-DD` by the store's clocks. */
  readonly today: string;
}

/** One recording in words. */
export interface VideoRow {
  readonly key: string;
  readonly name: string;
  readonly span: string;
  readonly detail: string;
  /** All of it for those who listen. */
  readonly label: string;
  readonly moreLabel: string;
  readonly chooseLabel: string;
}

export function videoRow(video: CloudVideo, setting: VideoSetting): VideoRow {
  const { videos } = setting.words;
  const name = nameWords(video, setting.words);
  const span = spanWords(video, setting);
  const detail = fill(videos.detail, {
    length: lengthWords(video.to - video.from, setting.words.playback),
    size: byteWords(video.bytes),
  });
  return {
    key: video.id,
    name,
    span,
    detail,
    label: fill(videos.play, { name, span, detail }),
    moreLabel: fill(videos.more, { name }),
    chooseLabel: fill(videos.chooseVideo, { name, span }),
  };
}

export const nameWords = ({ name }: CloudVideo, { videos }: Dictionary): string => name.trim() || videos.unnamed;

function spanWords({ from, to }: CloudVideo, { words, offsets, today }: VideoSetting): string {
  const dayOf = (at: number) => dayAt(at, offsetMs(offsets, at));
  // What ends at midnight still belongs to the day before.
  const [day, dayTo] = [dayOf(from), dayOf(Math.max(from, to - 1))];
  return fill(day === dayTo ? words.videos.span : words.videos.spanOverDays, {
    day: dayWords(day, today, words),
    dayTo: dayWords(dayTo, today, words),
    from: clockWords(from, offsets),
    to: clockWords(to, offsets),
  });
}
