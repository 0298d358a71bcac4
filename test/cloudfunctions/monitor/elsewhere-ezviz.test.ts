import { createHttp } from '../../../cloudfunctions/core/http';
import { createLimiter } from '../../../cloudfunctions/core/limiter';
import { toLine } from '../../../cloudfunctions/core/log';
import { createRouter } from '../../../cloudfunctions/core/router';
import { createSeals } from '../../../cloudfunctions/core/seal';
import { createServices } from '../../../cloudfunctions/core/services';
import { createSetup } from '../../../cloudfunctions/core/setup';
import { handlers } from '../../../cloudfunctions/monitor/handlers/index';
import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import { createTimer } from '../../../cloudfunctions/timer/run-jobs';
import { vendors } from '../../../cloudfunctions/vendors/index';
import { startEzviz, type EzvizSimulator } from '../../../sandbox/vendors/ezviz/index';
import type { Action } from '../../../typings/contract/calls';
import { at, makeCamera, makeClock, makeOrigins, send, type FakeClock } from '../../sandbox/vendors/support';
import { dataOf, makeKeyring, outcomeOf, type RigReply, SETTINGS } from '../../support/cloud-rig';
import { FakeMessages } from '../../support/fake-messages';
import { FakeStorage } from '../../support/fake-storage';
import { FakeWxaCodes } from '../../support/fake-wxa-codes';
import { MemoryDatabase } from '../../support/memory-database';

const HOUR = 3_600_000;
const gate = makeCamera('ezviz', { serial: 'K10000001' });
const yard = makeCamera('ezviz', { serial: 'K10000002', device: 2 });

let simulator: EzvizSimulator;
let time: FakeClock;

beforeEach(async () => {
  time = makeClock();
  const { startOrigin } = makeOrigins();
  simulator = await startEzviz({ cameras: [gate, yard], startOrigin, clock: time });
});
afterEach(() => simulator.close());

/** Both cloud functions over an account with these credentials beside the simulator's own, after one tick. */
async function start(more: object = {}) {
  const database = new MemoryDatabase();
  const keyring = makeKeyring();
  const clock = { now: () => time.now(), sleep: async (ms: number) => time.advance(ms) };
  const http = createHttp({ clock, random: () => 0, timeoutMs: 4_000 });
  const log: string[] = [];
  const services = createServices({
    ...{ database, storage: new FakeStorage(), keyring, factories: vendors, http, clock, random: () => 0 },
    wxaCodes: new FakeWxaCodes().draw,
    sendMessage: new FakeMessages().send,
    log: (fields) => log.push(toLine({ ...fields })),
    settings: SETTINGS,
  });
  const setup = createSetup(database, createSeals(keyring));
  const inboxStoreId = await setup.createStore({ name: '上海南京路店', zone: 'Asia/Shanghai', order: 0 });
  const credentials = { ...simulator.credentials, ...more };
  await setup.createAccount({ vendor: 'ezviz', name: '总部', credentials, inboxStoreId });
  await setup.createMember({ openid: 'staff', name: '店员', grants: [{ role: 'staff', storeId: inboxStoreId }] });
  const route = createRouter({ handlers, services, limiter: createLimiter({ burst: 100, everyMs: 1 }) });
  const timer = createTimer(services, jobs);
  const call = (action: Action, data: object = {}): Promise<RigReply> =>
    route({ action, data }, { person: 'staff', isUser: true, requestId: 'request-1' });
  const tick = () => timer({ Type: 'Timer' }, { person: null, isUser: false, requestId: 'request-2' });
  await tick();
  const { channels } = dataOf('channel.list', await call('channel.list'));
  return { database, log, call, tick, channels };
}

/** What the vendor answers to whoever asks for live pictures with this token. */
async function codeFor(accessToken: string, deviceSerial: string): Promise<unknown> {
  const form = { accessToken, deviceSerial, channelNo: '1', protocol: '3', quality: '1' };
  return at((await send(`${simulator.baseUrl}/api/lapp/v2/live/address/get`, { form })).body, 'code');
}

test('an EZVIZ account as the guide makes it offers nobody its mini-program, and makes no sub-account', async () => {
  const { call, tick, channels } = await start();
  expect(channels.map(({ elsewhere }) => elsewhere)).toEqual([false, false]);
  expect(outcomeOf(await call('live.elsewhere', { channelId: channels[0]!.id }))).toBe('unsupported');
  await tick();
  expect(simulator.requests().filter(({ path }) => path.includes('/ram/'))).toEqual([]);
});

test('with a sub-account staff get a token for the one camera, which ends when it was said to', async () => {
  const subAccount = { prefix: 'kandian', lifeMinutes: 60 };
  const { database, log, call, tick, channels } = await start({ subAccount });
  expect(channels.map(({ elsewhere }) => elsewhere)).toEqual([true, true]);

  const { appId, path } = dataOf('live.elsewhere', await call('live.elsewhere', { channelId: channels[0]!.id }));
  const [page, query] = path.split('?');
  const { accessToken = '', deviceSerial = '' } = Object.fromEntries(new URLSearchParams(query));
  const other = deviceSerial === gate.serial ? yard.serial : gate.serial;
  expect([appId, page]).toEqual(['wxf2b3a0262975d8c2', 'pages/live/live']);
  expect(await codeFor(accessToken, deviceSerial)).toBe('200');
  expect(await codeFor(accessToken, other)).toBe('10031');
  const kept = [...database.all('audit'), ...database.all('tokens'), ...database.all('channels'), ...log];
  expect(JSON.stringify(kept)).not.toContain(accessToken);

  time.advance(HOUR);
  expect(await tick()).toMatchObject({ data: { 'elsewhere.sweep': { accounts: 1, removed: 1 } } });
  expect(await codeFor(accessToken, deviceSerial)).not.toBe('200');
});
