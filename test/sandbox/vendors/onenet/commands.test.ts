import { cardOf } from '../../../../sandbox/vendors/onenet/cards';
import { makeCamera } from '../support';
import { at, CHANNEL, OFFLINE, startRig, textAt, type Rig, type Sent } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

const CMDS = 'POST /ipc/video/cmds';
const [DEVICE, FLAKY, OLD] = ['2160001', '2160003', '2160004'];
const ptz = (fields: object = {}): object => ({
  type: 'video',
  cmdId: 7,
  cmd: { channel_id: 1, stop: 2, cmd: 11, speed: 4, ...fields },
});
const video = (cmdId: number, cmd: object): object => ({ type: 'video', cmdId, cmd: { channel_id: 1, ...cmd } });

interface Order extends Sent {
  readonly device?: string;
  readonly qos?: string;
  readonly type?: string;
}

function command({ device = DEVICE, qos = '1', type = '0', ...sent }: Order): Promise<unknown> {
  return rig.ask(CMDS, { device_id: device, qos, type }, sent);
}
const status = (reply: unknown): unknown => at(reply, 'data', 'cmd_status');
const respCode = (reply: unknown): unknown => at(reply, 'data', 'dev_resp', 'resp_code');
const decoded = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
const poll = async (reply: unknown, device: string): Promise<unknown> => {
  const query = { device_id: device, cmd_uuid: textAt(reply, 'data', 'cmd_uuid') };
  return at(await rig.ask('GET /ipc/video/cmd_status', query), 'data', 'status');
};

describe('POST /ipc/video/cmds', () => {
  test('qos 1: the device answers within the call, in base64', async () => {
    const reply = await command({ json: ptz() });
    expect(reply).toMatchObject({ errno: 0, data: { cmd_status: 4, dev_resp: { resp_code: 0, resp_data: '' } } });
    expect(textAt(reply, 'data', 'cmd_uuid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('qos 0, which is the default: sent, and no answer ever comes', async () => {
    for (const query of [{ device_id: DEVICE, qos: '0' }, { device_id: DEVICE }]) {
      const reply = await rig.ask(CMDS, query, { json: ptz() });
      expect(status(reply)).toBe(2);
      expect(at(reply, 'data', 'dev_resp')).toBeUndefined();
      rig.clock.advance(60_000);
      expect(await poll(reply, DEVICE)).toBe(2);
    }
  });

  test('cmd_status 0: a device that is offline', async () => {
    const reply = await command({ device: OFFLINE.device_id, json: ptz() });
    expect(reply).toMatchObject({ errno: 0, data: { cmd_status: 0 } });
    expect(await poll(reply, OFFLINE.device_id)).toBe(0);
  });

  test('cmd_status 2, then 4: a device on a bad line answers when asked about it later', async () => {
    const reply = await command({ device: FLAKY, json: video(10, { page: 1, per_page: 5 }) });
    const query = { device_id: FLAKY, cmd_uuid: textAt(reply, 'data', 'cmd_uuid') };
    expect(status(reply)).toBe(2);
    expect(await rig.errno('GET /ipc/video/cmd_resp', query)).toBe(1);
    rig.clock.advance(1_500);
    expect(await poll(reply, FLAKY)).toBe(4);
    const answer = await rig.ask('GET /ipc/video/cmd_resp', query);
    expect(decoded(textAt(answer, 'resp'))).toMatchObject({ cur_count: 5 });
  });

  test('cmd_status 2, then 5: a device that hears but does not answer', async () => {
    rig.simulator.setFaults({ stall: true });
    const reply = await command({ json: ptz() });
    expect(status(reply)).toBe(2);
    rig.clock.advance(9_999);
    expect(await poll(reply, DEVICE)).toBe(2);
    rig.clock.advance(1);
    expect(await poll(reply, DEVICE)).toBe(5);
  });

  test.each([
    [0, 0],
    [1, 4],
    [2, 4],
    [3, 3],
    [4, 4],
    [5, 5],
    [6, 6],
  ])('cmd_status %d on request; in the end it is %d', async (first, last) => {
    rig.simulator.setFaults({ answer: { endpoint: CMDS, code: `cmd_status:${String(first)}`, times: 1 } });
    const reply = await command({ json: ptz() });
    expect(status(reply)).toBe(first);
    expect(respCode(reply)).toBe(first === 4 ? 0 : undefined);
    rig.clock.advance(2_000);
    expect(await poll(reply, DEVICE)).toBe(last);
    expect(status(await command({ json: ptz() }))).toBe(4);
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])('resp_code %d on request', async (code) => {
    rig.simulator.setFaults({ answer: { endpoint: CMDS, code: `resp_code:${String(code)}`, times: 1 } });
    const reply = await command({ json: ptz() });
    expect([status(reply), respCode(reply)]).toEqual([4, code]);
  });

  test.each([
    ['0 ok', DEVICE, ptz(), 0],
    ['1 no such channel', DEVICE, ptz({ channel_id: 9 }), 1],
    ['4 not supported: a command that is none', DEVICE, video(8, {}), 4],
    ['4 not supported: a level of a camera with one stream', OLD, video(6, { level: 1 }), 4],
    ['4 not supported: a later command to an old camera', OLD, { cmdId: 32, channel_id: 1, cmd: {} }, 4],
    ['5 bad command: no type', DEVICE, { cmdId: 7, cmd: { channel_id: 1, stop: 0, cmd: 11, speed: 1 } }, 5],
    ['5 bad command: the channel as text', DEVICE, ptz({ channel_id: '1' }), 5],
    ['5 bad command: no object', DEVICE, [], 5],
  ])('resp_code %s', async (_what, device, json, code) => {
    expect(respCode(await command({ device: device, json }))).toBe(code);
  });

  test('type 1: what the user defined reaches the device as it is; the demo device says it back', async () => {
    const reply = await command({ type: '1', body: 'hello' });
    expect(Buffer.from(textAt(reply, 'data', 'dev_resp', 'resp_data'), 'base64').toString()).toBe('hello');
    const span = { begin_time: '2024-01-02 00:00:00', end_time: '2024-01-03 00:00:00' };
    const messages = await rig.ask('GET /ipc/video/device/QryDevMsg', { device_id: DEVICE, ...span });
    expect(textAt(messages, 'result', 0, 'msg')).toBe(Buffer.from('hello').toString('base64'));
  });

  test('type 1: bytes that are no text come back as they were', async () => {
    const reply = await command({ type: '1', body: Uint8Array.of(0x00, 0xff, 0x80) });
    expect(textAt(reply, 'data', 'dev_resp', 'resp_data')).toBe(Buffer.from([0x00, 0xff, 0x80]).toString('base64'));
  });

  test('a body of 65,535 bytes is taken, one of 64 KB or none is errno 1', async () => {
    const query = { device_id: DEVICE, type: '1', qos: '1' };
    expect(await rig.errno(CMDS, query, { body: 'x'.repeat(65_535) })).toBe(0);
    expect(await rig.errno(CMDS, query, { body: 'x'.repeat(65_536) })).toBe(1);
    expect(await rig.errno(CMDS, query)).toBe(1);
  });

  test.each([
    [{ device_id: '9' }],
    [{ device_id: '2160001', qos: '2' }],
    [{ device_id: '2160001', type: '2' }],
    [{ qos: '1' }],
  ])('%j is errno 1', async (query: Readonly<Record<string, string>>) => {
    expect(await rig.errno(CMDS, query, { json: ptz() })).toBe(1);
  });

  test("a command is known to its own device only, and by its own device's key", async () => {
    const reply = await command({ json: ptz() });
    const uuid = textAt(reply, 'data', 'cmd_uuid');
    expect(await rig.errno('GET /ipc/video/cmd_status', { device_id: FLAKY, cmd_uuid: uuid })).toBe(1);
    expect(await rig.errno('GET /ipc/video/cmd_status', { device_id: DEVICE, cmd_uuid: 'other' })).toBe(1);
  });
});

describe('cmdId 6, the level of the stream', () => {
  const quality = async (): Promise<unknown> => {
    const address = await rig.ask('GET /ipc/video/play_address', CHANNEL);
    const url = `${rig.origin.rtmp}/live/2160001-1?${textAt(address, 'data', 'accessToken')}`;
    return at(rig.origin.pull(url), 'quality');
  };

  test.each([
    [1, 'sub'],
    [2, 'sub'],
    [3, 'main'],
    [4, 'main'],
  ])('level %d changes the camera: whoever looks now sees the %s picture', async (level, expected) => {
    expect(await quality()).toBe('main');
    expect(respCode(await command({ json: video(6, { level }) }))).toBe(0);
    expect(await quality()).toBe(expected);
    expect(rig.simulator.inspect(DEVICE, '1')).toMatchObject({ level });
  });

  test.each([0, 5, '1', undefined])('level %p is resp_code 5', async (level) => {
    expect(respCode(await command({ json: video(6, { level }) }))).toBe(5);
  });
});

describe('commands of the later edition', () => {
  const later = async (cmdId: number, cmd: object = {}): Promise<unknown> => {
    const reply = await command({ json: { cmdId, channel_id: 1, cmd } });
    expect(respCode(reply)).toBe(0);
    return at(decoded(textAt(reply, 'data', 'dev_resp', 'resp_data')), 'cmd');
  };

  test('32: a snapshot is a picture like any other, a JPEG', async () => {
    const name = textAt(await later(32), 'name');
    const info = await rig.ask('GET /ipc/video/picture/get_info', { ...CHANNEL, name });
    const { type, bytes } = await rig.send(`GET ${textAt(info, 'data', 'url')}`, { headers: {} });
    expect(type).toBe('image/jpeg');
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });

  test('30 tells of the memory card: in order with room left, or full at a flaky camera', async () => {
    expect(await later(30)).toEqual({ result: 1, state: 1, blocks: 30_535_680, available: 2_097_152, mode: 0 });
    const reply = await command({ device: FLAKY, json: { cmdId: 30, channel_id: 1, cmd: {} } });
    rig.clock.advance(1500);
    expect(await poll(reply, FLAKY)).toBe(4);
    const answer = await rig.ask('GET /ipc/video/cmd_resp', {
      device_id: FLAKY,
      cmd_uuid: textAt(reply, 'data', 'cmd_uuid'),
    });
    expect(at(decoded(textAt(answer, 'resp')), 'cmd')).toMatchObject({ state: 3, available: 0 });
  });

  test('30 at an old camera is resp_code 4, and a worn out card says so', async () => {
    expect(respCode(await command({ device: OLD, json: { cmdId: 30, channel_id: 1, cmd: {} } }))).toBe(4);
    expect(cardOf(makeCamera('onenet', { device: 26 })).state).toBe(2);
  });

  test.each([0, 1, 2, 3])('34 turns the picture over (%d), 33 tells it', async (flip) => {
    expect(await later(34, { display_flip: flip })).toEqual({ result: 1 });
    expect(await later(33)).toEqual({ result: 1, display_flip: flip });
  });

  test('40 closes and opens the lens, 39 tells it', async () => {
    expect(await later(39)).toMatchObject({ status: 'on' });
    await later(40, { status: 'off' });
    expect(await later(39)).toMatchObject({ status: 'off' });
  });

  test.each([
    [34, { display_flip: 4 }],
    [40, { status: 'closed' }],
  ])('%d with %j is resp_code 5', async (cmdId, cmd) => {
    expect(respCode(await command({ json: { cmdId, channel_id: 1, cmd } }))).toBe(5);
  });

  test('5, a key picture at once, is taken', async () => {
    expect(respCode(await command({ json: video(5, {}) }))).toBe(0);
  });
});
