import { WebSocket } from 'ws';
import { pullFlv } from '../../../sandbox/media/flv-client';
import type { Pull } from '../../../sandbox/media/pull';
import { pullRtmp } from '../../../sandbox/media/rtmp-client';
import { createDecoder, type H264Decoder } from '../../support/media/h264-decoder';
import { makeOrigin, type TestOrigin } from '../../support/media/make-origin';
import { readMark, readMarks, startPull, type Pulled } from '../../support/media/pulled';
import { readTransportStream, splitAnnexB } from '../../support/media/ts-bytes';

/** 13:37:20 in Beijing. */
const FROM = Date.UTC(2026, 3, 30, 5, 37, 20);

let origin: TestOrigin;
let decoder: H264Decoder;
const pulls: Pulled[] = [];
beforeEach(async () => {
  origin = await makeOrigin();
  decoder = await createDecoder();
});
afterEach(async () => {
  for (const pulled of pulls.splice(0)) pulled.close();
  await origin.close();
  decoder.release();
});

function pull(kind: Pull, url: string): Pulled {
  const pulled = startPull(kind, url);
  pulls.push(pulled);
  return pulled;
}
const past = (ms: number, more = ''): string => `?from=${FROM}&ms=${ms}${more}`;
const pictures = ({ tags }: Pulled) => tags.filter(({ kind, body }) => kind === 'video' && body[1] === 1);

const kinds = [
  { name: 'RTMP', kind: pullRtmp, base: () => origin.rtmp, suffix: '', farewell: 'NetStream.Play.Complete' },
  { name: 'HTTP-FLV', kind: pullFlv, base: () => origin.http, suffix: '.flv', farewell: 'closed by the server' },
];

describe.each(kinds)('a recording over $name', ({ kind, base, suffix, farewell }) => {
  test('shows the instants that were recorded, and ends in order at the end of its span', async () => {
    const pulled = pull(kind, `${base()}/past/7-sub${suffix}${past(600)}`);
    expect(await pulled.end).toEqual({ kind: 'ended', detail: farewell });
    const marks = readMarks(pulled.tags, decoder, 'sub');
    expect(marks.map((mark) => (mark?.instant ?? 0) - FROM)).toEqual([0, 67, 133, 200, 267, 333, 400, 467, 533]);
    expect(marks[0]).toMatchObject({ cloud: 2, device: 7, playback: true });
    await origin.happened('leave 7');
    expect(origin.viewers()).toBe(0);
  });

  test('runs at the speed that was asked for', async () => {
    const pulled = pull(kind, `${base()}/past/7-sub${suffix}${past(4000, '&speed=8')}`);
    expect((await pulled.end).kind).toBe('ended');
    expect(pictures(pulled).map(({ timestamp }) => timestamp)).toEqual([0, 67, 133, 200, 267, 333, 400, 467]);
    const instants = readMarks(pulled.tags, decoder, 'sub').map((mark) => (mark?.instant ?? 0) - FROM);
    expect(instants).toEqual([0, 533, 1067, 1600, 2133, 2667, 3200, 3733]);
  });

  test('breaks off when what holds it loses its line; what the cloud holds goes on', async () => {
    const device = pull(kind, `${base()}/past/1-sub${suffix}${past(60_000)}`);
    const cloud = pull(kind, `${base()}/past/2-sub${suffix}${past(60_000, '&place=cloud')}`);
    const live = pull(kind, `${base()}/live/3-sub${suffix}`);
    await Promise.all([device, cloud, live].map((one) => one.tagged(6)));
    origin.cut((_camera, shows) => shows !== 'cloud');
    expect((await device.end).kind).toBe('reset');
    expect((await live.end).kind).toBe('reset');
    await cloud.tagged(cloud.tags.length + 6);
    expect(origin.viewers()).toBe(1);
  });

  test('every viewer has a run of its own', async () => {
    const one = pull(kind, `${base()}/past/7-sub${suffix}${past(60_000)}`);
    await one.tagged(12);
    const other = pull(kind, `${base()}/past/7-sub${suffix}${past(60_000)}`);
    await other.tagged(8);
    expect(readMarks(other.tags, decoder, 'sub')[0]?.instant).toBe(FROM);
  });
});

test('a recording over WebSocket ends with the closing of the socket', async () => {
  const socket = new WebSocket(`${origin.http.replace('http', 'ws')}/past/7-sub.flv${past(300)}`);
  const code = await new Promise<number>((resolve) => socket.on('close', resolve));
  expect(code).toBe(1005);
  await origin.happened('leave 7');
});

describe('a recording over HLS', () => {
  const address = (): string => `${origin.http}/past/12-sub/index.m3u8${past(20_000)}&token=t`;
  const linesOf = async (): Promise<string[]> => (await (await fetch(address())).text()).trim().split('\n');

  test('can be begun anywhere: the playlist is closed, and any segment is made when it is asked for', async () => {
    const lines = await linesOf();
    expect(lines.at(-1)).toBe('#EXT-X-ENDLIST');
    const names = lines.filter((line) => !line.startsWith('#'));
    expect(names).toHaveLength(4);
    const segment = await fetch(new URL(names[2] ?? '', address()));
    expect(segment.headers.get('content-type')).toBe('video/mp2t');
    const { video } = readTransportStream(Buffer.from(await segment.arrayBuffer()));
    const [first] = decoder.decode(...splitAnnexB(video[0]?.data ?? Buffer.alloc(0)));
    expect(first && readMark(first, 'sub')).toEqual({ cloud: 2, device: 12, playback: true, instant: FROM + 12_000 });
  });

  test('has no segment past its end, and none for a stolen token', async () => {
    const name = (number: number) => address().replace('index.m3u8', `index-${number}.ts`);
    expect((await fetch(name(4))).status).toBe(404);
    expect((await fetch(name(0).replace('token=t', 'token=stolen'))).status).toBe(403);
  });

  test('counts as one viewer, whom a cut reaches', async () => {
    await linesOf();
    expect(origin.viewers()).toBe(1);
    origin.cut();
    await expect(fetch(address())).rejects.toThrow();
  });
});
