import type { AccountCheck } from '../../../typings/contract/upkeep';
import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import { createTimer } from '../../../cloudfunctions/timer/run-jobs';
import {
  createRig,
  dataOf,
  FakeDriver,
  makeAddress,
  makeChannel,
  NOON,
  outcomeOf,
  PERSONAS,
  seedChain,
  type RigReply,
} from '../../support/cloud-rig';
import { CutDatabase } from '../../support/cut-database';
import type { Operation } from '../../support/memory-database';

const HOUR = 3_600_000;
const SECRET = 'very-secret-text';
const credentials = { key: 'key-of-the-chain', secret: SECRET };
const WISH = { vendor: 'fake', name: '第二账号', credentials, requestKey: 'request-key-1' };
/** By which a driver is known that is opened for credentials that no account has. */
const CANDIDATE = 'to-be-checked';

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const instance = rig.startInstance();
  const call = (action: string, data: object = {}): Promise<RigReply> => instance.call(PERSONAS.owner, action, data);
  const vendor = new FakeDriver();
  rig.drivers.set(CANDIDATE, vendor);
  const accounts = () => rig.database.all('accounts');
  const audit = () => rig.database.all('audit').map(({ action, result, detail }) => [action, result, detail].join(' '));
  const add = async (more: object = {}) => dataOf('account.add', await call('account.add', { ...WISH, ...more }));
  return { rig, chain, instance, call, vendor, accounts, audit, add };
}

describe('adding', () => {
  test('an account that its vendor takes is kept, waits to be listed, and puts no camera anywhere by itself', async () => {
    const { add, accounts, audit, vendor } = await start();
    const account = await add();
    expect(account).toEqual({
      ...{ id: account.id, vendor: 'fake', name: '第二账号', adding: 'serial', cameras: 0, offers: 0 },
      ...{ listedAt: null, restsUntil: null, problem: null },
    });
    expect(accounts().find(({ _id }) => _id === account.id)).toMatchObject({ inboxStoreId: null, syncDueAt: 0 });
    expect(vendor.asked).toEqual(['check']);
    expect(audit()).toEqual(['account.add ok 第二账号']);
  });

  test('what the vendor refuses is not kept, and says as what', async () => {
    const { call, accounts, audit, vendor } = await start();
    vendor.objection = { code: 'vendor-auth', field: 'secret' };
    expect(await call('account.add', WISH)).toMatchObject({
      ok: false,
      error: { code: 'vendor-auth', message: 'the vendor does not take the credentials: secret' },
    });
    expect(accounts()).toHaveLength(1);
    expect(audit()).toEqual(['account.add vendor-auth 第二账号']);
  });

  test('what does not fit is refused before the vendor is asked', async () => {
    const { call, accounts, vendor } = await start();
    const reply = await call('account.add', { ...WISH, credentials: { ...credentials, secret: '' } });
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    expect(JSON.stringify(reply)).toContain('secret');
    expect([vendor.asked, accounts()]).toMatchObject([[], [{ name: '总部' }]]);
  });

  test.each([
    ['a vendor that there is not', { vendor: 'northcam' }],
    ['a credential that the vendor does not have', { credentials: { ...credentials, more: SECRET } }],
    ['a name of blanks', { name: '  ' }],
    ['a long name', { name: '名'.repeat(41) }],
    ['no key of the request', { requestKey: '' }],
  ])('%s is refused', async (_, more) => {
    const { call } = await start();
    const reply = await call('account.add', { ...WISH, ...more });
    expect(outcomeOf(reply)).toBe('invalid-argument');
    expect(JSON.stringify(reply)).not.toContain(SECRET);
  });

  test('asked again with the same key nothing is made twice, at the same moment neither', async () => {
    const { add, accounts } = await start();
    const [first, second] = await Promise.all([add(), add()]);
    const third = await add();
    expect([second, third]).toEqual([first, first]);
    expect(accounts()).toHaveLength(2);
    const other = { ...credentials, key: 'another-key' };
    expect((await add({ requestKey: 'request-key-2', credentials: other })).id).not.toBe(first.id);
  });

  test.each([{ name: '别的账号' }, { credentials: { ...credentials, secret: 'another' } }])(
    'the same key with another wish is a conflict: %j',
    async (more) => {
      const { add, call } = await start();
      await add();
      expect(outcomeOf(await call('account.add', { ...WISH, ...more }))).toBe('conflict');
    },
  );

  test.each<Operation>(['accounts.add', 'audit.add'])(
    'cut off at %s it is begun anew, and one account comes of it',
    async (operation) => {
      const { rig, add, call, accounts } = await start();
      rig.database.failing = operation;
      expect(outcomeOf(await call('account.add', WISH))).toBe('internal');
      rig.database.failing = null;
      await add();
      expect(accounts()).toHaveLength(2);
    },
  );

  test('there are two hundred at most', async () => {
    const { rig, call, accounts } = await start();
    const [seeded] = accounts();
    const more = Array.from({ length: 199 }, (_, nth) => ({ ...seeded!, _id: `account-${nth}` }));
    await rig.database.collection('accounts').add(more);
    expect(outcomeOf(await call('account.add', WISH))).toBe('full');
  });
});

describe('testing', () => {
  test('says what works and what the vendor does not offer', async () => {
    const { call, vendor } = await start();
    vendor.allowElsewhere();
    const reply = await call('account.check', { vendor: 'fake', credentials });
    const check = dataOf('account.check', reply);
    expect(check).toMatchObject({ problem: null, works: ['list', 'live', 'elsewhere'] });
    expect(check.lacks).toContain('talk');
  });

  test('names the field that the vendor names, and none that nobody asked for', async () => {
    const { call, vendor } = await start();
    const problemOf = async () => dataOf('account.check', await call('account.check', WISH_TO_CHECK)).problem;
    vendor.objection = { code: 'vendor-auth', field: 'secret' };
    expect(await problemOf()).toEqual({ code: 'vendor-auth', field: 'secret' });
    vendor.objection = { code: 'vendor-auth', field: 'somethingElse' };
    expect(await problemOf()).toEqual({ code: 'vendor-auth', field: null });
  });

  test('of what does not fit, the field that does not', async () => {
    const { call, vendor } = await start();
    const reply = await call('account.check', { vendor: 'fake', credentials: { ...credentials, key: '' } });
    const expected: AccountCheck = { problem: { code: 'invalid-argument', field: 'key' }, works: [], lacks: [] };
    expect(dataOf('account.check', reply)).toEqual(expected);
    expect(vendor.asked).toEqual([]);
  });

  test('an account is tested with what it has, and leaves no trace', async () => {
    const { rig, chain, call, audit } = await start();
    chain.driver.objection = { code: 'vendor-unavailable', field: null };
    rig.database.takeOperations();
    const { problem } = dataOf('account.check', await call('account.check', { accountId: chain.accountId }));
    expect(problem).toEqual({ code: 'vendor-unavailable', field: null });
    expect([rig.database.writes, audit()]).toEqual([[], []]);
  });
});

const WISH_TO_CHECK = { vendor: 'fake', credentials };

describe('credentials that another account has', () => {
  const AGAIN = { ...WISH, name: '再来一次', requestKey: 'request-key-2' };
  const HELD: AccountCheck = { problem: { code: 'conflict', field: null, heldBy: '第二账号' }, works: [], lacks: [] };

  test('are not added again, whatever their secret, and the account that has them is named before the vendor is asked', async () => {
    const { add, call, accounts, audit, vendor } = await start();
    await add();
    vendor.asked.length = 0;
    const again = { ...AGAIN, credentials: { key: ` ${credentials.key}`, secret: 'another' } };
    const { vendor: id, credentials: typed } = again;
    expect(dataOf('account.check', await call('account.check', { vendor: id, credentials: typed }))).toEqual(HELD);
    expect(await call('account.add', again)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(accounts()).toHaveLength(2);
    expect(vendor.asked).toEqual([]);
    expect(audit().at(-1)).toBe('account.add conflict 再来一次');
  });

  test('do not take the place of those of a third one, but an account may get its own again', async () => {
    const { chain, add, call, accounts, audit } = await start();
    const { id } = await add();
    const before = accounts();
    const others = await call('account.rotate', { accountId: chain.accountId, credentials });
    expect(dataOf('account.rotate', others)).toEqual(HELD);
    expect([accounts(), audit().length]).toEqual([before, 1]);
    const own = await call('account.rotate', { accountId: id, credentials: { ...credentials, secret: 'renewed' } });
    expect(dataOf('account.rotate', own)).toMatchObject({ problem: null });
  });

  test('of one whose key is lost, or that was removed, are nobody’s', async () => {
    const { rig, add, call } = await start();
    const lost = await add();
    await rig.database.collection('accounts').update({ _id: lost.id }, { credentials: 'v1.k0.a.b.c' });
    const second = await add(AGAIN);
    await call('account.remove', { accountId: second.id, name: AGAIN.name });
    expect(outcomeOf(await call('account.add', { ...AGAIN, requestKey: 'request-key-3' }))).toBe('ok');
  });

  test('wanted twice at the same moment make one account, and who lost is told by the next step which', async () => {
    const { call, accounts } = await start();
    const both = await Promise.all([call('account.add', WISH), call('account.add', AGAIN)]);
    expect(both.map(outcomeOf).sort()).toEqual(['conflict', 'ok']);
    expect(accounts()).toHaveLength(2);
    const { problem } = dataOf('account.check', await call('account.check', WISH_TO_CHECK));
    expect(problem).toMatchObject({ code: 'conflict', heldBy: accounts()[1]?.name });
  });

  test('are looked for with one operation before the vendor is asked, and one more before they are kept', async () => {
    const { rig, add, call } = await start();
    await add();
    rig.database.takeOperations();
    await call('account.check', { vendor: 'fake', credentials: { key: 'k', secret: 's' } });
    expect(rig.database.takeOperations().filter((operation) => operation.startsWith('accounts.'))).toEqual([
      'accounts.find',
    ]);
    await call('account.add', { ...AGAIN, credentials: { key: 'k', secret: 's' } });
    const ours = /^(accounts|leases)\./;
    expect(rig.database.takeOperations().filter((operation) => ours.test(operation))).toEqual([
      ...['accounts.get', 'accounts.find', 'leases.update', 'accounts.find', 'accounts.add', 'leases.update'],
    ]);
  });
});

describe('listing', () => {
  test('owners see how each account is, by name', async () => {
    const { rig, chain, add, call } = await start();
    const { id } = await add({ name: 'A 账号' });
    await rig.database.collection('accounts').update({ _id: id }, { restsUntil: NOON + HOUR });
    const reply = await call('account.list');
    expect(dataOf('account.list', reply).accounts).toMatchObject([
      { id, cameras: 0, restsUntil: NOON + HOUR },
      { id: chain.accountId, name: '总部', cameras: 3, restsUntil: null },
    ]);
    rig.clock.advance(HOUR);
    expect(dataOf('account.list', await call('account.list')).accounts[0]).toMatchObject({ restsUntil: null });
  });

  test('who manages a store sees which there are, and nothing of how they are', async () => {
    const { instance, chain } = await start();
    const reply = await instance.call(PERSONAS.managerA, 'account.list', {});
    expect(dataOf('account.list', reply).accounts).toEqual([
      {
        ...{ id: chain.accountId, vendor: 'fake', name: '总部', adding: 'serial', cameras: 0, offers: 0 },
        ...{ listedAt: null, restsUntil: null, problem: null },
      },
    ]);
  });
});

describe('new credentials', () => {
  test('take the place of the old ones, which nobody uses after a minute', async () => {
    const { rig, chain, call, accounts, audit } = await start();
    const { drivers } = rig.startInstance().services;
    await drivers(chain.accountId);
    await rig.database.collection('accounts').update({}, { syncDueAt: 9, restsUntil: 9 });
    const before = accounts()[0]?.credentials;

    const reply = await call('account.rotate', { accountId: chain.accountId, credentials });

    expect(dataOf('account.rotate', reply)).toMatchObject({ problem: null });
    expect(accounts()).toMatchObject([{ syncDueAt: 0, restsUntil: 0, name: '总部' }]);
    expect(accounts()[0]?.credentials).not.toBe(before);
    rig.opened.length = 0;
    rig.clock.advance(60_001);
    await drivers(chain.accountId);
    expect(rig.opened).toEqual([chain.accountId]);
    expect(audit()).toEqual(['account.rotate ok 总部']);
  });

  test('that the vendor refuses leave the old ones where they are', async () => {
    const { chain, call, vendor, accounts, audit } = await start();
    vendor.objection = { code: 'vendor-auth', field: 'key' };
    const before = accounts();
    const reply = await call('account.rotate', { accountId: chain.accountId, credentials });
    expect(dataOf('account.rotate', reply)).toMatchObject({
      problem: { code: 'vendor-auth', field: 'key' },
      works: [],
    });
    expect([accounts(), audit()]).toEqual([before, []]);
  });
});

test('an account gets another name, and keeps everything else', async () => {
  const { chain, call, accounts, audit } = await start();
  const [before] = accounts();
  const reply = await call('account.rename', { accountId: chain.accountId, name: ' 华东总部 ' });
  expect(dataOf('account.rename', reply)).toMatchObject({ name: '华东总部', cameras: 3 });
  expect(accounts()).toEqual([{ ...before, name: '华东总部' }]);
  expect(audit()).toEqual(['account.rename ok 华东总部']);
});

test('an account whose key is lost gets another name all the same', async () => {
  const { rig, chain, call, accounts } = await start();
  await rig.database.collection('accounts').update({}, { credentials: 'v1.k0.a.b.c' });
  const reply = await call('account.rename', { accountId: chain.accountId, name: '华东总部' });
  expect(dataOf('account.rename', reply)).toMatchObject({ name: '华东总部' });
  expect(accounts()).toMatchObject([{ name: '华东总部', credentials: 'v1.k0.a.b.c' }]);
});

test('no answer, no line of the log or of the audit, and nothing in the database shows a credential', async () => {
  const { rig, call, vendor, add } = await start();
  const { id } = await add();
  const replies = [
    await call('account.list'),
    await call('vendor.list'),
    await call('account.check', { accountId: id }),
    await call('account.rename', { accountId: id, name: '改名' }),
    await call('account.rotate', { accountId: id, credentials: { ...credentials, secret: `${SECRET}-2` } }),
  ];
  vendor.objection = { code: 'vendor-auth', field: 'secret' };
  replies.push(
    await call('account.check', WISH_TO_CHECK),
    await call('account.add', { ...WISH, requestKey: 'request-key-9' }),
    await call('account.add', { ...WISH, credentials: { ...credentials, secret: [SECRET] } }),
    await call('account.rotate', { accountId: id, credentials }),
  );
  const everything = JSON.stringify([replies, rig.log, rig.database.all('accounts'), rig.database.all('audit')]);
  expect(everything).not.toContain(SECRET);
  expect(everything).not.toContain(credentials.key);
});

describe('removing', () => {
  /** Everything that may hang on an account, and on another one that stays. */
  async function startFull() {
    const world = await start();
    const { rig, chain, add } = world;
    const { database, setup } = rig;
    const other = (await add()).id;
    const store = { _id: chain.stores.A, order: 0, name: '上海南京路店' };
    const stays = makeChannel(other, 'z1', { store, name: '后门' });
    await database.collection('channels').add([stays]);
    const ids = [...Object.values(chain.channels), stays._id];
    for (const [nth, _id] of ids.entries()) {
      await database.collection('codes').add([{ _id, code: `code-${nth}` }]);
      await database.collection('presets').add([{ _id: `${_id}/1`, channelId: _id, presetId: '1', name: '门口' }]);
      const seen = {
        person: 'p',
        channelId: _id,
        storeId: chain.stores.A,
        kind: 'live',
        since: NOON,
        seenAt: NOON,
      } as const;
      await database.collection('watchings').add([{ _id: `w${nth}`, ...seen }]);
      const share = { by: PERSONAS.owner, channelIds: [_id], storeIds: [chain.stores.A], guests: [] };
      await setup.createShare({ ...share, until: NOON + HOUR });
    }
    for (const accountId of [chain.accountId, other]) {
      await setup.placeChannels(accountId, [{ address: makeAddress('later'), storeId: chain.stores.A }]);
      const token = { value: 'sealed', expiresAt: NOON + HOUR, renewAt: NOON, holder: '', heldUntil: 0 };
      await database.collection('tokens').add([{ _id: `fake:${accountId}:digest`, ...token }]);
    }
    database.takeOperations();
    const remove = (name = '总部') => world.call('account.remove', { accountId: chain.accountId, name });
    /** How much there is in each collection, and what is left of the account itself. */
    const rest = (): Readonly<Record<string, number>> => {
      const names = ['channels', 'codes', 'presets', 'watchings', 'placements', 'tokens'] as const;
      const counts = names.map((name) => [name, database.all(name).length] as const);
      const open = database.all('shares').filter(({ revokedAt, until }) => revokedAt === 0 && until === NOON + HOUR);
      return { ...Object.fromEntries(counts), shares: open.length };
    };
    return { ...world, other, stays, remove, rest };
  }

  const ALL = { channels: 4, codes: 4, presets: 4, watchings: 4, placements: 2, tokens: 2 };
  const LEFT = { channels: 1, codes: 1, presets: 1, watchings: 1, placements: 1, tokens: 1, shares: 1 };

  test('takes all that hangs on an account, and leaves what hangs on another', async () => {
    const { chain, stays, remove, rest, call, accounts, audit, rig } = await startFull();
    expect(rest()).toMatchObject(ALL);
    expect(outcomeOf(await remove())).toBe('ok');
    expect(rest()).toEqual(LEFT);
    expect(rig.database.all('channels')).toMatchObject([{ _id: stays._id }]);
    expect(dataOf('account.list', await call('account.list')).accounts).toMatchObject([
      { name: '第二账号', cameras: 1 },
    ]);
    expect(accounts().find(({ _id }) => _id === chain.accountId)).toMatchObject({ credentials: '', removedAt: NOON });
    expect(audit().at(-1)).toBe('account.remove ok 总部');
  });

  test('another name removes nothing', async () => {
    const { remove, rest } = await startFull();
    expect(outcomeOf(await remove('总'))).toBe('conflict');
    expect(rest()).toMatchObject(ALL);
  });

  test('what was removed is no account any more', async () => {
    const { chain, remove, call, rig } = await startFull();
    await remove();
    const { accountId } = chain;
    for (const [action, data] of [
      ['account.check', {}],
      ['account.rename', { name: '新名字' }],
      ['account.rotate', { credentials }],
    ] as const) {
      expect([action, outcomeOf(await call(action, { accountId, ...data }))]).toEqual([action, 'not-found']);
    }
    const { drivers } = rig.startInstance().services;
    await expect(drivers(accountId)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('cut off at any write it goes on from there, and comes to the same end', async () => {
    const { remove, rig } = await startFull();
    await remove();
    const writes = [...new Set(rig.database.writes)];
    expect(writes.length).toBeGreaterThan(8);
    for (const operation of writes) {
      const world = await startFull();
      world.rig.database.failing = operation;
      expect([operation, outcomeOf(await world.remove())]).toEqual([operation, 'internal']);
      world.rig.database.failing = null;
      expect([operation, outcomeOf(await world.remove())]).toEqual([operation, 'ok']);
      expect([operation, world.rest()]).toEqual([operation, LEFT]);
    }
  });

  test('what was cut off and is not asked for again, the timer ends; then nothing is left of it', async () => {
    const { rig, chain, other, remove, rest, accounts } = await startFull();
    const timer = createTimer(rig.startInstance().services, jobs);
    const tick = () => timer({ Type: 'Timer', TriggerName: 'minute', Time: '' }, TIMER);
    rig.database.failing = 'presets.remove';
    await remove();
    rig.database.failing = null;

    rig.clock.advance(10 * 60_000);
    await tick();
    expect(accounts()).toHaveLength(2);
    rig.clock.advance(1);
    const late = makeChannel(chain.accountId, 'late', { store: { _id: 's', order: 0, name: '店' }, name: '晚到' });
    await rig.database.collection('channels').add([late]);
    await tick();

    expect(accounts().map(({ _id }) => _id)).toEqual([other]);
    expect(rest()).toMatchObject({ channels: 1, codes: 1, presets: 1, placements: 1 });
  });

  const TIMER = { person: null, isUser: false, requestId: 'request-1' };

  test('thousands of cameras take few operations', async () => {
    const { rig, chain, remove } = await startFull();
    const store = { _id: chain.stores.A, order: 0, name: '上海南京路店' };
    const many = Array.from({ length: 2_000 }, (_, nth) => {
      return makeChannel(chain.accountId, `m${nth}`, { store, name: `机位 ${nth}` });
    });
    await rig.database.collection('channels').add(many);
    rig.database.takeOperations();
    await remove();
    expect(rig.database.all('channels')).toHaveLength(1);
    expect(rig.database.takeOperations().length).toBeLessThan(60);
  });
});

test('two accounts of one vendor live side by side', async () => {
  const { rig, chain, add, call } = await start();
  const { id } = await add();
  const { drivers } = rig.startInstance().services;
  expect(await drivers(id)).not.toBe(await drivers(chain.accountId));
  await call('account.remove', { accountId: chain.accountId, name: '总部' });
  expect(dataOf('account.list', await call('account.list')).accounts).toMatchObject([{ id }]);
});

test('cut off after however many operations, an addition and a removal that are asked for again come to one end', async () => {
  for (let operations = 0, wasCut = true; wasCut; operations += 1) {
    const rig = createRig(new CutDatabase());
    const { accountId } = await seedChain(rig);
    const instance = rig.startInstance();
    const add = async () => outcomeOf(await instance.call(PERSONAS.owner, 'account.add', WISH));
    const remove = async () =>
      outcomeOf(await instance.call(PERSONAS.owner, 'account.remove', { accountId, name: '总部' }));

    rig.database.cutAfter(operations);
    const first = [await add(), await remove()];
    wasCut = rig.database.mend();
    expect(first.every((outcome) => outcome === 'ok')).toBe(!wasCut);

    expect([await add(), await remove()]).toEqual(['ok', 'ok']);
    const { memory } = rig.database;
    expect(memory.all('channels')).toEqual([]);
    expect(memory.all('shares').filter(({ revokedAt, until }) => revokedAt === 0 && until > NOON)).toEqual([]);
    expect(new Set(memory.all('accounts').map(({ name, removedAt }) => `${name} ${removedAt}`))).toEqual(
      new Set(['第二账号 0', `总部 ${NOON}`]),
    );
    expect(memory.all('accounts')).toHaveLength(2);
  }
});
