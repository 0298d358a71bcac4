import type { Call, Endpoints } from './call';
import { refusals, type Success } from './codes';
import { integer, required } from './fields';
import type { Registry } from './registry';

const MOST_CHANNEL = 100_000;
/** Letters and digits, at most 64 of them. */
const TITLE = /^[A-Za-z0-9]{1,64}$/;

/** Section 2 of the guide. */
export const channelEndpoints = (registry: Registry): Endpoints => ({
  'GET /ipc/video/device/QryChannel': { access: 'key', run: ({ query }) => list(query, registry) },
  'DELETE /ipc/video/device/DelChannel': {
    access: 'key',
    run: ({ query }) => {
      registry.removeChannel(registry.channel(query));
      return {};
    },
  },
  'POST /ipc/video/device/AddChannel': { access: 'key', run: (call) => add(call, registry) },
  'POST /ipc/video/device/ModifyChannel': { access: 'key', run: (call) => modify(call, registry) },
});

function list(query: URLSearchParams, registry: Registry): Success {
  const channels = [...registry.device(query).channels.values()];
  return {
    result: channels.map(({ camera, title, desc }) => ({ channel_id: Number(camera.channel), title, desc })),
  };
}

function add({ query }: Call, registry: Registry): Success {
  const device = registry.device(query);
  const channel = channelId(query);
  const words = readWords(query);
  if (device.channels.has(channel)) throw refusals.channelExists();
  registry.addChannel(device, channel, { ...words, desc: words.desc ?? '' });
  return {};
}

function modify({ query }: Call, registry: Registry): Success {
  const device = registry.device(query);
  const channel = device.channels.get(channelId(query));
  const { title, desc } = readWords(query);
  if (!channel) throw refusals.channelUnavailable();
  channel.title = title;
  if (desc !== null) channel.desc = desc;
  return {};
}

const channelId = (query: URLSearchParams): string => String(integer(query, 'channel_id', { most: MOST_CHANNEL }));

function readWords(query: URLSearchParams): { title: string; desc: string | null } {
  const title = required(query, 'title');
  if (!TITLE.test(title)) throw refusals.parameter('title');
  return { title, desc: query.get('desc') };
}
