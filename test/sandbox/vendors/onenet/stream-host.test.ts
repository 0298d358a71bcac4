import type { FileReply } from '../../../../sandbox/vendors/simulator';
import { accessToken, CHANNEL, MASTER, startRig, type Rig } from './rig';

let rig: Rig;
let token: string;
beforeEach(async () => {
  rig = await startRig();
  token = await accessToken(rig);
});
afterEach(() => rig.simulator.close());

const json = (reply: FileReply | null): unknown => JSON.parse(reply?.body.toString('utf8') ?? 'null');

describe('the HLS preload', () => {
  const preload = (query: object, headers: Readonly<Record<string, string>> = MASTER, id = '2160001_1'): unknown => {
    const text = new URLSearchParams({ token, idle_time: '60', ...query }).toString();
    return json(rig.origin.get(`${rig.origin.http}/live/live_${id}/preload?${text}`, headers));
  };
  const held = (): number => rig.simulator.counts().openChannels;

  test('holds the stream ready for the idle time', () => {
    expect(preload({ idle_time: '120' })).toEqual({ errno: 0, error: 'succ' });
    expect(held()).toBe(1);
    rig.clock.advance(119_999);
    expect(held()).toBe(1);
    rig.clock.advance(1);
    expect(held()).toBe(0);
  });

  test('asked again, the time begins anew', () => {
    preload({ idle_time: '10' });
    rig.clock.advance(9_000);
    preload({ idle_time: '10' });
    rig.clock.advance(9_000);
    expect(held()).toBe(1);
  });

  test.each([{ idle_time: '121' }, { idle_time: '0' }, { idle_time: 'x' }])('%j is errno 1', (query) => {
    expect(preload(query)).toMatchObject({ errno: 1 });
    expect(held()).toBe(0);
  });

  test('wants the token of the channel, as `token=`, and a key', () => {
    expect(preload({ token: 'other' })).toMatchObject({ errno: 3 });
    expect(preload({}, {})).toMatchObject({ errno: 3 });
    expect(preload({}, { 'api-key': 'other' })).toMatchObject({ errno: 3 });
    expect(preload({}, MASTER, '2160005_1')).toMatchObject({ errno: 3 });
    expect(preload({}, MASTER, '9_1')).toMatchObject({ errno: 3, error: 'channel does not exist' });
  });

  test('a device that lost its line is errno 4', () => {
    rig.simulator.setFaults({ offline: true });
    expect(preload({})).toMatchObject({ errno: 4 });
  });
});

describe('the thumbnail', () => {
  const still = (path: string): FileReply | null =>
    rig.origin.get(`${rig.origin.http}/live_preview/${path}?token=${token}`);

  test.each(['2160001-1', '2160001_1'])('is a JPEG without any key, at %s', (path) => {
    const reply = still(path);
    expect(reply).toMatchObject({ status: 200, type: 'image/jpeg' });
    expect(reply?.body.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });

  test('is of now', () => {
    const first = still('2160001-1')?.body;
    rig.clock.advance(5_000);
    expect(still('2160001-1')?.body.equals(first!)).toBe(false);
  });

  test('wants the token of its channel', () => {
    expect(json(still('2160005-1'))).toMatchObject({ errno: 3 });
    rig.simulator.setFaults({ expireTokens: true });
    expect(json(still('2160001-1'))).toMatchObject({ errno: 3 });
  });

  test('shows where the camera looks', async () => {
    const before = still('2160001-1')?.body;
    const json = { type: 'video', cmdId: 7, cmd: { channel_id: 1, stop: 2, cmd: 14, speed: 7 } };
    await rig.ask('POST /ipc/video/cmds', { device_id: '2160001', qos: '1' }, { json });
    expect(still('2160001-1')?.body.equals(before!)).toBe(false);
  });

  test('of a device without a line there is none: errno 4', () => {
    rig.simulator.setFaults({ offline: true });
    expect(json(still('2160001-1'))).toMatchObject({ errno: 4 });
  });
});

test('the play address names the host of the thumbnails', async () => {
  expect(await rig.ask('GET /ipc/video/play_address', CHANNEL)).toMatchObject({
    data: { coveraddr: new URL(rig.origin.http).host },
  });
});

test('other paths at the streaming host are not there', () => {
  expect(rig.origin.get(`${rig.origin.http}/live/other`)).toBeNull();
});
