import { Temporal } from 'temporal-polyfill';
import type { NoticeKind } from '../../../typings/contract/health';
import type { NoticeTemplate } from './templates';

/** What a message says. People read it where no language of theirs is known, so that it is in Chinese. */
export interface Telling {
  readonly kind: NoticeKind;
  /** Names of the cameras; the first is said. */
  readonly cameras: readonly string[];
  readonly store: string;
  /** Epoch ms at which the first one went, or came back. */
  readonly at: number;
  /** How long it was gone, ms; only where it is a single one that is back. */
  readonly lastedMs: number | null;
  /** IANA name. */
  readonly zone: string;
}

/** The most characters that WeChat takes in a `thing`. */
const THING = 20;
/** What WeChat takes in no text: pictographs, and what shows nothing. */
const UNFIT =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Cc}\p{Cf}\p{Cs}\uFE0E\uFE0F\u20E3]/gu;

/** At most 5 characters: room for no more in a `phrase`. */
const PHRASES: Readonly<Record<NoticeKind, string>> = { offline: '已离线', back: '已恢复' };
const ADVICE: Readonly<Record<NoticeKind, string>> = { offline: '请检查电源和网络', back: '已恢复在线' };

const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/** The message in the fields of a template, each cut to what WeChat takes: one that is longer is refused whole. */
export function fieldsOf(
  { camera, store, time, note }: NoticeTemplate,
  telling: Telling,
): Readonly<Record<string, string>> {
  return {
    [camera]: camerasIn(telling.cameras),
    [store]: fit(telling.store, THING) || '门店',
    [time]: timeIn(telling.zone, telling.at),
    ...(note !== null && { [note]: note.startsWith('phrase') ? PHRASES[telling.kind] : adviceOf(telling) }),
  };
}

function camerasIn(names: readonly string[]): string {
  const others = names.length > 1 ? ` 等 ${names.length} 个` : '';
  return (fit(names[0] ?? '', THING - others.length) || '摄像头') + others;
}

/** `2026年1月1日 20:05`, which fits a `time` as well as a `date`. */
function timeIn(zone: string, at: number): string {
  const { year, month, day, hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return `${year}年${month}月${day}日 ${twoDigits(hour)}:${twoDigits(minute)}`;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

const adviceOf = ({ kind, lastedMs }: Telling): string =>
  lastedMs === null ? ADVICE[kind] : `离线了 ${durationOf(lastedMs)}`;

function durationOf(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE_MS));
  if (minutes < HOUR) return `${minutes} 分钟`;
  const [hours, days] = [Math.floor(minutes / HOUR), Math.floor(minutes / DAY)];
  return days === 0 ? `${hours} 小时 ${minutes % HOUR} 分钟` : `${days} 天 ${hours % 24} 小时`;
}

/** What fits of a text; WeChat does not say how it counts, so that a rare character counts twice here. */
function fit(text: string, most: number): string {
  const plain = text.replace(UNFIT, '').replace(/\s+/gu, ' ').trim();
  if (plain.length <= most) return plain;
  let kept = '';
  for (const character of plain) {
    if (kept.length + character.length >= most) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
