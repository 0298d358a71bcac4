import type { SimContext } from '../simulator';
import type { Call, Endpoints } from './call';
import type { Camera } from './cameras';
import { refusals, type Success } from './codes';
import { integer, jsonBody, required } from './fields';
import { PRODUCT_ID } from './keys';
import type { Channel, Registry } from './registry';
import type { VideoStore } from './video-store';

const BOOT = { boot_address: '127.0.0.1', boot_port: 9101 };

/** Refuses a call that names another product. */
export function checkProduct(query: URLSearchParams, name = 'product_id'): void {
  if (required(query, name) !== PRODUCT_ID) throw refusals.parameter(name);
}

export interface Encryption {
  readonly isOn: () => boolean;
  readonly endpoints: Endpoints;
}

/** Section 7: one switch for the whole product. While it is on, live streams are offered as rtmpe. */
export function createEncryption(context: SimContext): Encryption {
  let on = context.cameras.some(({ trait }) => trait === 'encrypted');
  const set = ({ query, request }: Call): Success => {
    checkProduct(query);
    on = zeroOrOne(request) === 1;
    return {};
  };
  const read = ({ query }: Call): Success => {
    checkProduct(query);
    // The guide's sample has neither `error` nor `data` here.
    return { error: undefined, trans_enc: on ? 1 : 0 };
  };
  return {
    isOn: () => on,
    endpoints: {
      'PUT /ipc/video/trans_encrypt': { access: 'product', run: set },
      'GET /ipc/video/trans_encrypt': { access: 'product', run: read },
    },
  };
}

export interface SwitchParts {
  readonly registry: Registry;
  readonly camera: (channel: Channel) => Camera;
  readonly videos: VideoStore;
}

/** Sections 10, 12 and 14: the address for devices, recording by a GET, and the camera's switch, where 1 is off. */
export const switchEndpoints = ({ registry, camera, videos }: SwitchParts): Endpoints => ({
  'GET /ipc/video/boot_address': { access: 'anybody', run: () => ({ data: BOOT }) },
  'GET /ipc/video/record/record_video': {
    access: 'key',
    run: ({ query }) => {
      checkProduct(query);
      const channel = registry.channel(query);
      const isStart = integer(query, 'action', { least: 0, most: 1 }) === 1;
      if (isStart && !registry.isChannelOnline(channel)) throw refusals.deviceOffline();
      if (videos.isRecording(channel) === isStart)
        throw isStart ? refusals.alreadyRecording() : refusals.notRecording();
      if (isStart) videos.start(channel);
      else videos.stop(channel);
      return {};
    },
  },
  'PUT /ipc/video/access_control/closecamera': {
    access: 'key',
    run: ({ query, request }) => {
      checkProduct(query);
      const channel = registry.channel(query, 'device_id', 'id');
      const closed = zeroOrOne(request) === 1;
      camera(channel).set({ closed });
      if (closed) registry.cut(channel);
      return {};
    },
  },
});

function zeroOrOne(request: Call['request']): 0 | 1 {
  const { type } = jsonBody(request);
  if (type !== 0 && type !== 1) throw refusals.parameter('type');
  return type;
}
