import * as v from 'valibot';
import { CallError } from '../../../core/errors';
import type { ChannelAddress } from '../../../core/ports';
import { integer } from '../../../core/reply-fields';
import { parseReply } from '../../../core/vendor-reply';
import { assertWithin } from '../limits';
import type { CommandsApi } from './commands';

/** How the picture is turned over: 0 not, 1 left to right, 2 upside down, 3 both. */
export type Flip = 0 | 1 | 2 | 3;

const CMD_ID = { readCard: 30, snapshot: 32, readPicture: 33, setPicture: 34, readLens: 39, setLens: 40 } as const;
/** Of the answers; in `resp_code` 0 is success. */
const DONE = 1;

const done = v.looseObject({ result: v.nullish(integer) });
const snapshotAnswer = v.looseObject({ name: v.pipe(v.string(), v.nonEmpty()) });
const pictureAnswer = v.looseObject({ display_flip: v.picklist([0, 1, 2, 3]) });
const lensAnswer = v.looseObject({ status: v.picklist(['on', 'off']) });

/** Of the answer about its memory card: 0 none, 1 in order, 2 not, 3 full. */
const cardAnswer = v.looseObject({ state: integer, blocks: v.nullish(integer), available: v.nullish(integer) });
const KB = 1024;

export interface Card {
  readonly state: number;
  /** Null where the camera does not tell. */
  readonly totalBytes: number | null;
  readonly freeBytes: number | null;
}

/** Commands of the newest edition (_ext_), which older cameras refuse as `unsupported`. */
export function settingsApi(commands: CommandsApi) {
  async function ask<T>(
    { deviceId, channelId }: ChannelAddress,
    { id, cmd = {}, schema }: { id: number; cmd?: object; schema: v.GenericSchema<unknown, T> },
  ): Promise<T> {
    assertWithin(/^\d{1,9}$/.test(channelId), 'a channel is a number');
    const json = { cmdId: id, channel_id: Number(channelId), cmd };
    return readAnswer(await commands.ask({ deviceId, body: { json } }), schema);
  }

  return {
    async readCard(address: ChannelAddress): Promise<Card> {
      const { state, blocks, available } = await ask(address, { id: CMD_ID.readCard, schema: cardAnswer });
      return { state, totalBytes: toBytes(blocks), freeBytes: toBytes(available) };
    },

    /** Has the camera take a still and hand it to the vendor; its name among the pictures. */
    takeSnapshot: async (address: ChannelAddress): Promise<string> =>
      (await ask(address, { id: CMD_ID.snapshot, schema: snapshotAnswer })).name,

    readFlip: async (address: ChannelAddress): Promise<Flip> =>
      (await ask(address, { id: CMD_ID.readPicture, schema: pictureAnswer })).display_flip,

    async setFlip(address: ChannelAddress, flip: Flip): Promise<void> {
      await ask(address, { id: CMD_ID.setPicture, cmd: { display_flip: flip }, schema: done });
    },

    /** Whether the lens sees anything. */
    readLens: async (address: ChannelAddress): Promise<boolean> =>
      (await ask(address, { id: CMD_ID.readLens, schema: lensAnswer })).status === 'on',

    async setLens(address: ChannelAddress, on: boolean): Promise<void> {
      await ask(address, { id: CMD_ID.setLens, cmd: { status: on ? 'on' : 'off' }, schema: done });
    },
  };
}

const toBytes = (kilobytes: number | null | undefined): number | null => (kilobytes == null ? null : kilobytes * KB);

const ORIGIN = { vendor: 'onenet', label: 'onenet camera settings' };
const answerOf = v.looseObject({ cmd: v.looseObject({}) });

/** The payload of an answer; `device-busy` when the camera says that it failed. */
function readAnswer<T>(bytes: Uint8Array, schema: v.GenericSchema<unknown, T>): T {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new CallError('vendor-protocol', 'onenet camera settings: the answer is not JSON', ORIGIN);
  }
  const { cmd } = parseReply(answerOf, json, ORIGIN);
  const { result } = parseReply(done, cmd, ORIGIN);
  if (typeof result === 'number' && result !== DONE) {
    throw new CallError('device-busy', 'onenet camera settings: not carried out', ORIGIN);
  }
  return parseReply(schema, cmd, ORIGIN);
}
