import { at, CHANNEL, startRig, textAt, UNKNOWN_CHANNEL, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

const ADD = 'POST /ipc/video/device/AddChannel';
const MODIFY = 'POST /ipc/video/device/ModifyChannel';
const DELETE = 'DELETE /ipc/video/device/DelChannel';
const list = async (device = '2160001'): Promise<unknown> =>
  at(await rig.ask('GET /ipc/video/device/QryChannel', { device_id: device }), 'result');

describe('AddChannel', () => {
  test('adds a channel, which is listed and plays', async () => {
    expect(await rig.ask(ADD, { ...UNKNOWN_CHANNEL, title: 'Door7', desc: '侧门' })).toEqual({
      errno: 0,
      error: 'succ',
    });
    expect(await list()).toContainEqual({ channel_id: 7, title: 'Door7', desc: '侧门' });
    expect(await rig.errno('GET /ipc/video/play_address', UNKNOWN_CHANNEL)).toBe(0);
  });

  test('errno 16 with the words of the guide when the channel is there', async () => {
    expect(await rig.ask(ADD, { ...CHANNEL, title: 'Door' })).toEqual({
      errno: 16,
      error: 'The channel already exists,cannot add again!',
    });
  });

  test.each([
    [{ ...UNKNOWN_CHANNEL, title: '' }],
    [{ ...UNKNOWN_CHANNEL, title: 'x'.repeat(65) }],
    [{ ...UNKNOWN_CHANNEL, title: '侧门' }],
    [{ ...UNKNOWN_CHANNEL, title: 'two words' }],
    [{ device_id: '2160001', channel_id: 'seven', title: 'Door' }],
    [{ device_id: '9', channel_id: '7', title: 'Door' }],
  ])('%j is errno 1', async (query: Readonly<Record<string, string>>) => {
    expect(await rig.errno(ADD, query)).toBe(1);
  });

  test('a title of 64 letters and digits is taken', async () => {
    expect(await rig.errno(ADD, { ...UNKNOWN_CHANNEL, title: 'aZ09'.repeat(16) })).toBe(0);
  });
});

describe('ModifyChannel', () => {
  test('changes title and description; a description left out stays', async () => {
    expect(await rig.errno(MODIFY, { ...CHANNEL, title: 'Till1', desc: '一号收银台' })).toBe(0);
    expect(await rig.errno(MODIFY, { ...CHANNEL, title: 'Till2' })).toBe(0);
    expect(await list()).toEqual([{ channel_id: 1, title: 'Till2', desc: '一号收银台' }]);
  });

  test('errno 17 with the words of the guide when the channel is not there', async () => {
    expect(await rig.ask(MODIFY, { ...UNKNOWN_CHANNEL, title: 'Door' })).toEqual({
      errno: 17,
      error: 'This channel is not available under this device!',
    });
  });

  test.each(['', '侧门', 'x'.repeat(65)])('the title "%s" is errno 1', async (title) => {
    expect(await rig.errno(MODIFY, { ...CHANNEL, title })).toBe(1);
  });
});

describe('DelChannel', () => {
  test('takes the channel out of the list and its viewers off the picture', async () => {
    const address = await rig.ask('GET /ipc/video/play_address', CHANNEL);
    rig.origin.view(`${rig.origin.rtmp}/live/2160001-1?${textAt(address, 'data', 'accessToken')}`);
    expect(await rig.errno(DELETE, CHANNEL)).toBe(0);
    expect(await list()).toEqual([]);
    expect(rig.origin.cuts).toEqual([1]);
  });

  test('a channel that is not there is errno 3', async () => {
    expect(await rig.errno(DELETE, UNKNOWN_CHANNEL)).toBe(3);
  });

  test('added anew, the channel is a new one: nothing of the old one is left', async () => {
    await rig.ask('PUT /ipc/video/picture/upload', { ...CHANNEL, name: 'a', format: 'jpg' }, { body: 'x' });
    await rig.ask(DELETE, CHANNEL);
    await rig.ask(ADD, { ...CHANNEL, title: 'Again' });
    expect(at(await rig.ask('GET /ipc/video/picture/get_list', CHANNEL), 'data')).toEqual([]);
    expect(at(await rig.ask('GET /ipc/video/vod/get_video_list', CHANNEL), 'data', 'videos')).toEqual([]);
  });
});
