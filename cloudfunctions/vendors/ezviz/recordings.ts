import * as v from 'valibot';
import type { RecordingPlace } from '../../../typings/contract/domain';
import type { Recording, RecordingQuery, Recordings, Span } from '../../core/capabilities';
import { chinaTime, endOfChinaDay } from '../../core/china-time';
import { CallError } from '../../core/errors';
import { allOf, pagesOf } from '../../core/pages';
import type { ChannelAddress } from '../../core/ports';
import { integer } from '../../core/reply-fields';
import { overlapOf } from '../../core/spans';
import type { AskAddress } from './addresses';
import type { EzvizClient } from './client';
import { channelFields, flag, PLAYBACK_PROTOCOLS } from './wire';

/** The two calls number the places differently: the device is 2 in both, the cloud 1 in one and 3 in the other. */
const LIST_TYPE = { cloud: 1, device: 2 } as const satisfies Record<RecordingPlace, number>;
const ADDRESS_TYPE = { device: 2, cloud: 3 } as const satisfies Record<RecordingPlace, number>;
/** The guide's most rows a page. */
const PAGE_SIZE = { cloud: 1000, device: 500 } as const satisfies Record<RecordingPlace, number>;
const FILE_LIST = { vendor: 'ezviz', label: 'ezviz video/by/time', mostPages: 50 };
const SECOND = 1000;

/** Epoch ms in a year of four digits: what lies beyond can be neither shown nor sent back as China's wall clock. */
const instant = v.pipe(integer, v.minValue(0), v.maxValue(Date.UTC(9999, 0)));
const fileRow = v.looseObject({ startTime: instant, endTime: instant, fileSize: v.nullish(integer) });
type FileRow = v.InferOutput<typeof fileRow>;

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
export function createRecordings({ read }: EzvizClient, ask: AskAddress): Recordings {
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

    async list(address, query) {
      if (query.from >= query.to) return [];
      const rows = await allOf(files(address, query));
      // A recording that lasts over the end of a page is on the next one, too.
      const found = new Map(rows.map((row) => [`${row.startTime}-${row.endTime}`, toRecording(row, query.place)]));
      return [...found.values()].filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
    },

    async open(address, { recording, ...span }, avoid = []) {
      const { place } = recording;
      const part = firstPart(recording, span);
      if (part === null) {
        throw new CallError('invalid-argument', 'ezviz: the span is not part of the recording', { vendor: 'ezviz' });
      }
      const params = {
        type: ADDRESS_TYPE[place],
        startTime: chinaTime(part.from),
        // The first second of the next day would be another day.
        stopTime: chinaTime(Math.max(part.from + SECOND, lastSecond(part, place))),
      };
      const sources = await ask({ address, protocols: PLAYBACK_PROTOCOLS, params }, avoid);
      return { sources, ...part };
    },
  };
}

/** How much of `span` the vendor plays at once, from a full second on: of its cloud, to the end of a day in China. */
export function firstPart(recording: Recording, span: Span): Span | null {
  const held = overlapOf(recording, span);
  if (held === null) return null;
  const from = Math.floor(held.from / SECOND) * SECOND;
  return { from, to: recording.place === 'cloud' ? Math.min(held.to, endOfChinaDay(from)) : held.to };
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

/** The vendor plays by times, so that a recording needs no id. */
function toRecording({ startTime, endTime, fileSize }: FileRow, place: RecordingPlace): Recording {
  return { place, from: startTime, to: endTime, id: null, trigger: 'unknown', bytes: fileSize ?? null };
}
