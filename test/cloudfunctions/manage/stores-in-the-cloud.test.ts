import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../../cloudfunctions/core/cloudbase';
import { collections } from '../../../cloudfunctions/core/collections';
import type { Cloud } from '../../../sandbox/cloud/index';
import { buildFunctions } from '../../../scripts/build-functions';
import type { Action, InputOf, OutputOf } from '../../../typings/contract/calls';
import { createRig, dataOf, outcomeOf, PERSONAS, seedChain, type Chain, type RigReply } from '../../support/cloud-rig';
import { makeCloud, makeFolder } from '../../support/sandbox-cloud';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const WISH = { name: '广州天河店', address: '天河路 1 号', zone: 'Asia/Shanghai', requestKey: 'request-key' } as const;
let cloud: Cloud;
let chain: Chain;

beforeAll(async () => {
  const functionsDir = join(makeFolder(), 'functions');
  await buildFunctions({ outDir: functionsDir });
  const env = { KANDIAN_KEYS: `k1:${randomBytes(32).toString('base64')}` };
  cloud = await makeCloud({ functionsDir, collections, env });
  Object.assign(process.env, cloud.sdkEnv);
  chain = await seedChain(createRig(openDatabase()));
});

async function ask<A extends Action>(person: string, action: A, data: InputOf<A>): Promise<RigReply> {
  const fn = action === 'store.list' || action === 'channel.list' ? 'monitor' : 'manage';
  return (await cloud.invoke(fn, { action, data }, { openid: person })) as RigReply;
}

const asOwner = async <A extends Action>(action: A, data: InputOf<A>): Promise<OutputOf<A>> =>
  dataOf(action, await ask(PERSONAS.owner, action, data));

test('a store is made once, put first, emptied of its only camera and archived on the real database', async () => {
  const made = await Promise.all([asOwner('store.create', WISH), asOwner('store.create', WISH)]);
  const [{ id: storeId }] = made;
  expect(made[1].id).toBe(storeId);
  await asOwner('store.order', { storeIds: [storeId] });
  await asOwner('camera.move', { channelId: chain.channels.a2, storeId });
  const listed = await asOwner('channel.list', {});
  expect(listed.channels.map(({ storeName, name }) => `${storeName} ${name}`)).toEqual([
    '广州天河店 大门',
    '上海南京路店 收银台',
    '北京王府井店 收银台',
  ]);
  expect(outcomeOf(await ask(PERSONAS.owner, 'store.archive', { storeId }))).toBe('conflict');
  await asOwner('camera.move', { channelId: chain.channels.a2, storeId: chain.stores.A });
  await asOwner('store.archive', { storeId });
  const { stores } = await asOwner('store.list', {});
  expect(stores.map(({ name, channels }) => [name, channels])).toEqual([
    ['上海南京路店', 2],
    ['北京王府井店', 1],
  ]);
});

test('a store’s new name reaches its cameras, and the same once more changes nothing, on the real database', async () => {
  const edit = { storeId: chain.stores.B, name: '北京前门店', zone: 'Asia/Tokyo' };
  for (const again of [edit, edit]) expect(await asOwner('store.edit', again)).toMatchObject({ name: '北京前门店' });
  const { channels } = await asOwner('channel.list', { query: '前门' });
  expect(channels.map(({ id }) => id)).toEqual([chain.channels.b1]);
});

test('a hidden camera is listed for who manages it only, and its shares end as it moves, on the real database', async () => {
  const channelId = chain.channels.a1;
  const share = { channelIds: [channelId], view: { kind: 'live' }, until: Date.now() + HOUR, most: null } as const;
  await asOwner('share.make', { ...share, watermark: false, requestKey: 'request-key' });
  await asOwner('camera.hide', { channelId, hidden: true });
  const idsFor = async (person: string) =>
    dataOf('channel.list', await ask(person, 'channel.list', {})).channels.map(({ id }) => id);
  expect(await idsFor(PERSONAS.managerA)).toContain(channelId);
  expect(await idsFor(PERSONAS.staffA)).not.toContain(channelId);
  await asOwner('camera.move', { channelId, storeId: chain.stores.B });
  expect((await asOwner('share.list', {})).shares.map(({ state }) => state)).toContain('revoked');
});
