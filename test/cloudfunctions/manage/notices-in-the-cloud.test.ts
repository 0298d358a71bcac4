import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../../cloudfunctions/core/cloudbase';
import { collections } from '../../../cloudfunctions/core/collections';
import type { ChannelDocument } from '../../../cloudfunctions/core/documents';
import type { Cloud } from '../../../sandbox/cloud/index';
import { NOTICE_TEMPLATES, NOTICES_SETTING } from '../../../sandbox/notice-templates';
import { buildFunctions } from '../../../scripts/build-functions';
import type { Action, InputOf, OutputOf } from '../../../typings/contract/calls';
import { createRig, dataOf, PERSONAS, seedChain, type Chain, type RigReply } from '../../support/cloud-rig';
import { makeCloud, makeFolder } from '../../support/sandbox-cloud';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const { managerA, staffA } = PERSONAS;
const pages = () => ['pages/devices/devices', 'live/pages/live/live'];
let cloud: Cloud;
let chain: Chain;

beforeAll(async () => {
  const functionsDir = join(makeFolder(), 'functions');
  await buildFunctions({ outDir: functionsDir });
  const env = { KANDIAN_KEYS: `k1:${randomBytes(32).toString('base64')}`, KANDIAN_NOTICES: NOTICES_SETTING };
  cloud = await makeCloud({ functionsDir, collections, env, pages, templates: NOTICE_TEMPLATES });
  Object.assign(process.env, cloud.sdkEnv);
  chain = await seedChain(createRig(openDatabase()));
});

const ask = async <A extends Action>(person: string, action: A, data: InputOf<A>): Promise<OutputOf<A>> =>
  dataOf(action, (await cloud.invoke('manage', { action, data }, { openid: person })) as RigReply);

const set = (state: Partial<ChannelDocument>) =>
  openDatabase().collection('channels').update({ storeId: chain.stores.A }, state);

const told = () => cloud.messages.delivered().map(({ openid, title, rows }) => [openid, title, rows[0]?.text]);

/** One person allows in WeChat what the phone then counts; another only says so. */
async function allow(): Promise<void> {
  const { templates } = await ask(managerA, 'notice.read', {});
  for (const id of Object.values(templates!)) cloud.messages.allow(managerA, id);
  for (const person of [managerA, staffA]) {
    await ask(person, 'notice.allow', { requestKey: 'request-key', kinds: ['offline', 'back'] });
  }
}

test('the timer tells through WeChat what was allowed, once, and its end, on the real database', async () => {
  await allow();
  const outageFrom = Date.now() - 11 * MINUTE;
  await set({ reachability: 'offline', seenFrom: outageFrom, outageState: 'new', outageFrom });
  for (let ticks = 0; ticks < 2; ticks += 1) await cloud.fireTimer('timer');
  const [camera] = told().map(([, , text]) => text);
  expect(camera).toMatch(/^(收银台|大门) 等 2 个$/);
  expect(told()).toEqual([[managerA, '设备离线提醒', camera]]);
  expect(await ask(managerA, 'notice.read', {})).toMatchObject({ left: { offline: 0, back: 1 } });
  expect(await ask(staffA, 'notice.read', {})).toMatchObject({ left: { offline: 0, back: 1 } }); // as WeChat knew

  await set({ reachability: 'online', seenFrom: Date.now() - MINUTE, outageState: 'over' });
  for (let ticks = 0; ticks < 2; ticks += 1) await cloud.fireTimer('timer');
  expect(told().slice(1)).toEqual([[managerA, '设备恢复在线通知', camera]]);
  const { left } = await ask(managerA, 'notice.read', {});
  expect(left).toEqual({ offline: 0, back: 0 });
  const [one] = await openDatabase()
    .collection('channels')
    .find({ where: { storeId: chain.stores.A }, limit: 1 });
  expect(one).toMatchObject({ outageState: 'none', outageFrom: 0 });
  expect(await openDatabase().collection('notices').find({ limit: 10 })).toEqual([]);
});

test('quiet hours are set and taken back on the real database', async () => {
  for (const quiet of [{ from: 1320, to: 420 }, null, { from: 0, to: 60 }]) {
    expect(await ask(staffA, 'notice.quiet', { quiet })).toMatchObject({ quiet });
    expect(await ask(staffA, 'notice.read', {})).toMatchObject({ quiet });
  }
});
