import { request } from 'node:http';
import { WebSocket } from 'ws';
import { pullFlv } from '../../../sandbox/media/flv-client';
import { FORMATS, type Quality } from '../../../sandbox/media/formats';
import type { Pull } from '../../../sandbox/media/pull';
import { pullRtmp } from '../../../sandbox/media/rtmp-client';
import type { Mark } from '../../../sandbox/media/strip';
import { nalsOf, readFlvBytes } from '../../support/media/flv-bytes';
import { createDecoder, type H264Decoder } from '../../support/media/h264-decoder';
import { makeOrigin, type TestOrigin } from '../../support/media/make-origin';
import { readMark, readMarks, startPull, type Pulled } from '../../support/media/pulled';
import { readTransportStream, splitAnnexB } from '../../support/media/ts-bytes';

let origin: TestOrigin;
let decoder: H264Decoder;
const pulls: Pulled[] = [];

beforeEach(async () => {
  origin = await makeOrigin({ tls: true });
  decoder = await createDecoder();
});
afterEach(async () => {
  for (const pulled of pulls.splice(0)) pulled.close();
  await origin.close();
  decoder.release();
});

function pull(kind: Pull, url: string): Pulled {
  const pulled = startPull(kind, url, { ca: origin.certificate === null ? [] : [origin.certificate] });
  pulls.push(pulled);
  return pulled;
}

/** The marks name the camera, run on in time, and tell the time at which they were taken. */
function expectLive(marks: readonly (Mark | null)[], device: number, began: number): void {
  const instants = marks.map((mark) => mark?.instant ?? 0);
  expect(marks.length).toBeGreaterThan(2);
  expect(marks.map((mark) => [mark?.cloud, mark?.device, mark?.playback])).toEqual(marks.map(() => [2, device, false]));
  const steps = instants.slice(1).map((instant, index) => instant - (instants[index] ?? 0));
  for (const step of steps) expect(step).toBeGreaterThanOrEqual(66);
  expect(instants[0]).toBeGreaterThanOrEqual(began);
  expect(instants.at(-1)).toBeLessThanOrEqual(Date.now());
}

const kinds: [string, Pull, () => string, string][] = [
  ['RTMP', pullRtmp, () => origin.rtmp, ''],
  ['HTTP-FLV', pullFlv, () => origin.http, '.flv'],
  ['HTTPS-FLV', pullFlv, () => origin.https ?? '', '.flv'],
];
const qualities: Quality[] = ['sub', 'main'];

describe.each(kinds)('over %s', (_, kind, base, suffix) => {
  test.each(qualities)('the %s stream shows the right camera at the right time', async (quality) => {
    const began = Date.now();
    const pulled = pull(kind, `${base()}/live/31-${quality}${suffix}?token=a/b%2Fc`);
    await pulled.tagged(16);
    const [script, video, audio] = pulled.tags;
    expect([script?.kind, video?.body[1], audio?.body[1]]).toEqual(['script', 0, 0]);
    expectLive(readMarks(pulled.tags, decoder, quality), 31, began);
    expect(pulled.stages.map((stage) => stage.kind)).toEqual(['connected', 'playing']);
    expect(origin.asked[0]).toMatchObject({ path: `/live/31-${quality}${suffix}`, query: 'token=a/b%2Fc' });
  });

  test('viewers are counted in and out', async () => {
    const pulled = pull(kind, `${base()}/live/31-sub${suffix}`);
    await pulled.tagged(1);
    const other = pull(kind, `${base()}/live/31-sub${suffix}`);
    await other.tagged(1);
    expect(origin.viewers()).toBe(2);
    pulled.close();
    await origin.happened('leave 31');
    expect(origin.viewers()).toBe(1);
    other.close();
    await origin.happened('leave 31', 2);
    expect([origin.viewers(), origin.comings]).toEqual([0, ['join 31', 'join 31', 'leave 31', 'leave 31']]);
  });

  test('streams of the chosen camera are cut, others go on', async () => {
    const doomed = pull(kind, `${base()}/live/1-sub${suffix}`);
    const spared = pull(kind, `${base()}/live/2-sub${suffix}`);
    await Promise.all([doomed.tagged(4), spared.tagged(4)]);
    origin.cut(({ device }) => device === 1);
    expect((await doomed.end).kind).toBe('reset');
    await spared.tagged(spared.tags.length + 4);
    expect(origin.comings).toContain('leave 1');
    expect(origin.viewers()).toBe(1);
  });

  test('a flaky stream breaks off by itself', async () => {
    const pulled = pull(kind, `${base()}/live/9-sub${suffix}?cut=150`);
    expect((await pulled.end).kind).toBe('reset');
    expect(pulled.stages.at(-1)?.kind).toBe('playing');
  });
});

test('a stolen token and a stream that is not there are refused at the protocol', async () => {
  const flv = pull(pullFlv, `${origin.http}/live/31-sub.flv?token=stolen`);
  expect(await flv.end).toEqual({ kind: 'refused', code: 'HTTP 403' });
  expect(await pull(pullFlv, `${origin.http}/live/nothing.flv`).end).toEqual({ kind: 'refused', code: 'HTTP 404' });
  const rtmp = pull(pullRtmp, `${origin.rtmp}/live/31-sub?token=stolen`);
  expect(await rtmp.end).toEqual({ kind: 'refused', code: 'NetStream.Play.Failed' });
  const missing = pull(pullRtmp, `${origin.rtmp}/live/nothing`);
  expect(await missing.end).toEqual({ kind: 'refused', code: 'NetStream.Play.StreamNotFound' });
  expect((await fetch(`${origin.http}/live/31-sub/index.m3u8?token=stolen`)).status).toBe(403);
  expect((await fetch(`${origin.http}/live/31-sub/index-1.ts?token=stolen`)).status).toBe(403);
  expect((await fetch(`${origin.http}/live/nothing.m3u8`)).status).toBe(404);
  expect(origin.comings).toEqual([]);
});

test('only streams are served, and only to be read', async () => {
  expect((await fetch(`${origin.http}/live/31-sub`)).status).toBe(404);
  expect((await fetch(`${origin.http}/live/31-sub.flv`, { method: 'POST' })).status).toBe(405);
  expect(origin.asked).toEqual([]);
});

describe('over WebSocket', () => {
  const socketUrl = (path: string): string => `${origin.http.replace('http', 'ws')}${path}`;

  test('the same FLV comes in binary messages', async () => {
    const began = Date.now();
    const socket = new WebSocket(socketUrl('/live/8-sub.flv?t=1'));
    const parts: Buffer[] = [];
    await new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => parts.push(data) > 16 && resolve());
    });
    const tags = readFlvBytes(Buffer.concat(parts));
    const pictures = tags.filter(({ type }) => type === 9).flatMap(({ body }) => decoder.decode(...nalsOf(body)));
    expectLive(
      pictures.map((picture) => readMark(picture, 'sub')),
      8,
      began,
    );
    expect(origin.asked).toEqual([{ protocol: 'ws-flv', path: '/live/8-sub.flv', query: 't=1' }]);
    socket.close();
    await origin.happened('leave 8');
  });

  test.each([
    ['/live/8-sub.flv?token=stolen', 403],
    ['/live/nothing.flv', 404],
    ['/live/8-sub', 404],
  ])('%s is refused with %i before the upgrade', async (path, status) => {
    const socket = new WebSocket(socketUrl(path));
    const answered = await new Promise<number | undefined>((resolve) => {
      socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode));
    });
    expect(answered).toBe(status);
  });
});

test('an HLS player finds its segments through the playlist and sees the right camera', async () => {
  const address = `${origin.http}/live/12-main/index.m3u8?token=t`;
  const playlist = await (await fetch(address)).text();
  const names = playlist.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const segment = await fetch(new URL(names.at(-1) ?? '', address));
  expect(segment.headers.get('content-type')).toBe('video/mp2t');
  const { video } = readTransportStream(Buffer.from(await segment.arrayBuffer()));
  const marks = video.slice(0, 4).flatMap(({ data }) => decoder.decode(...splitAnnexB(data)));
  expect(marks.map((picture) => readMark(picture, 'main')?.device)).toEqual([12, 12, 12, 12]);
  expect(origin.asked.map(({ protocol, path, query }) => [protocol, path, query])).toEqual(
    [0, 1].map(() => ['hls', '/live/12-main/index.m3u8', 'token=t']),
  );
  expect([origin.viewers(), origin.comings]).toEqual([1, ['join 12']]);
  expect((await fetch(new URL('index-1.ts?token=t', address))).status).toBe(404);
});

test('the metadata names the format in which the pictures come', async () => {
  const parts: Buffer[] = [];
  const asked = request(`${origin.http}/live/5-main.flv`);
  await new Promise<void>((resolve) => {
    asked.on('response', (response) => {
      response.on('data', (part: Buffer) => parts.push(part) > 8 && resolve());
      response.on('error', () => undefined);
    });
    asked.end();
  });
  asked.destroy();
  const script = readFlvBytes(Buffer.concat(parts))[0];
  const number = (name: string): number | undefined => {
    const at = script?.body.indexOf(name) ?? -1;
    return script?.body.readDoubleBE(at + name.length + 1);
  };
  expect([number('width'), number('height'), number('framerate')]).toEqual([
    FORMATS.main.width,
    FORMATS.main.height,
    15,
  ]);
});
