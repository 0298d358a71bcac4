import { takeStill, type FileReply, type FileRequest, type SimContext } from '../simulator';
import type { Camera } from './cameras';
import { refusal, Refusal, refusals, success } from './codes';
import { integer } from './fields';
import { identify } from './keys';
import { channelSubject } from './live';
import type { Channel, Registry } from './registry';
import type { Tokens } from './tokens';

const MOST_IDLE_SECONDS = 120;
const PRELOAD_PATH = /^\/live\/live_(\d+)_(\d+)\/preload$/;
/** The guide writes this address with a dash in one row and an underscore in the next. */
const STILL_PATH = /^\/live_preview\/(\d+)[-_](\d+)$/;

export interface StreamHostParts {
  readonly context: SimContext;
  readonly registry: Registry;
  readonly camera: (channel: Channel) => Camera;
  readonly tokens: Tokens;
}

/** Sections 4.2 and 4.3: what the streaming host answers besides streams. Here the token is a parameter `token`. */
export function createStreamHost({ context, registry, camera, tokens }: StreamHostParts) {
  const loaded = new Map<Channel, () => void>();
  /** Pulls the stream in ahead; it is dropped after so long, as nobody is known to pull it. */
  const preload = (channel: Channel, request: FileRequest): FileReply => {
    const headers = { headers: { 'api-key': String(request.headers['api-key'] ?? '') } };
    identify(headers, context.now(), channel.device.id);
    const seconds = integer(request.query, 'idle_time', { most: MOST_IDLE_SECONDS });
    if (!registry.isChannelOnline(channel)) throw refusals.deviceOffline();
    loaded.get(channel)?.();
    loaded.set(
      channel,
      context.after(seconds * 1000, () => void loaded.delete(channel)),
    );
    return json(success({}));
  };
  const still = (channel: Channel): FileReply => {
    if (!registry.isChannelOnline(channel)) throw refusals.deviceOffline();
    const { look, settings } = camera(channel);
    if (settings().closed) throw refusals.cameraClosed();
    const now = context.now();
    return { status: 200, type: 'image/jpeg', body: takeStill(channel.camera, look(now), now) };
  };
  return {
    answerFile: (request: FileRequest): FileReply | null => {
      const wish = PRELOAD_PATH.exec(request.path);
      const [, deviceId = '', number = ''] = wish ?? STILL_PATH.exec(request.path) ?? [];
      if (deviceId === '') return null;
      return attempt(() => {
        const channel = registry.lookUp(deviceId, number);
        if (!channel) throw refusals.channelMissing();
        const token = request.query.get('token') ?? '';
        if (!tokens.isGood(channelSubject(channel), token)) throw refusals.unauthenticated();
        return wish ? preload(channel, request) : still(channel);
      });
    },
    /** Streams held ready though perhaps nobody watches. */
    preloaded: () => loaded.size,
  };
}

const json = (body: object): FileReply => ({
  status: 200,
  type: 'application/json;charset=UTF-8',
  body: Buffer.from(JSON.stringify(body)),
});

function attempt(work: () => FileReply): FileReply {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return json(refusal(error));
    throw error;
  }
}
