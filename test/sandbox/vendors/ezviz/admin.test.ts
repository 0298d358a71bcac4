import { at, textAt } from '../support';
import { STOCK, validateCodeOf } from '../../../../sandbox/vendors/ezviz/index';
import { DOME_C6, OFFLINE, startRig, type Form, type Rig } from './rig';

const ADD = '/api/lapp/device/add';
const DELETE = '/api/lapp/device/delete';
const LIST = '/api/lapp/device/list';
const LIVE = '/api/lapp/v2/live/address/get';
const FREE = 'K20000001';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const names = async (): Promise<unknown> => {
  const data = at(await rig.ask(LIST, { pageSize: '50' }), 'data');
  return Array.isArray(data) ? data.map((row) => [at(row, 'deviceSerial'), at(row, 'deviceName')]) : null;
};
const liveUrl = async (deviceSerial: string): Promise<string> =>
  textAt(await rig.ask(LIVE, { deviceSerial, protocol: '4' }), 'data', 'url');

describe('device/add', () => {
  test('a device is added with the letters on its label, listed, and played', async () => {
    expect(await rig.codeOf(LIVE, { deviceSerial: FREE })).toBe('20002');
    expect(await rig.codeOf(ADD, { deviceSerial: FREE, validateCode: 'KANDIA' })).toBe('200');
    expect(await names()).toContainEqual([FREE, FREE]);
    const cameras = at(await rig.ask('/api/lapp/camera/list', { pageSize: '50' }), 'data');
    expect(cameras).toContainEqual(expect.objectContaining({ deviceSerial: FREE, channelNo: 1 }));
    expect(rig.origin.pull(await liveUrl(FREE))).toMatchObject({ kind: 'live', camera: { label: 'NEW 01' } });
  });

  test.each([
    ['missing letters', { deviceSerial: FREE }, '10001'],
    ['wrong letters', { deviceSerial: FREE, validateCode: 'KANDIB' }, '20010'],
    ['letters in lower case', { deviceSerial: FREE, validateCode: 'kandia' }, '20010'],
    ['a device already ours', { deviceSerial: DOME_C6, validateCode: 'SGAAAB' }, '20017'],
    ['a device of somebody else', { deviceSerial: 'K99999999', validateCode: 'BIEREN' }, '20013'],
    ['a device without its line', { deviceSerial: 'K20000003', validateCode: 'LIXIAN' }, '20007'],
    ['a device that does not let itself be added', { deviceSerial: 'K20000004', validateCode: 'SHIBAI' }, '20011'],
    ['a device that does not exist', { deviceSerial: 'K20000009', validateCode: 'NOBODY' }, '20002'],
    ['a malformed serial number', { deviceSerial: 'k20000001', validateCode: 'KANDIA' }, '20014'],
  ])('%s is refused', async (_, form: Form, code) => {
    const before = await names();
    expect(await rig.codeOf(ADD, form)).toBe(code);
    expect(await names()).toEqual(before);
  });

  test.each(['20012', '20020', '20021', '20022', '20023', '20024', '20029', '10026'])(
    'the state %s is told on request',
    async (code) => {
      rig.simulator.setFaults({ answer: { endpoint: ADD, code } });
      expect(await rig.codeOf(ADD, { deviceSerial: FREE, validateCode: 'KANDIA' })).toBe(code);
    },
  );

  test('every device outside the account has six letters and a serial number of its own', () => {
    for (const { validateCode } of STOCK) expect(validateCode).toMatch(/^[A-Z]{6}$/);
    expect(new Set(STOCK.map(({ camera }) => camera.serial)).size).toBe(STOCK.length);
    expect([validateCodeOf('K10000001'), validateCodeOf('K10000027')]).toEqual(['SGAAAB', 'SGAABB']);
  });
});

describe('device/delete', () => {
  test('a deleted device is gone from the lists, its viewers too, and its addresses lead nowhere', async () => {
    const url = await liveUrl(DOME_C6);
    rig.origin.view(url);
    expect(await rig.codeOf(DELETE)).toBe('200');
    expect(await names()).not.toContainEqual([DOME_C6, expect.anything()]);
    expect(rig.origin.cuts).toEqual([1]);
    expect(rig.origin.pull(url)).toEqual({ kind: 'refused', reason: 'not-found' });
    expect(await rig.codeOf(DELETE)).toBe('20002');
    expect(rig.simulator.inspect(DOME_C6, '1')).toBeNull();
  });

  test('it can be added again with the letters on its label, under a name of its own', async () => {
    await rig.codeOf(DELETE);
    expect(await rig.codeOf(ADD, { validateCode: 'WRONGS' })).toBe('20010');
    expect(await rig.codeOf(ADD, { validateCode: validateCodeOf(DOME_C6) })).toBe('200');
    expect(await names()).toContainEqual([DOME_C6, `CS-C6N-SANDBOX(${DOME_C6})`]);
  });

  test('a device bound to a terminal is 20031 on request', async () => {
    rig.simulator.setFaults({ answer: { endpoint: DELETE, code: '20031' } });
    expect(await rig.codeOf(DELETE)).toBe('20031');
    expect(await names()).toContainEqual([DOME_C6, '收银台']);
  });
});

describe('names', () => {
  const rename = (deviceName: string, form: Form = {}): Promise<unknown> =>
    rig.codeOf('/api/lapp/device/name/update', { deviceName, ...form });

  test('a device takes its new name, also when its line is down', async () => {
    expect(await rename('二楼收银台', { deviceSerial: OFFLINE })).toBe('200');
    expect(await names()).toContainEqual([OFFLINE, '二楼收银台']);
    expect(await rig.ask('/api/lapp/device/info', { deviceSerial: OFFLINE })).toMatchObject({
      data: { deviceName: '二楼收银台' },
    });
  });

  test('a name has 50 bytes at most, which are 16 Chinese characters and two letters', async () => {
    expect(await rename('店'.repeat(16) + 'ab')).toBe('200');
    expect(await rename('店'.repeat(17))).toBe('10001');
    expect(await rename('a'.repeat(51))).toBe('10001');
    expect(await rename('')).toBe('10001');
  });

  test.each(['<b>', 'a&b', "it's", 'a/b', '100%', 'a\nb'])('the special characters in %j are 10001', async (name) => {
    expect(await rename(name)).toBe('10001');
  });

  test('a channel has a name apart from its device', async () => {
    const path = '/api/lapp/camera/name/update';
    expect(await rig.codeOf(path, { name: '门口', channelNo: '1' })).toBe('200');
    expect(await rig.codeOf(path, { name: '门口', channelNo: '2' })).toBe('20001');
    expect(await rig.ask('/api/lapp/device/camera/list')).toMatchObject({
      data: [{ channelName: '门口', deviceName: '收银台' }],
    });
  });
});
