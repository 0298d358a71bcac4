import * as v from 'valibot';
import { allOf, pagesOf } from '../../../core/pages';
import { idText, integer, optionalText } from '../../../core/reply-fields';
import type { OnenetClient } from '../client';
import { pageInfo } from '../wire';

/** `HH:MM:SS`, as ms; the hours may go beyond a day. */
const lasting = v.pipe(
  v.string(),
  v.regex(/^\d+:[0-5]\d:[0-5]\d$/),
  v.transform((text) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000),
);

/** Two numbers with a blank, a line break or an asterisk between them. */
const resolution = v.pipe(
  optionalText,
  v.transform((text) => {
    const [, width, height] = /^\s*(\d+)\D+(\d+)\s*$/.exec(text) ?? [];
    return width === undefined || height === undefined ? null : { width: Number(width), height: Number(height) };
  }),
);

const streamFields = {
  deviceid: idText,
  channelid: idText,
  protocoltype: optionalText,
  videocodec: optionalText,
  resolution,
  fps: v.nullish(integer),
  audiocodec: optionalText,
  /** Its unit is not printed. */
  bandwidth: v.nullish(v.number()),
};
type StreamRow = v.InferOutput<v.LooseObjectSchema<typeof streamFields, undefined>>;

const viewerRow = v.looseObject({ ...streamFields, clientip: optionalText, onlinetime: lasting });
const pusherRow = v.looseObject({ ...streamFields, puship: optionalText, pushtime: lasting });

const listOf = <T extends v.GenericSchema>(row: T) =>
  v.looseObject({ result: v.nullish(v.array(row), []), page_info: pageInfo });
const viewersReply = listOf(viewerRow);
const pushersReply = listOf(pusherRow);
type StatisticsPage<T> = { readonly result: readonly T[]; readonly page_info: v.InferOutput<typeof pageInfo> };

/** One stream that somebody watches (§13.1) or a camera sends (§13.2). */
export interface StreamStatistic {
  readonly deviceId: string;
  readonly channelId: string;
  /** The vendor's word, such as `RTMP`. */
  readonly protocol: string;
  readonly ip: string;
  readonly videoCodec: string;
  readonly audioCodec: string;
  readonly resolution: { readonly width: number; readonly height: number } | null;
  readonly framesPerSecond: number | null;
  /** In a unit that the guide does not print. */
  readonly bandwidth: number | null;
  /** ms since it began. */
  readonly lastsMs: number;
}

export interface StatisticsFilter {
  readonly deviceId?: string;
  readonly channelId?: string;
}

const PER_PAGE = 100;
const MOST_PAGES = 1000;

/** Guide §13: what streams now, for the product's key only. Query names have no underscores here, save of pages. */
export function statisticsApi({ call }: OnenetClient, productId: string) {
  /** The vendor keeps the first page's list for five minutes under a key, by which the others are asked for. */
  function readAll<T>(
    name: string,
    filter: Readonly<Record<string, string | undefined>>,
    schema: v.GenericSchema<unknown, StatisticsPage<T>>,
  ): Promise<readonly T[]> {
    let key: string | undefined;
    const pages = pagesOf({ vendor: 'onenet', label: `onenet ${name}`, mostPages: MOST_PAGES }, async (page) => {
      const query = { productid: productId, ...filter, page: page + 1, page_size: PER_PAGE, page_key: key };
      const { result: rows, page_info: info } = await call({ path: `ipc/video/stat/${name}`, query, schema });
      key = info.page_key || key;
      return { rows, last: page + 1 >= info.page_total || rows.length === 0 };
    });
    return allOf(pages);
  }

  return {
    /** §13.1. */
    async listViewers(
      filter: StatisticsFilter & { readonly protocol?: 'rtmp' | 'hls' } = {},
    ): Promise<readonly StreamStatistic[]> {
      const query = { ...toQuery(filter), protocoltype: filter.protocol };
      const rows = await readAll('getonlinelist', query, viewersReply);
      return rows.map((row) => ({ ...toStatistic(row), ip: row.clientip, lastsMs: row.onlinetime }));
    },

    /** §13.2. */
    async listPushers(filter: StatisticsFilter = {}): Promise<readonly StreamStatistic[]> {
      const rows = await readAll('getpushlist', toQuery(filter), pushersReply);
      return rows.map((row) => ({ ...toStatistic(row), ip: row.puship, lastsMs: row.pushtime }));
    },
  };
}

const toQuery = ({ deviceId, channelId }: StatisticsFilter) => ({ deviceid: deviceId, channelid: channelId });

const toStatistic = (row: StreamRow) => ({
  deviceId: row.deviceid,
  channelId: row.channelid,
  protocol: row.protocoltype,
  videoCodec: row.videocodec,
  audioCodec: row.audiocodec,
  resolution: row.resolution,
  framesPerSecond: row.fps ?? null,
  bandwidth: row.bandwidth ?? null,
});
