import { at } from '../support';
import {
  DOME_C6,
  FIXED_C3,
  HIKVISION,
  MASKED,
  OFFLINE,
  RECORDER,
  SPLIT_C8,
  startRig,
  type Form,
  type Rig,
} from './rig';

const START = '/api/lapp/device/ptz/start';
const STOP = '/api/lapp/device/ptz/stop';
const MIRROR = '/api/lapp/device/ptz/mirror';
const HALF_A_TURN_MS = 10_000;

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const start = (direction: string, form: Form = {}): Promise<unknown> =>
  rig.codeOf(START, { channelNo: '1', direction, speed: '1', ...form });
const stop = (direction: string, form: Form = {}): Promise<unknown> =>
  rig.codeOf(STOP, { channelNo: '1', direction, ...form });

describe('ptz/start and ptz/stop', () => {
  test.each([
    ['0', { pan: 0, tilt: 1 }],
    ['1', { pan: 0, tilt: -1 }],
    ['2', { pan: -1, tilt: 0 }],
    ['3', { pan: 1, tilt: 0 }],
    ['4', { pan: -1, tilt: 1 }],
    ['5', { pan: -1, tilt: -1 }],
    ['6', { pan: 1, tilt: 1 }],
    ['7', { pan: 1, tilt: -1 }],
  ])('direction %s turns the lens to %j, and no further', async (direction, stand) => {
    expect(await start(direction)).toBe('200');
    rig.clock.advance(1_000);
    expect(rig.state()).toMatchObject({ moving: { direction: Number(direction), speed: 1 } });
    expect(rig.state().position.pan).toBe(stand.pan / 4);
    expect(rig.state().position.tilt).toBe(stand.tilt / 4);
    rig.clock.advance(HALF_A_TURN_MS);
    expect(await stop(direction)).toBe('200');
    expect(rig.state()).toMatchObject({ moving: null, position: stand });
  });

  test.each([
    ['8', { zoom: 1 }],
    ['9', { zoom: 0 }],
    ['10', { focus: 0 }],
    ['11', { focus: 1 }],
  ])('direction %s sets %j', async (direction, stand) => {
    expect(await start(direction, { deviceSerial: HIKVISION })).toBe('200');
    rig.clock.advance(HALF_A_TURN_MS);
    expect(await start(direction, { deviceSerial: HIKVISION })).toBe('200');
    expect(await stop(direction, { deviceSerial: HIKVISION })).toBe('200');
    expect(rig.state(HIKVISION).position).toMatchObject(stand);
  });

  test('direction 16 goes to and fro by itself', async () => {
    expect(await start('16')).toBe('200');
    const pans: number[] = [];
    for (let second = 0; second < 16; second += 4) {
      rig.clock.advance(4_000);
      pans.push(rig.state().position.pan);
    }
    expect(pans).toEqual([1, 0, -1, 0]);
  });

  test.each([
    ['0', 0.125],
    ['1', 0.25],
    ['2', 0.5],
  ])('speed %s covers %d in a second', async (speed, way) => {
    await start('3', { speed });
    rig.clock.advance(1_000);
    expect(rig.state().position.pan).toBe(way);
  });

  test.each([
    ['0', '60002'],
    ['1', '60003'],
    ['2', '60004'],
    ['3', '60005'],
  ])('direction %s at its end stop is %s, and the way back is open', async (direction, code) => {
    await start(direction);
    rig.clock.advance(HALF_A_TURN_MS);
    await stop(direction);
    expect(await start(direction)).toBe(code);
    expect(rig.state().moving).toBeNull();
    expect(await start(String([1, 0, 3, 2][Number(direction)]))).toBe('200');
  });

  test('a diagonal is refused only when neither of its axes is free', async () => {
    await start('0');
    rig.clock.advance(HALF_A_TURN_MS);
    await stop('0');
    expect(await start('4')).toBe('200');
    rig.clock.advance(HALF_A_TURN_MS);
    await stop('4');
    expect(rig.state().position).toMatchObject({ pan: -1, tilt: 1 });
    expect(await start('4')).toBe('60002');
  });

  test('before a stop every other operation is 60028, the same motion again is not', async () => {
    await start('3');
    expect(await start('2')).toBe('60028');
    expect(await start('3', { speed: '2' })).toBe('200');
    expect(await rig.codeOf(MIRROR, { command: '0' })).toBe('60028');
    expect(await rig.codeOf('/api/lapp/device/preset/add', { channelNo: '1' })).toBe('60028');
    expect(await rig.codeOf('/api/lapp/device/scene/switch/set', { enable: '1' })).toBe('60028');
    expect(await stop('3')).toBe('200');
    expect(await start('2')).toBe('200');
  });

  test('a stop that names another direction leaves the camera turning; one without a direction stops it', async () => {
    await start('3');
    expect(await stop('2')).toBe('200');
    expect(rig.state().moving).toEqual({ direction: 3, speed: 1 });
    expect(await rig.codeOf(STOP, { channelNo: '1' })).toBe('200');
    expect(rig.state().moving).toBeNull();
  });

  test('a stop may come twice', async () => {
    await start('3');
    expect(await stop('3')).toBe('200');
    expect(await stop('3')).toBe('200');
  });

  test.each([
    [{ direction: '12' }, '10001'],
    [{ direction: '-1' }, '10001'],
    [{ direction: '' }, '10001'],
    [{ speed: '3' }, '10001'],
    [{ speed: '' }, '10001'],
    [{ channelNo: '' }, '10001'],
    [{ channelNo: '2' }, '20032'],
    [{ deviceSerial: 'K10000099' }, '20002'],
    [{ deviceSerial: 'k1' }, '20014'],
    [{ deviceSerial: OFFLINE }, '60000'],
    [{ deviceSerial: FIXED_C3 }, '60000'],
    [{ deviceSerial: MASKED }, '60026'],
    [{ deviceSerial: SPLIT_C8, direction: '4' }, '60020'],
    [{ deviceSerial: HIKVISION, speed: '0' }, '10001'],
  ])('a start with %j is %s', async (form: Form, code) => {
    expect(await start('3', form)).toBe(code);
  });

  test.each([
    [{ direction: '12' }, '10001'],
    [{ channelNo: '' }, '10001'],
    [{ channelNo: '2' }, '20032'],
    [{ deviceSerial: FIXED_C3 }, '60000'],
    [{ deviceSerial: SPLIT_C8, direction: '4' }, '60020'],
  ])('a stop with %j is %s', async (form: Form, code) => {
    expect(await stop('3', form)).toBe(code);
  });

  test('a camera that lost its line is 20007', async () => {
    rig.simulator.setFaults({ offline: true });
    expect(await start('3')).toBe('20007');
    expect(await stop('3')).toBe('20007');
  });

  test('each channel of a recorder turns by itself', async () => {
    expect(await start('3', { deviceSerial: RECORDER, channelNo: '2' })).toBe('200');
    rig.clock.advance(1_000);
    expect(rig.state(RECORDER, '1').position.pan).toBe(0);
    expect(rig.state(RECORDER, '2').position.pan).toBe(0.25);
  });
});

describe('ptz/mirror', () => {
  test.each([
    ['0', { vertical: true, horizontal: false }],
    ['1', { vertical: false, horizontal: true }],
    ['2', { vertical: true, horizontal: true }],
  ])('command %s turns the picture over to %j, and back', async (command, mirrored) => {
    expect(await rig.codeOf(MIRROR, { command })).toBe('200');
    expect(rig.state().mirrored).toEqual(mirrored);
    expect(await rig.codeOf(MIRROR, { command })).toBe('200');
    expect(rig.state().mirrored).toEqual({ vertical: false, horizontal: false });
  });

  test.each([
    [{ command: '3' }, '10001'],
    [{}, '10001'],
    [{ command: '0', channelNo: '2' }, '20032'],
    [{ command: '0', deviceSerial: FIXED_C3 }, '60020'],
    [{ command: '2', deviceSerial: FIXED_C3 }, '200'],
    [{ command: '2', deviceSerial: OFFLINE }, '20007'],
    [{ command: '2', deviceSerial: MASKED }, '60026'],
  ])('with %j is %s', async (form: Form, code) => {
    expect(await rig.codeOf(MIRROR, form)).toBe(code);
  });
});

describe('presets', () => {
  const add = (form: Form = {}): Promise<unknown> =>
    rig.ask('/api/lapp/device/preset/add', { channelNo: '1', ...form });
  const move = (index: string, form: Form = {}): Promise<unknown> =>
    rig.codeOf('/api/lapp/device/preset/move', { channelNo: '1', index, ...form });
  const clear = (index: string): Promise<unknown> =>
    rig.codeOf('/api/lapp/device/preset/clear', { channelNo: '1', index });
  const turn = async (direction: string, ms: number): Promise<void> => {
    await start(direction);
    rig.clock.advance(ms);
    await stop(direction);
  };
  const list = async (query: Form = {}, accessToken = rig.token): Promise<unknown> => {
    const url = `${rig.simulator.baseUrl}/api/service/device/preset/list`;
    const search = new URLSearchParams({ deviceSerial: DOME_C6, channelNo: '1', ...query }).toString();
    const response = await fetch(`${url}?${search}`, { headers: { accessToken } });
    return response.json();
  };

  test('one is added where the lens points, and reached again after some way', async () => {
    await turn('3', 2_000);
    expect(await add()).toMatchObject({ code: '200', data: { index: 1 } });
    await turn('2', 4_000);
    expect(await move('1')).toBe('200');
    rig.clock.advance(500);
    expect(rig.state()).toMatchObject({ travelling: true, position: { pan: -0.25 } });
    rig.clock.advance(1_500);
    expect(rig.state()).toMatchObject({ travelling: false, position: { pan: 0.5 } });
  });

  test('while it travels everything else is 60009, and there it is 60010', async () => {
    await add();
    await turn('3', 4_000);
    expect(await move('1')).toBe('200');
    expect(await move('1')).toBe('60009');
    expect(await start('3')).toBe('60009');
    expect(at(await add(), 'code')).toBe('60009');
    rig.clock.advance(2_000);
    expect(await move('1')).toBe('60010');
  });

  test('the lowest free index is given again, and one that is gone is 60011', async () => {
    await add();
    await add();
    expect(await clear('1')).toBe('200');
    expect(await clear('1')).toBe('60011');
    expect(await move('1')).toBe('60011');
    expect(at(await list(), 'data')).toEqual([{ index: 2 }]);
    expect(at(await add(), 'data', 'index')).toBe(1);
    expect(at(await list(), 'data')).toEqual([{ index: 1 }, { index: 2 }]);
  });

  test.each([
    [DOME_C6, 12, '60008'],
    [HIKVISION, 20, '60007'],
  ])('%s keeps %d, and one more is %s', async (deviceSerial, most, code) => {
    for (let index = 1; index <= most; index++) {
      expect(at(await add({ deviceSerial }), 'data', 'index')).toBe(index);
    }
    expect(at(await add({ deviceSerial }), 'code')).toBe(code);
  });

  test.each([
    ['0', {}, '10001'],
    ['', {}, '10001'],
    ['1', { deviceSerial: FIXED_C3 }, '60020'],
    ['1', { deviceSerial: OFFLINE }, '20007'],
    ['1', { channelNo: '9' }, '20032'],
  ])('moving to %p with %j is %s', async (index, form: Form, code) => {
    expect(await move(index, form)).toBe(code);
  });

  test('the list speaks the newer envelope: meta, a number, and its token in a header', async () => {
    expect(await list()).toMatchObject({ meta: { code: 200 }, data: [] });
    expect(await list({}, 'at.wrong')).toEqual({ meta: expect.objectContaining({ code: 10002 }) as object });
    expect(await list({ deviceSerial: FIXED_C3 })).toMatchObject({ meta: { code: 60020 } });
    const posted = await fetch(`${rig.simulator.baseUrl}/api/service/device/preset/list`, { method: 'POST' });
    expect(posted.status).toBe(405);
  });
});
