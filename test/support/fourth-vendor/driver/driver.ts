import type { PtzControl, PtzMotion } from '../../../../cloudfunctions/core/capabilities';
import { CallError } from '../../../../cloudfunctions/core/errors';
import type {
  ChannelAddress,
  Driver,
  DriverDeps,
  HttpRequest,
  VendorChannel,
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
const MOST_PAGES = 1000;
const FASTEST = 5;

/** Northcam: lists, states, live pictures and four ways to turn. */
export function createNorthcamDriver(deps: DriverDeps<NorthcamCredentials>): Driver {
  const ask = createNorthcamClient(deps);
  return {
    id: 'northcam',
    listChannels: () => listChannels(ask),

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

async function* listChannels(ask: Ask): AsyncGenerator<readonly VendorChannel[]> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { total, rows } = await ask({ path: 'camera/list', fields: { page, size: PAGE_SIZE }, schema: listReply });
    if (rows.length > 0) yield rows.map(toChannel);
    if (rows.length === 0 || page * PAGE_SIZE >= total) return;
  }
  throw new CallError('unsupported', `northcam: more than ${MOST_PAGES} pages`, { vendor: 'northcam' });
}

function createPtz(ask: Ask): PtzControl {
  const turn = async (address: ChannelAddress, motion: PtzMotion, pace: number, kind: HttpRequest['kind']) => {
    const way = WAYS.get(motion);
    if (way === undefined) throw new CallError('unsupported', `northcam has no ${motion}`, { vendor: 'northcam' });
    await ask({ path: 'turn', fields: { camera: address.deviceId, way, pace }, schema: noReply, kind });
  };
  return {
    motions: [...WAYS.keys()],
    async start(address, motion, speed) {
      await turn(address, motion, 1 + Math.round(speed * (FASTEST - 1)), 'command');
      return 'moved';
    },
    stop: (address, motion) => turn(address, motion, 0, 'repeatable-command'),
  };
}
