import { validateCodeOf } from '../../../../sandbox/vendors/ezviz/index';
import { at, textAt } from '../support';
import { DOME_C6, ENCRYPTED, startRig, type Form, type Rig } from './rig';

const GET = '/api/lapp/v2/live/address/get';
const DISABLE = '/api/lapp/live/address/disable';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const open = (form: Form = {}): Promise<unknown> => rig.ask(GET, { protocol: '4', ...form });

describe("the vendor's own protocol", () => {
  test('is the default, and tells the quality', async () => {
    const reply = await rig.ask(GET, { quality: '1' });
    expect(textAt(reply, 'data', 'url')).toBe('ezopen://open.ys7.com/K10000001/1.hd.live');
    expect(textAt(await rig.ask(GET, { quality: '2' }), 'data', 'url')).toBe('ezopen://open.ys7.com/K10000001/1.live');
  });

  test('alone opens an encrypted camera, to whoever knows the letters on its label', async () => {
    const encrypted = { deviceSerial: ENCRYPTED, protocol: '1' };
    const code = validateCodeOf(ENCRYPTED);
    expect(at(await open(encrypted), 'code')).toBe('60019');
    expect(at(await open({ ...encrypted, code: 'WRONGS' }), 'code')).toBe('60019');
    expect(textAt(await open({ ...encrypted, code }), 'data', 'url')).toBe(
      `ezopen://${code}@open.ys7.com/K10000003/1.hd.live`,
    );
    expect(at(await open({ ...encrypted, code, protocol: '3' }), 'code')).toBe('60019');
  });
});

test('low-latency hls is served as hls', async () => {
  const url = textAt(await open({ protocol: '5' }), 'data', 'url');
  expect(url.startsWith(`${rig.origin.http}/v3/openlive/K10000001_1_2.m3u8?`)).toBe(true);
  expect(rig.origin.pull(url)).toMatchObject({ kind: 'live' });
});

describe('live/address/disable', () => {
  test('revokes one address and no other', async () => {
    const first = await open();
    const second = await open();
    expect(await rig.codeOf(DISABLE, { channelNo: '1', urlId: textAt(first, 'data', 'id') })).toBe('200');
    expect(rig.origin.pull(textAt(first, 'data', 'url'))).toEqual({ kind: 'refused', reason: 'forbidden' });
    expect(rig.origin.pull(textAt(second, 'data', 'url'))).toMatchObject({ kind: 'live' });
  });

  test('of another camera revokes nothing', async () => {
    const reply = await open();
    await rig.codeOf(DISABLE, { deviceSerial: 'K10000004', urlId: textAt(reply, 'data', 'id') });
    expect(rig.origin.pull(textAt(reply, 'data', 'url'))).toMatchObject({ kind: 'live' });
  });

  test('needs the id, and a channel that is there', async () => {
    expect(await rig.codeOf(DISABLE)).toBe('10001');
    expect(await rig.codeOf(DISABLE, { deviceSerial: DOME_C6, channelNo: '2', urlId: '1' })).toBe('20001');
  });
});
