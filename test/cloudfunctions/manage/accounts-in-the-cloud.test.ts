import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../../cloudfunctions/core/cloudbase';
import { collections } from '../../../cloudfunctions/core/collections';
import { createSeals, readKeyring } from '../../../cloudfunctions/core/seal';
import { createSetup } from '../../../cloudfunctions/core/setup';
import type { Cloud } from '../../../sandbox/cloud/index';
import { startEzviz } from '../../../sandbox/vendors/ezviz/index';
import { startOnenet } from '../../../sandbox/vendors/onenet/index';
import { startOvopark } from '../../../sandbox/vendors/ovopark/index';
import type { Simulator } from '../../../sandbox/vendors/simulator';
import { buildFunctions } from '../../../scripts/build-functions';
import type { Action } from '../../../typings/contract/calls';
import { dataOf, makeChannel, outcomeOf, PERSONAS, type RigReply } from '../../support/cloud-rig';
import { makeCloud, makeFolder } from '../../support/sandbox-cloud';
import { makeCamera, makeOrigins } from '../../sandbox/vendors/support';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const STORE = { _id: 'store-1', order: 0, name: '上海南京路店' };
const KEYS = `k1:${randomBytes(32).toString('base64')}`;
const NAMES = { ezviz: '萤石账号', onenet: 'OneNET 账号', ovopark: '万店掌账号' };
let cloud: Cloud;
let simulators: readonly Simulator[];

beforeAll(async () => {
  const functionsDir = join(makeFolder(), 'functions');
  await buildFunctions({ outDir: functionsDir });
  cloud = await makeCloud({ functionsDir, collections, env: { KANDIAN_KEYS: KEYS } });
  Object.assign(process.env, cloud.sdkEnv);
  const setup = createSetup(openDatabase(), createSeals(readKeyring(KEYS)));
  await setup.createMember({ openid: PERSONAS.owner, name: '老板', grants: [{ role: 'owner' }] });
  const { startOrigin } = makeOrigins();
  simulators = await Promise.all([
    startEzviz({ cameras: [makeCamera('ezviz', {})], startOrigin }),
    startOnenet({ cameras: [makeCamera('onenet', {})], startOrigin }),
    startOvopark({ cameras: [makeCamera('ovopark', {})], startOrigin }),
  ]);
});
afterAll(() => Promise.all(simulators.map((simulator) => simulator.close())));

async function call(action: Action, data: object = {}): Promise<RigReply> {
  return (await cloud.invoke('manage', { action, data }, { openid: PERSONAS.owner })) as RigReply;
}

/** As a person types it. */
function typed({ credentials }: Simulator, changes: object = {}): object {
  const fields = Object.entries({ ...credentials, ...changes }).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(fields) as object;
}

const add = (simulator: Simulator, changes: object = {}) =>
  call('account.add', {
    ...{ vendor: simulator.vendor, name: NAMES[simulator.vendor], requestKey: `request-${simulator.vendor}` },
    credentials: typed(simulator, changes),
  });

test('an owner who starts from nothing adds an account of each vendor, after a mistake in each', async () => {
  const mistakes = { ezviz: { appSecret: 'wrong' }, onenet: { apiKey: 'wrong' }, ovopark: { accessSecret: 'wrong' } };
  for (const simulator of simulators) {
    const mistake = mistakes[simulator.vendor];
    const wrong = { vendor: simulator.vendor, credentials: typed(simulator, mistake) };
    const { problem } = dataOf('account.check', await call('account.check', wrong));
    expect(problem).toEqual({ code: 'vendor-auth', field: Object.keys(mistake)[0] });
    expect(outcomeOf(await add(simulator, mistake))).toBe('vendor-auth');
    expect(dataOf('account.add', await add(simulator))).toMatchObject({ vendor: simulator.vendor, cameras: 0 });
    expect(dataOf('account.add', await add(simulator))).toMatchObject({ name: NAMES[simulator.vendor] });
  }
  const { accounts } = dataOf('account.list', await call('account.list'));
  expect(new Set(accounts.map(({ name }) => name))).toEqual(new Set(Object.values(NAMES)));
  for (const { id } of accounts) {
    expect(dataOf('account.check', await call('account.check', { accountId: id }))).toMatchObject({ problem: null });
  }
});

test('an account goes from the real database with all that hangs on it, and another keeps what it has', async () => {
  const { accounts } = dataOf('account.list', await call('account.list'));
  const [first, second] = [accounts[0]!, accounts[1]!];
  const database = openDatabase();
  const channels = [first, second].map(({ id }) => makeChannel(id, 'd1', { store: STORE, name: '大门' }));
  await database.collection('channels').add(channels);
  const setup = createSetup(database, createSeals(readKeyring(KEYS)));
  for (const [nth, { _id, accountId }] of channels.entries()) {
    const share = { by: PERSONAS.owner, channelIds: [_id], storeIds: [STORE._id], guests: [] };
    await setup.createShare({ ...share, until: Date.now() + HOUR });
    await setup.placeChannels(accountId, [{ address: { deviceId: 'd2', channelId: '1' }, storeId: STORE._id }]);
    await database.collection('codes').add([{ _id, code: `code-${nth}` }]);
    const token = { value: 'sealed', expiresAt: Date.now() + HOUR, renewAt: 1, holder: '', heldUntil: 0 };
    const vendor = accounts.find(({ id }) => id === accountId)!.vendor;
    await database.collection('tokens').add([{ _id: `${vendor}:${accountId}:digest`, ...token }]);
  }
  expect(dataOf('account.list', await call('account.list')).accounts).toMatchObject([
    { cameras: 1 },
    { cameras: 1 },
    {},
  ]);

  const removal = { accountId: first.id, name: first.name };
  expect(outcomeOf(await call('account.remove', removal))).toBe('ok');
  expect(outcomeOf(await call('account.remove', removal))).toBe('ok');

  const left = dataOf('account.list', await call('account.list')).accounts;
  expect(left.map(({ id, cameras }) => [id, cameras])).toEqual([
    [second.id, 1],
    [accounts[2]!.id, 0],
  ]);
  for (const name of ['channels', 'codes', 'placements', 'tokens'] as const) {
    expect([name, (await database.collection(name).find({ limit: 10 })).length]).toEqual([name, 1]);
  }
  const open = await database.collection('shares').find({ where: { revokedAt: 0 }, limit: 10 });
  expect(open.map(({ channelIds }) => channelIds)).toEqual([[channels[1]!._id]]);
});
