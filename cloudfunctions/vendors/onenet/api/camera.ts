import * as v from 'valibot';
import type { PtzMotion } from '../../../core/capabilities';
import { chinaTime, parseChinaTime } from '../../../core/china-time';
import { CallError } from '../../../core/errors';
import { allOf, pagesOf } from '../../../core/pages';
import type { ChannelAddress, Clock, HttpRequest } from '../../../core/ports';
import { integer } from '../../../core/reply-fields';
import { parseReply } from '../../../core/vendor-reply';
import { assertWithin } from '../limits';
import { chinaEnd } from '../wire';
import type { Command, CommandsApi } from './commands';

/** Guide §3.2a: 1 smooth, 2 standard, 3 high, 4 full definition. */
export type Level = 1 | 2 | 3 | 4;

/** Guide §3.2b; the diagonals stand in a newer edition only, so that older devices refuse them. */
export const PTZ_CODE = {
  'zoom-in': 1,
  'zoom-out': 2,
  'focus-near': 3,
  'focus-far': 4,
  'iris-open': 5,
  'iris-close': 6,
  up: 11,
  down: 12,
  left: 13,
  right: 14,
  'up-left': 15,
  'up-right': 16,
  'down-left': 17,
  'down-right': 18,
  'auto-scan': 22,
} as const satisfies Record<PtzMotion, number>;

/** `stop` of guide §3.2b. */
const STOP = { start: 0, stop: 1, step: 2 } as const;
export type PtzMode = keyof typeof STOP;

const CMD_ID = { level: 6, ptz: 7, recordings: 10 } as const;
const FASTEST = 7;
const PER_PAGE = 100;
const RECORDING_LIST = { vendor: 'onenet', label: 'onenet recordings', mostPages: 200 };

export interface LocalRecording {
  /** Epoch ms. */
  readonly from: number;
  /** Now, while it is being recorded. */
  readonly to: number;
  readonly name: string;
  /** Whether an alarm had the camera record; null where the device does not tell. */
  readonly alarmed: boolean | null;
  readonly bytes: number | null;
}

const optional = v.nullish(v.union([v.string(), v.number()]));

/** One recording in the spellings of all editions and of the device SDK. */
const recordingRow = v.pipe(
  v.looseObject({
    channel_id: optional,
    size: v.nullish(integer),
    video_desc: optional,
    video_title: optional,
    beginTime: v.nullish(v.string()),
    endTime: chinaEnd,
    start_time: v.nullish(v.string()),
    end_time: chinaEnd,
    /** Newest edition: 0 for no alarm; the numbers of the alarms are printed nowhere. */
    warn_type: v.nullish(integer),
  }),
  v.transform((row) => ({
    channelId: row.channel_id?.toString() ?? null,
    from: parseChinaTime(row.beginTime ?? row.start_time ?? ''),
    to: row.endTime ?? row.end_time,
    name: String(row.video_desc ?? row.video_title ?? ''),
    alarmed: row.warn_type == null ? null : row.warn_type !== 0,
    bytes: row.size ?? null,
  })),
  v.object({
    channelId: v.nullable(v.string()),
    from: v.number(),
    to: v.nullable(v.number()),
    name: v.string(),
    alarmed: v.nullable(v.boolean()),
    bytes: v.nullable(v.number()),
  }),
);

/** A device that finds nothing writes a key `page:`, with the colon; no page number is read here. */
const recordingsAnswer = v.looseObject({
  all_count: v.nullish(integer),
  rvods: v.nullish(v.array(recordingRow), []),
});

/** Guide §3.2: the commands that every camera knows. */
export function cameraApi(commands: CommandsApi, clock: Clock) {
  const steer = async (address: ChannelAddress, mode: PtzMode, motion: { code: number; speed: number }) => {
    const fields = { stop: STOP[mode], cmd: motion.code, speed: motion.speed };
    const kind: HttpRequest['kind'] = mode === 'stop' ? 'repeatable-command' : 'command';
    await commands.send({ ...platformCommand(address, CMD_ID.ptz, fields), answered: true, kind });
  };

  return {
    /** §3.2a. Changes the camera's one stream, for everybody who looks. */
    async setLevel(address: ChannelAddress, level: Level): Promise<void> {
      await commands.deliver(platformCommand(address, CMD_ID.level, { level }));
    },

    /** §3.2b. `speed` is 0 (slowest) to 1. A refusal given at once is told; nobody waits for a late one. */
    async steer(address: ChannelAddress, mode: PtzMode, motion: PtzMotion, speed: number): Promise<void> {
      assertWithin(speed >= 0 && speed <= 1, 'a speed is 0 to 1');
      await steer(address, mode, { code: PTZ_CODE[motion], speed: 1 + Math.round(speed * (FASTEST - 1)) });
    },

    /** §3.2c. What the camera keeps itself, page after page, in order of time. */
    async listRecordings(
      address: ChannelAddress,
      span: { from: number; to: number },
    ): Promise<readonly LocalRecording[]> {
      const times = { start_time: chinaTime(span.from), end_time: chinaTime(span.to) };
      const pages = pagesOf(RECORDING_LIST, async (page, seen) => {
        const fields = { page: page + 1, per_page: PER_PAGE, ...times };
        const answer = readAnswer(await commands.ask(platformCommand(address, CMD_ID.recordings, fields)));
        const { rvods: rows, all_count: total } = answer;
        const last = total == null ? rows.length < PER_PAGE : seen + rows.length >= total;
        return { rows, last: last || rows.length === 0 };
      });
      const found = (await allOf(pages)).filter(
        ({ channelId }) => channelId === null || channelId === address.channelId,
      );
      const now = clock.now();
      const recordings = found.map(({ channelId: _, ...row }) => ({ ...row, to: row.to ?? Math.max(row.from, now) }));
      return recordings.sort((a, b) => a.from - b.from);
    },
  };
}

function platformCommand(address: ChannelAddress, cmdId: number, fields: object): Omit<Command, 'answered'> {
  assertWithin(/^\d{1,9}$/.test(address.channelId), 'a channel is a number');
  const json = { type: 'video', cmdId, cmd: { channel_id: Number(address.channelId), ...fields } };
  return { deviceId: address.deviceId, body: { json } };
}

function readAnswer(bytes: Uint8Array): v.InferOutput<typeof recordingsAnswer> {
  const origin = { vendor: 'onenet', label: 'onenet recordings' };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new CallError('vendor-protocol', 'onenet recordings: the answer is not JSON', origin);
  }
  return parseReply(recordingsAnswer, json, origin);
}
