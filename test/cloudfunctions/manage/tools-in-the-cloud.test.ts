import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../../cloudfunctions/core/cloudbase';
import { collections } from '../../../cloudfunctions/core/collections';
import { createSeals, readKeyring } from '../../../cloudfunctions/core/seal';
import { createSetup } from '../../../cloudfunctions/core/setup';
import type { Cloud } from '../../../sandbox/cloud/index';
import { startOnenet } from '../../../sandbox/vendors/onenet/index';
import type { Simulator } from '../../../sandbox/vendors/simulator';
import { buildFunctions } from '../../../scripts/build-functions';
import type { Action, OutputOf } from '../../../typings/contract/calls';
import { dataOf, makeChannel, outcomeOf, PERSONAS, type RigReply } from '../../support/cloud-rig';
import { makeCloud, makeFolder, openSdk } from '../../support/sandbox-cloud';
import { makeCamera, makeOrigins } from '../../sandbox/vendors/support';

/** The functions as they are deployed, on the real database and storage, with the vendor that has tools. */
jest.setTimeout(60_000);

const KEYS = `k1:${randomBytes(32).toString('base64')}`;
const CAMERA = makeCamera('onenet');
let cloud: Cloud;
let simulator: Simulator;
let accountId: string;
let channelId: string;
let upload: (name: string, bytes: Uint8Array) => Promise<string>;

beforeAll(async () => {
  const functionsDir = join(makeFolder(), 'functions');
  await buildFunctions({ outDir: functionsDir });
  cloud = await makeCloud({ functionsDir, collections, env: { KANDIAN_KEYS: KEYS } });
  const sdk = openSdk(cloud);
  upload = async (name, bytes) =>
    (await sdk.uploadFile({ cloudPath: `objects/${name}`, fileContent: Buffer.from(bytes) })).fileID;
  simulator = await startOnenet({ cameras: [CAMERA], startOrigin: makeOrigins().startOrigin });
  const database = openDatabase();
  const setup = createSetup(database, createSeals(readKeyring(KEYS)));
  await setup.createMember({ openid: PERSONAS.owner, name: '老板', grants: [{ role: 'owner' }] });
  const storeId = await setup.createStore({ name: '上海南京路店', zone: 'Asia/Shanghai', order: 0 });
  const { credentials } = simulator;
  accountId = await setup.createAccount({ vendor: 'onenet', name: 'OneNET', credentials, inboxStoreId: null });
  const store = { _id: storeId, order: 0, name: '上海南京路店' };
  const camera = makeChannel(accountId, CAMERA.serial, { store, name: '收银台', overrides: { vendor: 'onenet' } });
  await database.collection('channels').add([camera]);
  channelId = camera._id;
});
afterAll(() => simulator.close());

const call = async (action: Action, data: object): Promise<RigReply> =>
  (await cloud.invoke('manage', { action, data }, { openid: PERSONAS.owner })) as RigReply;
const ask = async <A extends Action>(action: A, data: object): Promise<OutputOf<A>> =>
  dataOf(action, await call(action, data));

test('a file of 8 MB goes from the phone to the vendor, comes back, and goes', async () => {
  const bytes = randomBytes(8 * 1024 * 1024);
  const wish = { accountId, name: 'plan.bin', description: '平面图', requestKey: 'request-key-1' };
  const fileId = await upload('object-0001.bin', bytes);
  expect(outcomeOf(await call('object.put', { ...wish, fileId }))).toBe('ok');
  expect(outcomeOf(await call('object.put', { ...wish, fileId }))).toBe('ok');
  const again = await upload('object-0002.bin', bytes);
  const other = { ...wish, fileId: again, requestKey: 'request-key-2' };
  expect(outcomeOf(await call('object.put', other))).toBe('conflict');

  const { objects, total } = await ask('object.list', { accountId });
  expect([objects, total]).toMatchObject([[{ name: 'plan.bin', bytes: bytes.length, description: '平面图' }], 1]);
  const { url } = await ask('object.open', { accountId, name: 'plan.bin' });
  expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(bytes)).toBe(true);

  await ask('object.remove', { accountId, name: 'plan.bin' });
  expect((await ask('object.list', { accountId })).objects).toEqual([]);
  expect(outcomeOf(await call('object.open', { accountId, name: 'plan.bin' }))).toBe('not-found');
});

test('a file of one byte more is refused', async () => {
  const fileId = await upload('object-0003.bin', Buffer.alloc(8 * 1024 * 1024 + 1));
  const wish = { accountId, name: 'more.bin', description: '', requestKey: 'request-key-3', fileId };
  expect(outcomeOf(await call('object.put', wish))).toBe('invalid-argument');
  expect((await ask('object.list', { accountId })).objects).toEqual([]);
});

test('a device is told bytes, answers a command, and keeps both among its messages', async () => {
  const from = Date.now() - 60_000;
  await ask('data.send', { channelId, requestKey: 'request-key-1', data: { hex: '00ff' } });
  const { reply } = await ask('command.send', { channelId, requestKey: 'request-key-1', data: { text: '你好' } });
  expect(reply).toEqual({ text: '你好', hex: Buffer.from('你好').toString('hex'), bytes: 6 });
  const { messages, more } = await ask('message.list', { channelId, from, to: Date.now() + 60_000 });
  expect(messages.slice(0, 2).map(({ text, hex }) => [text, hex])).toEqual([
    ['你好', 'e4bda0e5a5bd'],
    [null, '00ff'],
  ]);
  expect(more).toBe(false);
});

test('the account’s encryption is switched, and read as it stands', async () => {
  expect(await ask('encryption.read', { accountId })).toEqual({ on: false });
  await ask('encryption.set', { accountId, on: true });
  expect(await ask('encryption.read', { accountId })).toEqual({ on: true });
  await ask('encryption.set', { accountId, on: false });
});

test('a channel is made known to the device, once', async () => {
  const wish = { channelId, number: '7', name: '后门' };
  const { channelId: made } = await ask('camera.extend', wish);
  expect(await ask('camera.extend', wish)).toEqual({ channelId: made });
  expect(outcomeOf(await call('camera.extend', { ...wish, name: '另一个' }))).toBe('conflict');
  const camera = await openDatabase().collection('channels').get(made);
  expect(camera).toMatchObject({ name: '后门', storeName: '上海南京路店', vendor: 'onenet', reachability: 'online' });
  const asked = simulator.requests().filter(({ path }) => path.endsWith('AddChannel'));
  expect(asked).toHaveLength(1);
});
