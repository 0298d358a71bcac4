import { MOST_WRONG, STORAGE_CARDS } from '../../../../sandbox/vendors/ezviz/index';
import { at, NOW, textAt } from '../support';
import { DOME_C6, FIXED_C3, KEYS, MASKED, RECORDER, startRig, type Form, type Rig } from './rig';

const OPEN = '/api/lapp/cloud/storage/open';
const INFO = '/api/lapp/cloud/storage/device/info';
const NEW = 'K20000001';
const DAY = 86_400_000;
const { week, month, notActivated, expired, bound, broken } = STORAGE_CARDS;

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const open = (card: string, form: Form = {}): Promise<unknown> => rig.codeOf(OPEN, { cardPassword: card, ...form });
const info = async (deviceSerial = DOME_C6): Promise<unknown> => at(await rig.ask(INFO, { deviceSerial }), 'data');
const cloudCode = (deviceSerial: string): Promise<unknown> =>
  rig.codeOf('/api/lapp/video/by/time', { deviceSerial, recType: '1' });

describe('cloud/storage/device/info', () => {
  test('a camera of the account came with storage of seven days, in epoch ms', async () => {
    const data = await info();
    expect(data).toMatchObject({ deviceSerial: DOME_C6, channelNo: 1, status: 1, totalDays: 7, validDays: 280 });
    expect(at(data, 'startTime')).toBeLessThan(Number(at(data, 'expireTime')));
    expect(Math.ceil((Number(at(data, 'expireTime')) - NOW) / DAY)).toBe(280);
  });

  test('cameras that cannot have it are -2, those behind a recorder among them', async () => {
    for (const serial of [FIXED_C3, RECORDER]) {
      expect(at(await info(serial), 'status')).toBe(-2);
      expect(await info(serial)).not.toHaveProperty('totalDays');
    }
  });

  test('it agrees with device/status/get', async () => {
    await rig.codeOf('/api/lapp/device/add', { deviceSerial: NEW, validateCode: 'KANDIA' });
    for (const [deviceSerial, status] of [
      [DOME_C6, 1],
      [FIXED_C3, -2],
      [NEW, -1],
    ] as const) {
      expect(at(await info(deviceSerial), 'status')).toBe(status);
      const state = await rig.ask('/api/lapp/device/status/get', { deviceSerial });
      expect(at(state, 'data', 'cloudStatus')).toBe(status);
    }
  });

  test.each([
    [{ deviceSerial: 'K10009999' }, '20002'],
    [{ deviceSerial: 'K99999999' }, '20018'],
    [{ deviceSerial: 'k1' }, '20014'],
    [{ channelNo: '9' }, '20032'],
    [{ channelNo: 'x' }, '10001'],
  ])('%j is %s', async (form: Form, code) => {
    expect(await rig.codeOf(INFO, form)).toBe(code);
    expect(await open(week.password, form)).toBe(code);
  });

  test('storage that is over is 2, and holds nothing', async () => {
    expect(await cloudCode(DOME_C6)).toBe('200');
    rig.clock.advance(281 * DAY);
    const later = textAt(await rig.call('/api/lapp/token/get', KEYS), 'data', 'accessToken');
    expect(await rig.ask(INFO, { accessToken: later })).toMatchObject({ data: { status: 2, validDays: 0 } });
    expect(await rig.codeOf('/api/lapp/video/by/time', { accessToken: later, recType: '1' })).toBe('10011');
  });
});

describe('cloud/storage/open', () => {
  test('a card opens the storage of a new camera, also while its line is down, and is good once', async () => {
    await rig.codeOf('/api/lapp/device/add', { deviceSerial: NEW, validateCode: 'KANDIA' });
    expect(await cloudCode(NEW)).toBe('10011');
    rig.simulator.setFaults({ offline: true });
    expect(await open(month.password, { deviceSerial: NEW })).toBe('200');
    expect(await info(NEW)).toMatchObject({ status: 1, totalDays: 30, startTime: NOW, expireTime: NOW + 365 * DAY });
    expect(await cloudCode(NEW)).toBe('200');
    expect(await open(month.password, { deviceSerial: MASKED })).toBe('60032');
    expect(await open(month.password, { deviceSerial: NEW })).toBe('60032');
  });

  test('the new time begins when the present one is over, or at once when told so', async () => {
    const before = await info();
    expect(await open(week.password)).toBe('200');
    const after = await info();
    expect(at(after, 'expireTime')).toBe(Number(at(before, 'expireTime')) + 365 * DAY);
    expect(at(after, 'startTime')).toBe(at(before, 'startTime'));
    expect(await open(month.password, { isImmediately: '1' })).toBe('200');
    expect(await info()).toMatchObject({ totalDays: 30, startTime: NOW, expireTime: NOW + 365 * DAY });
    expect(await open(bound.password, { isImmediately: '2' })).toBe('10001');
  });

  test.each([
    ['no card', '', '10001'],
    ['a card that does not exist', '4399999999999999', '60031'],
    ['a card not activated', notActivated.password, '60032'],
    ['an expired card', expired.password, '60032'],
    ['a card of another device', bound.password, '60033'],
    ['a card with which opening fails', broken.password, '60035'],
  ])('%s is refused, and nothing is opened', async (_, card, code) => {
    const before = await info();
    expect(await open(card)).toBe(code);
    expect(await info()).toEqual(before);
  });

  test('a card given away with a device opens that one', async () => {
    await rig.codeOf('/api/lapp/device/add', { deviceSerial: NEW, validateCode: 'KANDIA' });
    expect(await open(bound.password, { deviceSerial: NEW })).toBe('200');
  });

  test('a camera that cannot have storage is 60020, and its card stays good', async () => {
    expect(await open(week.password, { deviceSerial: FIXED_C3 })).toBe('60020');
    expect(await open(week.password, { deviceSerial: RECORDER, channelNo: '2' })).toBe('60020');
    expect(await open(week.password)).toBe('200');
  });

  test('too many wrong cards are 60030 for a day; a good one in between forgives', async () => {
    const wrong = async (times: number): Promise<void> => {
      for (let tried = 0; tried < times; tried++) expect(await open('4399999999999999')).toBe('60031');
    };
    await wrong(MOST_WRONG - 1);
    expect(await open(week.password)).toBe('200');
    await wrong(MOST_WRONG);
    expect(await open(month.password, { deviceSerial: MASKED })).toBe('60030');
    rig.clock.advance(DAY - 1);
    expect(await open(month.password)).toBe('60030');
    rig.clock.advance(1);
    expect(await open(month.password)).toBe('200');
  });

  test.each(['60012', '60030', '60031', '60032', '60033', '60034', '60035'])(
    '%s comes on request, and the card stays good',
    async (code) => {
      rig.simulator.setFaults({ answer: { endpoint: OPEN, code, times: 1 } });
      expect(await open(week.password)).toBe(code);
      expect(await open(week.password)).toBe('200');
    },
  );

  test('the record masks the card, taken or not', async () => {
    await open(week.password);
    await open('4399999999999999');
    const records = rig.simulator.requests().filter(({ path }) => path === OPEN);
    expect(records.map(({ params, code }) => [params.cardPassword, code])).toEqual([
      ['***', '200'],
      ['***', '60031'],
    ]);
  });
});
