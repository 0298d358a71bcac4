import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../../cloudfunctions/core/cloudbase';
import { collections } from '../../../cloudfunctions/core/collections';
import { NOTICE_VERSION } from '../../../cloudfunctions/core/settings';
import type { Cloud } from '../../../sandbox/cloud/index';
import { pathOfCode } from '../../../sandbox/mini-program-code';
import { buildFunctions } from '../../../scripts/build-functions';
import type { Action } from '../../../typings/contract/calls';
import { createRig, dataOf, outcomeOf, PERSONAS, seedChain, type Chain, type RigReply } from '../../support/cloud-rig';
import { readCode } from '../../support/read-code';
import { makeCloud, makeFolder } from '../../support/sandbox-cloud';

jest.setTimeout(60_000);

const LINK = 'https://kandian.example/k/';
const HOUR = 3_600_000;
let cloud: Cloud;
let chain: Chain;

beforeAll(async () => {
  const functionsDir = join(makeFolder(), 'functions');
  await buildFunctions({ outDir: functionsDir });
  const env = { KANDIAN_KEYS: `k1:${randomBytes(32).toString('base64')}`, KANDIAN_LINK: LINK };
  cloud = await makeCloud({ functionsDir, collections, env, pages: () => ['pages/entry/entry'] });
  Object.assign(process.env, cloud.sdkEnv);
  chain = await seedChain(createRig(openDatabase()));
});

async function call(person: string, action: Action, data: object = {}): Promise<RigReply> {
  const fn = action === 'entry.look' || action === 'share.open' ? 'monitor' : 'manage';
  return (await cloud.invoke(fn, { action, data }, { openid: person })) as RigReply;
}

test('the deployed functions draw a camera’s code in both styles', async () => {
  const channelId = chain.channels.a1;
  const textOf = async (style: string): Promise<string> => {
    const { png } = dataOf('code.image', await call(PERSONAS.managerA, 'code.image', { channelId, style }));
    return readCode(Buffer.from(png, 'base64')) ?? '';
  };
  const link = await textOf('link');
  expect(link).toMatch(/^https:\/\/kandian\.example\/k\/c[0-9A-Za-z]{24}$/);
  const code = link.slice(LINK.length);
  expect(pathOfCode(await textOf('mini-program'))).toBe(`pages/entry/entry?scene=${code}`);
  const looked = await call(PERSONAS.staffA, 'entry.look', { code });
  expect(dataOf('entry.look', looked)).toEqual({ kind: 'camera', channelId });
});

test('an invitation is taken up by one of many on the real database', async () => {
  const wish = { role: 'staff', storeIds: [chain.stores.A], expiresAt: Date.now() + HOUR, requestKey: 'request-key' };
  const { code, invite } = dataOf('invite.make', await call(PERSONAS.managerA, 'invite.make', wish));
  const accept = async (person: string) =>
    outcomeOf(await call(person, 'invite.accept', { code, name: '小王', notice: NOTICE_VERSION }));
  const outcomes = await Promise.all(['openid-1', 'openid-2', 'openid-3', 'openid-4'].map(accept));
  expect(outcomes.sort()).toEqual(['ok', 'used', 'used', 'used']);
  for (const person of [PERSONAS.owner, PERSONAS.managerA]) {
    const { invites } = dataOf('invite.list', await call(person, 'invite.list'));
    expect(invites).toMatchObject([{ id: invite.id, state: 'used', usedBy: { name: '小王' } }]);
  }
  expect(dataOf('invite.list', await call(PERSONAS.staffA, 'invite.list')).invites).toEqual([]);
});

test('a share lets in as many as may on the real database, and is found by who manages its store', async () => {
  const wish = {
    ...{ channelIds: [chain.channels.a1], view: { kind: 'live' }, until: Date.now() + HOUR },
    ...{ most: 2, watermark: false, requestKey: 'request-key' },
  };
  const { code, share } = dataOf('share.make', await call(PERSONAS.owner, 'share.make', wish));
  const open = async (person: string) => outcomeOf(await call(person, 'share.open', { code, notice: NOTICE_VERSION }));
  const outcomes = await Promise.all(['openid-5', 'openid-6', 'openid-7', 'openid-8'].map(open));
  expect(outcomes.sort()).toEqual(['full', 'full', 'ok', 'ok']);
  const { shares } = dataOf('share.list', await call(PERSONAS.managerA, 'share.list'));
  expect(shares).toMatchObject([{ id: share.id, state: 'full', opened: [{}, {}] }]);
  expect(outcomeOf(await call(PERSONAS.managerA, 'share.revoke', { id: share.id }))).toBe('ok');
  expect(await open('openid-5')).toBe('revoked');
});
