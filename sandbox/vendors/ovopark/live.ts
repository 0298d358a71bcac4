import { randomUUID } from 'node:crypto';
import { watch, type DemoCamera, type SimContext, type StreamAnswer, type StreamRequest } from '../simulator';
import { refuse } from './codes';
import type { Controls } from './controls';
import type { Organisation } from './organisation';
import { badParameter, boolean, integer, type Params } from './params';

/** The page: a channel closes when nobody pulls it within 10 s. */
const UNWATCHED_MS = 10_000;
const MOST_ID = 99_999_999_999;
/** Node's timers hold no longer wait than this. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;
const STREAM_PATH = /^\/rtsp\/([0-9a-f-]{36})(?:\/live\.flv|\/index\.m3u8)?$/;
const RTSP_PORT = 5555;

interface Channel {
  readonly uuid: string;
  readonly camera: DemoCamera;
  readonly quality: 'main' | 'sub';
  /** Epoch ms until which a resident channel stays open unwatched; 0 for an ordinary one. */
  readonly residentUntil: number;
  viewers: number;
  stopWaiting: () => void;
}

/** startNewMediaPlay and the streams it opens. */
export function createLive(context: SimContext, organisation: Organisation, controls: Pick<Controls, 'look'>) {
  const channels = new Map<string, Channel>();

  const close = (channel: Channel): void => {
    channel.stopWaiting();
    channels.delete(channel.uuid);
  };
  /** Closes the channel at `at`, unless somebody comes to watch. */
  const closeAt = (channel: Channel, at: number): void => {
    const wait = Math.max(0, at - context.now());
    const isFar = wait > LONGEST_WAIT_MS;
    const task = (): void => (isFar ? closeAt(channel, at) : close(channel));
    channel.stopWaiting = context.after(Math.min(wait, LONGEST_WAIT_MS), task);
  };
  const join = (channel: Channel): void => {
    channel.viewers++;
    channel.stopWaiting();
  };
  const leave = (channel: Channel): void => {
    channel.viewers--;
    if (channel.viewers > 0) return;
    if (channel.residentUntil > context.now()) closeAt(channel, channel.residentUntil);
    else close(channel);
  };

  return {
    startNewMediaPlay: (params: Params): object => {
      const camera = organisation.findCamera(integer(params, 'deviceId', { least: 0, most: MOST_ID }));
      const quality = integer(params, 'isSlave', { least: 0, most: 1 }) === 0 ? 'main' : 'sub';
      const residentUntil = residence(params, context.now());
      // What the platform answers for a device without a line is not documented; this is its "backend call failed".
      if (context.isOffline(camera)) throw refuse('API_SYSTEM_CALL_ERROR');
      const uuid = randomUUID();
      const channel: Channel = { uuid, camera, quality, residentUntil, viewers: 0, stopWaiting: () => undefined };
      channels.set(uuid, channel);
      closeAt(channel, residentUntil || context.now() + UNWATCHED_MS);
      return addresses(channel, context);
    },

    answerStream: ({ path }: StreamRequest): StreamAnswer => {
      const channel = channels.get(STREAM_PATH.exec(path)?.[1] ?? '');
      if (!channel) return { kind: 'refused', reason: 'not-found' };
      const { camera, quality } = channel;
      const look = (instant: number) => controls.look(camera, instant);
      return watch({ camera, look, quality, onJoin: () => join(channel), onLeave: () => leave(channel) }, context);
    },

    /** Their addresses open nothing any more. */
    closeUnwatched: () => {
      for (const channel of channels.values()) if (channel.viewers === 0) close(channel);
    },

    openChannels: () => channels.size,
  };
}

/** `permanent` needs a `timeout`: the unix second until which the channel stays open unwatched. */
function residence(params: Params, now: number): number {
  const timeout = integer(params, 'timeout', { least: 0, most: MOST_ID, fallback: 0 });
  if (!boolean(params, 'permanent')) return 0;
  if (timeout * 1000 <= now) throw badParameter('timeout');
  return timeout * 1000;
}

/** flv, rtmp and tlsflv exist for H264 only. Nobody serves the rtsp address here: no part of the product plays it. */
function addresses({ uuid, camera }: Channel, { origin }: SimContext): object {
  const path = `/rtsp/${uuid}`;
  const { https } = origin;
  const h264 = camera.trait !== 'h265';
  return {
    ...(h264 && { flv: `${origin.http}${path}/live.flv`, rtmp: `${origin.rtmp}${path}` }),
    hls: `${origin.http}${path}/index.m3u8`,
    rtsp: `rtsp://127.0.0.1:${String(RTSP_PORT)}${path}`,
    ...(https !== null && h264 && { tlsflv: `${https}${path}/live.flv` }),
    vencodingname: h264 ? 'H264' : 'H265',
    ...(https !== null && { tlshls: `${https}${path}/index.m3u8` }),
  };
}
