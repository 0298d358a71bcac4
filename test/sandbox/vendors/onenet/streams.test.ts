import { pullRtmp } from '../../../../sandbox/media/rtmp-client';
import { startOnenet } from '../../../../sandbox/vendors/onenet/index';
import type { Simulator } from '../../../../sandbox/vendors/simulator';
import { createDecoder, type H264Decoder } from '../../../support/media/h264-decoder';
import { readMark, readMarks, startPull } from '../../../support/media/pulled';
import { readTransportStream, splitAnnexB } from '../../../support/media/ts-bytes';
import { CAMERAS, CHANNEL, MASTER, at, textAt } from './rig';

let decoder: H264Decoder;
let simulator: Simulator;
beforeEach(async () => {
  decoder = await createDecoder();
  simulator = await startOnenet({ cameras: CAMERAS });
});
afterEach(async () => {
  decoder.release();
  await simulator.close();
});

const ask = async (path: string, query: Readonly<Record<string, string>>): Promise<unknown> =>
  (await fetch(`${simulator.baseUrl}${path}?${new URLSearchParams(query).toString()}`, { headers: MASTER })).json();
const play = (protocol: string): Promise<unknown> =>
  ask('/ipc/video/play_address', { ...CHANNEL, protocol_type: protocol });

test('what was recorded plays over RTMP: a history address and a video', async () => {
  const video = at(await ask('/ipc/video/vod/get_video_list', CHANNEL), 'data', 'videos', 0);
  const video_id = textAt(video, 'videoid');
  const token = textAt(await ask('/ipc/video/vod/get_play_token', { ...CHANNEL, video_id }), 'data', 'token');
  const address = await play('0');
  const [begin, end] = ['start', 'end'].map((field) => textAt(video, field).replace(/\D/g, ''));
  const history = `rtmp://${textAt(address, 'data', 'addr')}/rvod/2160001-1-${begin!}-${end!}`;
  const urls = [`${textAt(video, 'rtmp_url')}?${token}`, `${history}?${textAt(address, 'data', 'accessToken')}`];
  const start = Date.parse(`${textAt(video, 'start').replace(' ', 'T')}+08:00`);
  for (const url of urls) {
    const pulled = startPull(pullRtmp, url);
    const [mark] = readMarks(await pulled.tagged(8), decoder, 'sub');
    pulled.close();
    expect(mark).toMatchObject({ cloud: 2, device: 1, playback: true });
    expect(Math.abs((mark?.instant ?? 0) - start)).toBeLessThan(1_000);
  }
});

test('a video plays over HLS from any point', async () => {
  const video = at(await ask('/ipc/video/vod/get_video_list', CHANNEL), 'data', 'videos', 0);
  const video_id = textAt(video, 'videoid');
  const token = textAt(await ask('/ipc/video/vod/get_play_token', { ...CHANNEL, video_id }), 'data', 'token');
  const address = `${textAt(video, 'hls_url')}?token=${token}`;
  const lines = (await (await fetch(address)).text()).trim().split('\n');
  expect(lines.at(-1)).toBe('#EXT-X-ENDLIST');
  const names = lines.filter((line) => !line.startsWith('#'));
  const segment = Buffer.from(await (await fetch(new URL(names[10] ?? '', address))).arrayBuffer());
  const [first] = readTransportStream(segment).video;
  const [picture] = decoder.decode(...splitAnnexB(first?.data ?? Buffer.alloc(0)));
  const start = Date.parse(`${textAt(video, 'start').replace(' ', 'T')}+08:00`);
  const mark = picture && readMark(picture, 'sub');
  expect(mark).toEqual({ cloud: 2, device: 1, playback: true, instant: start + 60_000 });
  const seconds = lines
    .flatMap((line) => /^#EXTINF:([\d.]+)/.exec(line)?.[1] ?? [])
    .reduce((sum, one) => sum + Number(one), 0);
  expect(seconds * 1000).toBe(Date.parse(textAt(video, 'end')) - Date.parse(textAt(video, 'start')));
});

test('the streaming host answers the HLS preload and shows the thumbnail', async () => {
  const address = await play('1');
  const [host, token] = [textAt(address, 'data', 'addr'), textAt(address, 'data', 'accessToken')];
  const preload = await fetch(`http://${host}/live/live_2160001_1/preload?token=${token}&idle_time=60`, {
    headers: MASTER,
  });
  expect(await preload.json()).toEqual({ errno: 0, error: 'succ' });
  const still = await fetch(`http://${textAt(address, 'data', 'coveraddr')}/live_preview/2160001-1?token=${token}`);
  expect(still.headers.get('content-type')).toBe('image/jpeg');
  expect((await fetch(`http://${host}/elsewhere`)).status).toBe(404);
});
