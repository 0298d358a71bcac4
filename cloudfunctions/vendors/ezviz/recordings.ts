import * as v from 'valibot';
import type { RecordingPlace } from '../../../typings/contract/domain';
import type { PastWish, Recording, RecordingQuery, Recordings, Span } from '../../core/capabilities';
import { chinaTime, endOfChinaDay } from '../../core/china-time';
import { CallError } from '../../core/errors';
import { allOf, pagesOf } from '../../core/pages';
import type { ChannelAddress, Clock } from '../../core/ports';
import { integer, optionalText } from '../../core/reply-fields';
import type { AskAddress } from './addresses';
import type { EzvizClient } from './client';
import { channelFields, FAST_PROTOCOLS, flag, PLAYBACK_PROTOCOLS } from './wire';

/** The two calls number the places differently: the device is 2 in both, the cloud 1 in one and 3 in the other. */
const LIST_TYPE = { cloud: 1, device: 2 } as const satisfies Record<RecordingPlace, number>;
const ADDRESS_TYPE = { device: 2, cloud: 3 } as const satisfies Record<RecordingPlace, number>;
/** The guide's most rows a page. */
const PAGE_SIZE = { cloud: 1000, device: 500 } as const satisfies Record<RecordingPlace, number>;
const FILE_LIST = { vendor: 'ezviz', label: 'ezviz video/by/time', mostPages: 50 };
const SECOND = 1000;
/** Those that every device with another speed than 1 knows; some know 16, too. */
const SPEEDS: readonly number[] = [0.5, 2, 4, 8];

/** Epoch ms in a year of four digits: what lies beyond can be neither shown nor sent back as China's wall clock. */
const instant = v.pipe(integer, v.minValue(0), v.maxValue(Date.UTC(9999, 0)));
const fileRow = v.looseObject({
  startTime: instant,
  /** Null or 0 while the file is being made. */
  endTime: v.nullish(instant, 0),
  fileSize: v.nullish(integer),
  localType: optionalText,
});
type FileRow = v.InferOutput<typeof fileRow>;

/** `localType`: what had the camera record. The cloud says of its files only that something had. */
const TRIGGERS = new Map<string, Recording['trigger']>([
  ['ALARM', 'motion'],
  ['TIMING', 'timed'],
]);

/** The second edition of the reply; some accounts are still answered with the first, which is the rows alone. */
const filePage = v.looseObject({
  files: v.nullish(v.array(fileRow)),
  isAll: v.nullish(flag),
  /** Epoch ms at which the next page begins. */
  nextFileTime: v.nullish(integer),
});
const fileReply = v.nullish(
  v.lazy((data): v.GenericSchema<unknown, FileRow[] | v.InferOutput<typeof filePage>> =>
    Array.isArray(data) ? v.array(fileRow) : filePage,
  ),
);

/** Looking back, at the device's own storage and the vendor's. */
export function createRecordings({ read }: EzvizClient, ask: AskAddress, clock: Clock): Recordings {
  const files = (address: ChannelAddress, { place, from, to }: RecordingQuery) => {
    let start = from;
    return pagesOf(FILE_LIST, async () => {
      const params = {
        ...channelFields(address),
        startTime: start,
        endTime: to,
        recType: LIST_TYPE[place],
        version: '2.0',
        pageSize: PAGE_SIZE[place],
      };
      const { data } = await read('video/by/time', params, fileReply);
      const { rows, next } = pageOf(data);
      const last = next === null || next <= start || next >= to;
      start = next ?? to;
      return { rows, last };
    });
  };

  return {
    places: ['device', 'cloud'],
    speeds: SPEEDS,

    async list(address, query) {
      if (query.from >= query.to) return [];
      const rows = await allOf(files(address, query));
      // A recording that lasts over the end of a page is on the next one, too.
      const now = clock.now();
      const recordings = rows.map((row) => toRecording(row, query.place, now));
      const found = new Map(recordings.map((recording) => [`${recording.from}-${recording.to}`, recording]));
      return [...found.values()].filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
    },

    async open(address, wish) {
      const { place, speed, avoid, until } = wish;
      const part = firstPart(wish);
      if (part === null) throw refused('the instant is not part of the recording');
      if (speed !== 1 && !SPEEDS.includes(speed)) throw refused('a speed that is not offered');
      const params = {
        type: ADDRESS_TYPE[place],
        startTime: chinaTime(part.from),
        // The first second of the next day would be another day.
        stopTime: chinaTime(Math.max(part.from + SECOND, lastSecond(part, place))),
        ...(speed !== 1 && { playbackSpeed: speed }),
      };
      const protocols = speed === 1 ? PLAYBACK_PROTOCOLS : FAST_PROTOCOLS;
      return { sources: await ask({ address, protocols, params, until }, avoid), ...part };
    },
  };
}

const refused = (why: string): CallError => new CallError('invalid-argument', `ezviz: ${why}`, { vendor: 'ezviz' });

/**
 * How much of a recording the vendor plays at once, from the full second of `at` on: of its cloud, to the end of a day
 * in China. Null when `at` lies outside.
 */
export function firstPart({ place, recording, at }: Pick<PastWish, 'place' | 'recording' | 'at'>): Span | null {
  if (at < recording.from || at >= recording.to) return null;
  const from = Math.floor(at / SECOND) * SECOND;
  return { from, to: place === 'cloud' ? Math.min(recording.to, endOfChinaDay(from)) : recording.to };
}

function lastSecond({ from, to }: Span, place: RecordingPlace): number {
  return place === 'cloud' && to === endOfChinaDay(from) ? to - SECOND : to;
}

function pageOf(data: v.InferOutput<typeof fileReply>): {
  readonly rows: readonly FileRow[];
  readonly next: number | null;
} {
  if (data === null || data === undefined) return { rows: [], next: null };
  if (Array.isArray(data)) return { rows: data, next: null };
  const rows = data.files ?? [];
  return { rows, next: (data.isAll ?? true) ? null : (data.nextFileTime ?? null) };
}

/** The vendor plays by times, so that a recording needs no id. One that is being made ends now. */
function toRecording(row: FileRow, place: RecordingPlace, now: number): Recording {
  const { startTime: from, endTime, fileSize, localType } = row;
  const to = endTime === 0 ? Math.max(from, now) : endTime;
  return { place, from, to, id: null, trigger: TRIGGERS.get(localType) ?? 'unknown', bytes: fileSize ?? null };
}
