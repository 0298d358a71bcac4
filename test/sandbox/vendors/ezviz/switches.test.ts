import { at, lookOf, textAt } from '../support';
import { validateCodeOf } from '../../../../sandbox/vendors/ezviz/index';
import {
  DOME_C6,
  ENCRYPTED,
  FIXED_C3,
  HIKVISION,
  MASKED,
  OFFLINE,
  RECORDER,
  SPLIT_C8,
  startRig,
  type Rig,
} from './rig';

const SET = '/api/lapp/device/scene/switch/set';
const STATUS = '/api/lapp/device/scene/switch/status';
const LIVE = '/api/lapp/v2/live/address/get';
const ON = '/api/lapp/device/encrypt/on';
const OFF = '/api/lapp/device/encrypt/off';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const liveUrl = async (deviceSerial: string): Promise<string> =>
  textAt(await rig.ask(LIVE, { deviceSerial, protocol: '4' }), 'data', 'url');
const isCovered = async (deviceSerial: string): Promise<boolean> =>
  lookOf(rig.origin, await liveUrl(deviceSerial), rig.clock.now()).masked;

describe('the privacy mask', () => {
  test('goes on and off, and the picture with it', async () => {
    expect(await rig.codeOf(SET, { enable: '1' })).toBe('200');
    expect(at(await rig.ask(STATUS), 'data', 'enable')).toBe(1);
    expect(at(await rig.ask('/api/lapp/device/status/get'), 'data', 'privacyStatus')).toBe(1);
    expect(rig.state().masked).toBe(true);
    expect(await isCovered(DOME_C6)).toBe(true);
    rig.clock.advance(1_000);
    expect(await rig.codeOf(SET, { enable: '0' })).toBe('200');
    expect(await isCovered(DOME_C6)).toBe(false);
  });

  test('that stands so already is 60022', async () => {
    expect(await rig.codeOf(SET, { enable: '0' })).toBe('60022');
    expect(await rig.codeOf(SET, { enable: '1', deviceSerial: MASKED })).toBe('60022');
    expect(await rig.codeOf(SET, { enable: '0', deviceSerial: MASKED })).toBe('200');
    expect(await isCovered(MASKED)).toBe(false);
  });

  test('on its way is 60083 going on and 60084 going off', async () => {
    await rig.codeOf(SET, { enable: '1' });
    rig.clock.advance(999);
    expect(await rig.codeOf(SET, { enable: '0' })).toBe('60083');
    rig.clock.advance(1);
    expect(await rig.codeOf(SET, { enable: '0' })).toBe('200');
    expect(await rig.codeOf(SET, { enable: '1' })).toBe('60084');
  });

  test.each([
    [{}, '10001'],
    [{ enable: '2' }, '10001'],
    [{ enable: '1', channelNo: '2' }, '20001'],
    [{ enable: '1', deviceSerial: OFFLINE }, '20007'],
    [{ enable: '1', deviceSerial: FIXED_C3 }, '60020'],
    [{ enable: '1', deviceSerial: RECORDER }, '60020'],
  ])('set with %j is %s', async (form, code) => {
    expect(await rig.codeOf(SET, form)).toBe(code);
  });
});

describe('encryption', () => {
  test('once on, live addresses are 60019, viewers are cut, and the lists tell', async () => {
    const url = await liveUrl(DOME_C6);
    rig.origin.view(url);
    expect(await rig.codeOf(ON)).toBe('200');
    expect(await rig.codeOf(LIVE, { protocol: '3' })).toBe('60019');
    expect(rig.origin.cuts).toEqual([1]);
    expect(rig.origin.pull(url)).toEqual({ kind: 'refused', reason: 'forbidden' });
    expect(at(await rig.ask('/api/lapp/device/info'), 'data', 'isEncrypt')).toBe(1);
    expect(rig.state().encrypted).toBe(true);
    expect(await rig.codeOf(ON)).toBe('60019');
  });

  test('goes off with the letters on the label only', async () => {
    const off = (form: Readonly<Record<string, string>>): Promise<unknown> =>
      rig.codeOf(OFF, { deviceSerial: ENCRYPTED, ...form });
    expect(await off({})).toBe('10001');
    expect(await off({ validateCode: 'WRONGS' })).toBe('20010');
    expect(await off({ validateCode: validateCodeOf(ENCRYPTED) })).toBe('200');
    expect(await off({ validateCode: validateCodeOf(ENCRYPTED) })).toBe('60016');
    expect(rig.origin.pull(await liveUrl(ENCRYPTED))).toMatchObject({ camera: { label: 'ENCRYPTED' } });
  });

  test('of a recorder concerns all its channels', async () => {
    expect(await rig.codeOf(ON, { deviceSerial: RECORDER })).toBe('200');
    expect(rig.state(RECORDER, '1').encrypted && rig.state(RECORDER, '2').encrypted).toBe(true);
  });

  test('does not reach a camera without its line, nor one that has none', async () => {
    expect(await rig.codeOf(ON, { deviceSerial: OFFLINE })).toBe('20007');
    await rig.codeOf('/api/lapp/device/add', { deviceSerial: 'K20000007', validateCode: 'JIANYI' });
    expect(await rig.codeOf(ON, { deviceSerial: 'K20000007' })).toBe('60020');
  });
});

describe('device/capacity', () => {
  const capacity = (deviceSerial: string, channelNo?: string): Promise<unknown> =>
    rig
      .ask('/api/lapp/device/capacity', { deviceSerial, ...(channelNo !== undefined && { channelNo }) })
      .then((reply) => at(reply, 'data'));

  test('a C6 turns, mirrors, hides its lens and talks by halves', async () => {
    expect(await capacity(DOME_C6)).toEqual({
      support_capture: '1',
      support_disk: '1',
      support_encrypt: '1',
      support_cloud: '1',
      support_cloud_version: '1',
      ptz_left_right_mirror: '1',
      ptz_top_bottom_mirror: '1',
      ptz_center_mirror: '1',
      support_ptz: '1',
      ptz_preset: '1',
      ptz_close_scene: '1',
      support_privacy: '1',
      support_talk: '3',
    });
  });

  test('a fixed camera has no key for what it lacks', async () => {
    expect(await capacity(FIXED_C3)).toEqual({
      support_capture: '1',
      support_disk: '1',
      support_encrypt: '1',
      ptz_center_mirror: '1',
      support_talk: '1',
    });
  });

  test('a newer model tells its motions one by one, a Hikvision dome zooms and focuses', async () => {
    const split = await capacity(SPLIT_C8);
    expect(split).toMatchObject({ ptz_top_bottom: '1', ptz_left_right: '1', ptz_zoom: '1' });
    expect(split).not.toHaveProperty('support_ptz');
    expect(await capacity(HIKVISION)).toMatchObject({ support_ptz: '1', ptz_45: '1', ptz_zoom: '1', ptz_focus: '1' });
    expect(await capacity(HIKVISION)).not.toHaveProperty('support_talk');
  });

  test('a recorder speaks for itself, and for a channel when asked by number', async () => {
    expect(await capacity(RECORDER)).toEqual({ support_capture: '1', support_disk: '1', support_encrypt: '1' });
    expect(await capacity(RECORDER, '2')).toMatchObject({ ptz_left_right: '1', support_talk: '1' });
    expect(await capacity(RECORDER, '2')).not.toHaveProperty('support_privacy');
    expect(await rig.codeOf('/api/lapp/device/capacity', { deviceSerial: RECORDER, channelNo: '3' })).toBe('20001');
  });

  test('a bare camera says no with a zero', async () => {
    await rig.codeOf('/api/lapp/device/add', { deviceSerial: 'K20000007', validateCode: 'JIANYI' });
    expect(await capacity('K20000007')).toEqual({ support_talk: '0', support_ptz: '0' });
  });
});

describe('device/status/get', () => {
  const status = (deviceSerial: string): Promise<unknown> => rig.ask('/api/lapp/device/status/get', { deviceSerial });

  test('tells mask, card and cloud', async () => {
    expect(at(await status(DOME_C6), 'data')).toEqual({
      privacyStatus: 0,
      pirStatus: -1,
      alarmSoundMode: 0,
      battryStatus: -1,
      lockSignal: -1,
      diskNum: 1,
      diskState: '0---------------',
      cloudType: 1,
      cloudStatus: 1,
      nvrDiskNum: -1,
      nvrDiskState: '-1',
      signal: '100%',
      wakeUpStatus: -1,
    });
  });

  test('of a recorder tells its own disk, and that it has neither mask nor cloud', async () => {
    expect(await status(RECORDER)).toMatchObject({
      data: { privacyStatus: 2, diskNum: 0, cloudStatus: -2, nvrDiskNum: 1, nvrDiskState: '0---------------' },
    });
  });
});
