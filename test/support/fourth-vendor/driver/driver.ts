import { objectionTo } from '../../../../cloudfunctions/core/accounts/objection';
import type { PtzControl, PtzMotion } from '../../../../cloudfunctions/core/capabilities';
import { CallError } from '../../../../cloudfunctions/core/errors';
import { cursorOf, pagesFrom, positionOf } from '../../../../cloudfunctions/core/pages';
import type {
  ChannelAddress,
  Driver,
  DriverDeps,
  HttpRequest,
  ListedPage,
} from '../../../../cloudfunctions/core/ports';
import { createNorthcamClient, type Ask } from './client';
import {
  findReply,
  listReply,
  liveReply,
  noReply,
  STREAM,
  toChannel,
  toSources,
  toStatus,
  WAYS,
  type NorthcamCredentials,
} from './wire';

const PAGE_SIZE = 50;
const CAMERA_LIST = { vendor: 'northcam', label: 'northcam camera/list', mostPages: 1000 };
const FASTEST = 5;

/** Northcam: lists, states, live pictures and four ways to turn. */
export function createNorthcamDriver(deps: DriverDeps<NorthcamCredentials>): Driver {
  const ask = createNorthcamClient(deps);
  return {
    id: 'northcam',
    listChannels: (from) => listChannels(ask, from),

    // Its one code for a bad signature does not tell the key from the secret.
    check: () =>
      objectionTo(
        () => ask({ path: 'camera/list', fields: { page: 1, size: 1 }, schema: listReply }),
        () => null,
      ),

    async readStatus(addresses) {
      const cameras = addresses.map(({ deviceId }) => deviceId);
      const { rows } = await ask({ path: 'camera/find', fields: { cameras }, schema: findReply });
      return rows.map(toStatus);
    },

    async openLive({ deviceId: camera }, quality, avoid = []) {
      const fields = { camera, stream: STREAM[quality] };
      const sources = toSources(await ask({ path: 'live/open', fields, schema: liveReply }));
      const playable = sources.filter(({ protocol }) => !avoid.includes(protocol));
      return playable.length > 0 ? playable : sources;
    },

    ptz: createPtz(ask),
  };
}

async function* listChannels(ask: Ask, from?: string): AsyncGenerator<ListedPage> {
  const readPage = async (page: number, seen: number) => {
    const fields = { page: page + 1, size: PAGE_SIZE };
    const { total, rows } = await ask({ path: 'camera/list', fields, schema: listReply });
    return { rows: rows.map(toChannel), last: rows.length === 0 || seen + rows.length >= total };
  };
  for await (const { rows, next } of pagesFrom(CAMERA_LIST, readPage, positionOf(from))) {
    yield { channels: rows, next: next && cursorOf(next) };
  }
}

function createPtz(ask: Ask): PtzControl {
  const turn = async (address: ChannelAddress, motion: PtzMotion, pace: number, kind: HttpRequest['kind']) => {
    const way = WAYS.get(motion);
    if (way === undefined) throw new CallError('unsupported', `northcam has no ${motion}`, { vendor: 'northcam' });
    await ask({ path: 'turn', fields: { camera: address.deviceId, way, pace }, schema: noReply, kind });
  };
  return {
    motions: [...WAYS.keys()],
    speeds: 3,
    limits: false,
    async start(address, motion, speed) {
      await turn(address, motion, 1 + Math.round(speed * (FASTEST - 1)), 'command');
      return 'moved';
    },
    stop: (address, motion) => turn(address, motion, 0, 'repeatable-command'),
  };
}
