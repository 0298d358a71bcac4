import { decode } from 'jpeg-js';
import { PICTURES_A_DAY } from '../../../../sandbox/vendors/ezviz/captures';
import { readStrip, stripPoint } from '../../../../sandbox/media/strip';
import { at, NOW, textAt } from '../support';
import { OFFLINE, RECORDER, startRig, type Form, type Rig } from './rig';

const CAPTURE = '/api/lapp/device/capture';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const capture = (form: Form = {}): Promise<unknown> => rig.ask(CAPTURE, { channelNo: '1', ...form });
const codeOf = async (form: Form = {}): Promise<unknown> => at(await capture(form), 'code');
const picUrl = async (form: Form = {}): Promise<string> => textAt(await capture(form), 'data', 'picUrl');

/** What the strip of a JPEG says. */
function markOf(jpeg: ArrayBuffer) {
  const picture = decode(jpeg, { useTArray: true });
  return readStrip((cell) => {
    const [x, y] = stripPoint(cell, picture);
    return picture.data[(y * picture.width + x) * 4 + 1] ?? 0;
  });
}

test('a capture is a picture of that camera at that moment', async () => {
  const response = await fetch(await picUrl());
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(markOf(await response.arrayBuffer())).toEqual({
    cloud: 1,
    playback: false,
    device: 1,
    instant: NOW,
  });
});

test('a picture is there for two hours, to whoever has its very address', async () => {
  const url = await picUrl();
  rig.clock.advance(2 * 3_600_000 - 1_001);
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(url.replace('K10000001', 'K10000004'))).status).toBe(403);
  expect((await fetch(url.replace('/pictures/', '/voices/'))).status).toBe(403);
  rig.clock.advance(1_001);
  expect((await fetch(url)).status).toBe(403);
});

test('a masked lens is pictured masked', async () => {
  const before = await (await fetch(await picUrl())).arrayBuffer();
  await rig.codeOf('/api/lapp/device/scene/switch/set', { enable: '1' });
  rig.clock.advance(4_000);
  const after = await (await fetch(await picUrl())).arrayBuffer();
  expect(Buffer.from(after).equals(Buffer.from(before))).toBe(false);
});

test('a camera needs four seconds between two captures, each camera by itself', async () => {
  expect(await codeOf()).toBe('200');
  expect(await codeOf({ deviceSerial: RECORDER, channelNo: '2' })).toBe('200');
  rig.clock.advance(3_999);
  expect(await codeOf()).toBe('20008');
  rig.clock.advance(1);
  expect(await codeOf()).toBe('200');
});

test('the pictures of a day are counted, and past the last it is 10028 until midnight in Beijing', async () => {
  for (let count = 0; count < PICTURES_A_DAY; count++) {
    expect(await codeOf()).toBe('200');
    rig.clock.advance(4_000);
  }
  expect(await codeOf()).toBe('10028');
  rig.clock.advance(24 * 3_600_000);
  expect(await codeOf()).toBe('200');
});

test.each([
  [{ channelNo: '' }, '10001'],
  [{ channelNo: '9' }, '20001'],
  [{ deviceSerial: OFFLINE }, '20007'],
])('with %j it is %s', async (form: Form, code) => {
  expect(await codeOf(form)).toBe(code);
});

test('a camera that cannot is 60020', async () => {
  await rig.codeOf('/api/lapp/device/add', { deviceSerial: 'K20000007', validateCode: 'JIANYI' });
  expect(await codeOf({ deviceSerial: 'K20000007' })).toBe('60020');
});

test.each(['10031', '10051', '60012', '60017', '60058'])('%s comes on request', async (code) => {
  rig.simulator.setFaults({ answer: { endpoint: CAPTURE, code } });
  expect(await codeOf()).toBe(code);
});
