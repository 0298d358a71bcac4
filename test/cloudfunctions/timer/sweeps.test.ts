import { randomBytes } from 'node:crypto';
import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import { makeLine } from '../../support/audit-lines';
import { createRig, NOON, SETTINGS } from '../../support/cloud-rig';

const DAY = 86_400_000;
const KEPT_MS = SETTINGS.notice.auditDays * DAY;

function start() {
  const rig = createRig();
  const { services } = rig.startInstance();
  return { rig, services, run: async (name: string, endAt = NOON + 45_000) => jobs[name]!(services, endAt) };
}

test('a watching is forgotten 75 s after its last beat', async () => {
  const { rig, run } = start();
  const row = { person: 'p', channelId: 'c', storeId: 's', kind: 'live', since: NOON - DAY } as const;
  await rig.database.collection('watchings').add([
    { _id: 'silent', ...row, seenAt: NOON - 75_001 },
    { _id: 'alive', ...row, seenAt: NOON - 75_000 },
  ]);
  expect(await run('watching.sweep')).toEqual({ removed: 1 });
  expect(rig.database.all('watchings').map(({ _id }) => _id)).toEqual(['alive']);
});

test('the audit’s lines go when their time is over, not before', async () => {
  const { rig, run } = start();
  const lines = [
    makeLine('over', { at: NOON - KEPT_MS - 1 }),
    makeLine('kept', { at: NOON - KEPT_MS }),
    makeLine('new'),
  ];
  await rig.database.collection('audit').add(lines);
  expect(await run('audit.sweep')).toEqual({ removed: 1 });
  expect(rig.database.all('audit').map(({ _id }) => _id)).toEqual(['kept', 'new']);
});

const makeOld = (_: unknown, index: number) => makeLine(`old-${index}`, { at: NOON - KEPT_MS - 2000 + index });

test('many lines go in batches, the oldest first, and none after the tick’s end', async () => {
  const { rig, run } = start();
  await rig.database.collection('audit').add(Array.from({ length: 1200 }, makeOld));
  rig.database.takeOperations();
  expect(await run('audit.sweep', NOON)).toEqual({ removed: 0 });
  expect(rig.database.takeOperations()).toEqual([]);
  expect(await run('audit.sweep')).toEqual({ removed: 1200 });
  expect(rig.database.takeOperations()).toHaveLength(6);
});

test('a sweep that has used up its share of the tick goes on with the next', async () => {
  const { rig, services, run } = start();
  await rig.database.collection('audit').add(Array.from({ length: 1200 }, makeOld));
  let reads = 0;
  const slow = { ...services.clock, now: () => NOON + 4000 * reads++ };
  expect(await jobs['audit.sweep']!({ ...services, clock: slow }, NOON + 45_000)).toEqual({ removed: 1000 });
  expect(await run('audit.sweep')).toEqual({ removed: 200 });
});

test('accounts are sealed anew once a new key comes first, and one whose key is lost keeps no other from it', async () => {
  const { rig, services } = start();
  const wish = { vendor: 'fake', credentials: { secret: 'very-secret' }, inboxStoreId: null };
  const lost = await rig.setup.createAccount({ ...wish, name: '丢失' });
  await rig.setup.createAccount({ ...wish, name: '总部' });
  await rig.database.collection('accounts').update({ _id: lost }, { credentials: 'v1.k0.a.b.c' });
  const sweep = async (of = services) => jobs['account.sweep']!(of, NOON + 45_000);
  expect(await sweep()).toEqual({ changed: 0, removed: 0 });

  Object.assign(rig.keyring, { current: 'k2', keys: new Map([...rig.keyring.keys, ['k2', randomBytes(32)]]) });
  const renewed = rig.startInstance().services;

  expect(await sweep(renewed)).toEqual({ changed: 1, removed: 0 });
  expect(await sweep(renewed)).toEqual({ changed: 0, removed: 0 });
  const keyOf = ({ credentials }: { credentials: string }) => credentials.split('.')[1];
  expect(rig.database.all('accounts').map(keyOf)).toEqual(['k0', 'k2']);
  expect(rig.log.join()).toContain('"action":"account.sweep","code":"internal","vendor":"fake"');
  expect(rig.log.join()).not.toContain('very-secret');
});
