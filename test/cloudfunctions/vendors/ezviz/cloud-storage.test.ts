import { inspect } from 'node:util';
import * as v from 'valibot';
import { createHttp } from '../../../../cloudfunctions/core/http';
import { createEzvizApi } from '../../../../cloudfunctions/vendors/ezviz/api';
import { ezvizCredentials } from '../../../../cloudfunctions/vendors/ezviz/wire';
import { MOST_WRONG, startEzviz, STORAGE_CARDS, type EzvizSimulator } from '../../../../sandbox/vendors/ezviz/index';
import { makeCamera, makeClock, makeOrigins, NOW, type FakeClock } from '../../../sandbox/vendors/support';
import { makeDriverDeps } from '../../../support/driver-deps';
import { ADDRESS, makeApi, refused, success } from './rig';

const DAY = 86_400_000;
const CARD = '4326717075050976';
const OPEN = '/api/lapp/cloud/storage/open';

describe('how the storage stands', () => {
  test.each([
    [-2, 'unsupported'],
    [-1, 'none'],
    [0, 'inactive'],
    [1, 'active'],
    ['2', 'expired'],
  ])('status %s is %s', async (status, state) => {
    const { api } = makeApi(() => success({ status }));
    const nothing = { keptDays: null, daysLeft: null, from: null, to: null };
    expect(await api.cloudStorage.read(ADDRESS)).toEqual({ state, ...nothing });
  });

  test('a reply comes out as the page prints it', async () => {
    const printed = { status: 1, totalDays: 7, validDays: 280, startTime: 1470370451000, expireTime: 1603107852000 };
    const { api } = makeApi(() => success({ userName: 'ezviz', ...printed, serviceDetail: { status: 0 } }));
    expect(await api.cloudStorage.read(ADDRESS)).toEqual({
      state: 'active',
      keptDays: 7,
      daysLeft: 280,
      from: 1470370451000,
      to: 1603107852000,
    });
  });

  test.each([-3, 3, 1.5, 'open', null])('status %j is vendor-protocol', async (status) => {
    const { api } = makeApi(() => success({ status }));
    await expect(api.cloudStorage.read(ADDRESS)).rejects.toMatchObject({ code: 'vendor-protocol' });
  });
});

describe('the card', () => {
  test.each(['', '12345', '4326 7170 7505', `${CARD}&phone=1`, '1'.repeat(65)])(
    '%j can be none, and is not sent to be counted as a wrong one',
    async (card) => {
      const { api, calls } = makeApi(() => success());
      await expect(api.cloudStorage.open(ADDRESS, card)).rejects.toMatchObject({ code: 'invalid-argument' });
      expect(calls()).toEqual([]);
    },
  );

  test('its number is in the form only, never in the address or the name of the call', async () => {
    const { api, calls } = makeApi(() => success());
    await api.cloudStorage.open(ADDRESS, CARD);
    const { url, label, headers } = calls()[0]!.request;
    expect(inspect({ url, label, headers })).not.toContain(CARD);
  });

  test('no error holds it, even when the vendor repeats it', async () => {
    const { api } = makeApi(() => refused('60031', { msg: `卡密${CARD}不存在`, data: CARD }));
    const error: unknown = await api.cloudStorage.open(ADDRESS, CARD).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'invalid-argument', vendorCode: '60031' });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(CARD);
  });

  test.each([
    ['a server error', () => Promise.resolve(new Response('{}', { status: 503 }))],
    ['a line that breaks', () => Promise.reject(new TypeError('fetch failed'))],
  ])('%s does not make it go out a second time', async (_, fail) => {
    const opened: string[] = [];
    const clock = { now: () => NOW, sleep: async () => undefined };
    const token = { accessToken: 't1', expireTime: NOW + DAY };
    const http = createHttp({
      clock,
      random: () => 0,
      fetch: (input) => {
        const { url } = new Request(input);
        if (!url.endsWith(OPEN)) return Promise.resolve(Response.json(success(token)));
        opened.push(url);
        return fail();
      },
    });
    const account = { baseUrl: 'https://open.ys7.com', appKey: 'k', appSecret: 's' };
    const api = createEzvizApi(makeDriverDeps(account, http, clock));
    const error: unknown = await api.cloudStorage.open(ADDRESS, CARD).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'vendor-unavailable' });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(CARD);
    expect(opened).toHaveLength(1);
  });
});

describe('against the simulator', () => {
  const camera = makeCamera('ezviz', { serial: 'K10000001' });
  const plain = makeCamera('ezviz', { serial: 'K10000012', device: 12 });
  const address = { deviceId: camera.serial, channelId: '1', groupId: null };
  const added = { ...address, deviceId: 'K20000001' };
  const { week } = STORAGE_CARDS;

  let simulator: EzvizSimulator;
  let time: FakeClock;
  let api: ReturnType<typeof createEzvizApi>;

  beforeEach(async () => {
    time = makeClock();
    const { startOrigin } = makeOrigins();
    simulator = await startEzviz({ cameras: [camera, plain], startOrigin, clock: time });
    const clock = { now: () => time.now(), sleep: async (ms: number) => time.advance(ms) };
    const account = v.parse(ezvizCredentials, simulator.credentials);
    api = createEzvizApi(makeDriverDeps(account, createHttp({ clock, random: () => 0 }), clock));
  });
  afterEach(() => simulator.close());

  const open = (card: string, at = address): Promise<void> => api.cloudStorage.open(at, card);

  test('a new device has none until a card opens it, and its recordings are in the cloud from then on', async () => {
    await api.devices.add({ deviceId: added.deviceId, code: 'KANDIA', name: '' });
    const list = () => api.recordings.list(added, { place: 'cloud', from: NOW - 7 * DAY, to: time.now() });
    expect(await api.cloudStorage.read(added)).toMatchObject({ state: 'none', from: null });
    await expect(list()).rejects.toMatchObject({ code: 'unsupported', vendorCode: '10011' });

    await open(week.password, added);
    const year = { daysLeft: 365, from: NOW, to: NOW + 365 * DAY };
    expect(await api.cloudStorage.read(added)).toEqual({ state: 'active', keptDays: 7, ...year });
    expect(await list()).toEqual([]);
    time.advance(3 * DAY);
    const kept = await list();
    expect(kept.length).toBeGreaterThan(0);
    for (const { from } of kept) expect(from).toBeGreaterThanOrEqual(NOW);

    time.advance(363 * DAY);
    expect(await api.cloudStorage.read(added)).toMatchObject({ state: 'expired', daysLeft: 0 });
  });

  test('a running service is not cut short: the new one follows it', async () => {
    const before = await api.cloudStorage.read(address);
    await open(STORAGE_CARDS.month.password);
    const after = await api.cloudStorage.read(address);
    expect(after).toEqual({ ...before, daysLeft: before.daysLeft! + 365, to: before.to! + 365 * DAY });
  });

  test('a camera without cloud storage takes no card, and the card stays good', async () => {
    const at = { ...address, deviceId: plain.serial };
    expect(await api.cloudStorage.read(at)).toMatchObject({ state: 'unsupported' });
    await expect(open(week.password, at)).rejects.toMatchObject({ code: 'unsupported', vendorCode: '60020' });
    await open(week.password);
  });

  test('each card that is not taken says why', async () => {
    await open(week.password);
    for (const [card, code, vendorCode] of [
      [week.password, 'invalid-argument', '60032'],
      [STORAGE_CARDS.expired.password, 'invalid-argument', '60032'],
      [STORAGE_CARDS.bound.password, 'invalid-argument', '60033'],
      [STORAGE_CARDS.broken.password, 'vendor-unavailable', '60035'],
      [CARD, 'invalid-argument', '60031'],
    ] as const) {
      await expect(open(card)).rejects.toMatchObject({ code, vendorCode });
    }
  });

  test('too many wrong ones let no card through for a day, and other calls go on', async () => {
    for (let tried = 0; tried < MOST_WRONG; tried++) await open(CARD).catch(() => undefined);
    await expect(open(week.password)).rejects.toMatchObject({ code: 'vendor-quota', vendorCode: '60030' });
    expect(await api.cloudStorage.read(address)).toMatchObject({ state: 'active' });
    time.advance(DAY);
    await open(week.password);
  });

  test('the record of calls does not hold the card', async () => {
    await open(week.password);
    await open(CARD).catch(() => undefined);
    const records = simulator.requests().filter(({ path }) => path === OPEN);
    expect(records.map(({ params }) => params.cardPassword)).toEqual(['***', '***']);
    expect(JSON.stringify(simulator.requests())).not.toMatch(`${week.password}|${CARD}`);
  });
});
