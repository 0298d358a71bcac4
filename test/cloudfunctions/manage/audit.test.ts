import type { AuditDocument } from '../../../cloudfunctions/core/documents';
import { placeOfChannel } from '../../../cloudfunctions/core/audit/on-record';
import type { AuditQuery } from '../../../typings/contract/audit';
import { makeLine } from '../../support/audit-lines';
import { createRig, dataOf, NOON, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';
import { readCsv } from '../../support/read-csv';

type Persona = keyof typeof PERSONAS;

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const instance = rig.startInstance();
  const channels = new Map(rig.database.all('channels').map((channel) => [channel._id, channel]));
  const at = (camera: 'a1' | 'a2' | 'b1') => placeOfChannel(channels.get(chain.channels[camera])!);
  const write = async (...lines: AuditDocument[]) => rig.database.collection('audit').add(lines);
  const call = async (persona: Persona, query: AuditQuery = {}) =>
    instance.call(PERSONAS[persona], 'audit.list', query);
  const list = async (persona: Persona, query: AuditQuery = {}) => dataOf('audit.list', await call(persona, query));
  const ids = async (persona: Persona, query: AuditQuery = {}) =>
    (await list(persona, query)).entries.map(({ id }) => id);
  const exported = async (persona: Persona, query: object = {}) =>
    dataOf('audit.export', await instance.call(PERSONAS[persona], 'audit.export', { language: 'zh-CN', ...query }));
  const memberId = (persona: Persona) =>
    rig.database.all('members').find(({ _id }) => _id === PERSONAS[persona])!.memberId;
  return { rig, chain, instance, at, write, call, list, ids, exported, memberId };
}

/** One line of each person in each store, and one about no store. */
async function startWithLines() {
  const started = await start();
  const { at, write } = started;
  const people = ['owner', 'managerA', 'staffA', 'guest'] as const;
  await write(
    ...people.flatMap((persona, index) => [
      makeLine(`${persona}-a`, { person: PERSONAS[persona], at: NOON - 10 * index, ...at('a1') }),
      makeLine(`${persona}-b`, { person: PERSONAS[persona], at: NOON - 10 * index - 1, ...at('b1') }),
      makeLine(`${persona}-nowhere`, { person: PERSONAS[persona], at: NOON - 10 * index - 2, kind: 'member' }),
    ]),
  );
  return started;
}

describe('who reads which lines', () => {
  test('owners read all, managers their stores and their own, everybody their own, newest first', async () => {
    const { ids } = await startWithLines();
    expect(await ids('owner')).toEqual(
      ['owner', 'managerA', 'staffA', 'guest'].flatMap((who) => [`${who}-a`, `${who}-b`, `${who}-nowhere`]),
    );
    const own = (who: string) => [`${who}-a`, `${who}-b`, `${who}-nowhere`];
    expect(await ids('managerA')).toEqual(['owner-a', ...own('managerA'), 'staffA-a', 'guest-a']);
    expect(await ids('staffA')).toEqual(own('staffA'));
    expect(await ids('guest')).toEqual(own('guest'));
  });

  test('strangers and guests of a share that is over read nothing', async () => {
    const { call } = await startWithLines();
    for (const persona of ['stranger', 'expired'] as const) {
      expect(outcomeOf(await call(persona))).toBe('permission-denied');
    }
  });

  test('a manager from whom the right was taken, or whose hours are over, reads the own lines', async () => {
    const { rig, chain, ids } = await startWithLines();
    const store = { role: 'manager', storeId: chain.stores.A } as const;
    const own = ['managerA-a', 'managerA-b', 'managerA-nowhere'];
    // It is 20:00 in Shanghai.
    for (const more of [{ rights: ['view'] }, { hours: { from: 480, to: 1200, zone: 'Asia/Shanghai' } }] as const) {
      await rig.database.collection('members').update({ _id: PERSONAS.managerA }, { grants: [{ ...store, ...more }] });
      expect(await ids('managerA')).toEqual(own);
    }
  });

  test('own lines about a store that is nothing to somebody any more name nothing of it', async () => {
    const { list } = await startWithLines();
    const { entries } = await list('staffA');
    expect(entries.map(({ storeName, cameraName }) => [storeName, cameraName])).toEqual([
      ['上海南京路店', '收银台'],
      [null, null],
      [null, null],
    ]);
    const [, shared] = (await list('guest')).entries;
    expect(shared).toMatchObject({ storeName: '北京王府井店', cameraName: '收银台' });
  });
});

describe('what a line tells', () => {
  test('who it was, by the names that colleagues may know, and nothing that a vendor calls things', async () => {
    const { rig, chain, at, write, list, memberId, instance } = await start();
    const past = { place: 'device', from: NOON - 60_000, to: NOON } as const;
    const more = { past, vendorIds: ['vendor-id'], subject: 'subject-id', detail: 'left', durationMs: 5 };
    await write(makeLine('line-1', { ...at('a1'), ...more, result: 'device-offline' }));
    const visitorCode = instance.services.visitorCode(PERSONAS.staffA);
    expect(await list('managerA')).toEqual({
      entries: [
        {
          ...{ id: 'line-1', at: NOON, who: { id: memberId('staffA'), name: 'staffA', visitorCode } },
          ...{ kind: 'live', action: 'live.open', storeName: '上海南京路店', cameraName: '收银台' },
          ...{ result: 'device-offline', detail: 'left', durationMs: 5, past },
        },
      ],
      offsets: [{ from: NOON - 60_000, minutes: 480 }],
      next: null,
    });
    const answer = JSON.stringify(await list('owner'));
    expect(answer).not.toMatch(/openid|vendor-id|subject-id|request-0/);
    expect(answer).not.toContain(chain.accountId);
    await rig.database.collection('members').remove({ _id: PERSONAS.staffA });
    expect((await list('owner')).entries).toMatchObject([{ who: null }]);
  });

  test('a page costs three operations, and two when all of it is the caller’s own', async () => {
    const { rig, ids } = await startWithLines();
    rig.database.takeOperations();
    await ids('managerA');
    expect(rig.database.takeOperations()).toEqual(['members.get', 'audit.find', 'members.find']);
    await ids('staffA');
    expect(rig.database.takeOperations()).toEqual(['members.get', 'audit.find']);
  });
});

describe('searching', () => {
  test('by store, camera, person, kind and all of them', async () => {
    const { chain, ids, memberId } = await startWithLines();
    const { A, B } = chain.stores;
    expect(await ids('owner', { storeId: B })).toEqual(['owner-b', 'managerA-b', 'staffA-b', 'guest-b']);
    expect(await ids('owner', { channelId: chain.channels.b1 })).toHaveLength(4);
    expect(await ids('owner', { kind: 'member' })).toHaveLength(4);
    expect(await ids('managerA', { memberId: memberId('staffA') })).toEqual(['staffA-a']);
    expect(await ids('managerA', { memberId: memberId('managerA'), storeId: A })).toEqual(['managerA-a']);
    expect(await ids('staffA', { storeId: A })).toEqual(['staffA-a']);
    expect(await ids('staffA', { channelId: chain.channels.a1, kind: 'ptz' })).toEqual([]);
    expect(await ids('guest', { storeId: B, channelId: chain.channels.b1 })).toEqual(['guest-b']);
  });

  test('a day is the store’s own, or else Shanghai’s', async () => {
    const { rig, chain, at, write, ids } = await start();
    await rig.database.collection('stores').update({ _id: chain.stores.B }, { zone: 'Europe/Berlin' });
    await write(
      makeLine('evening', { at: Date.UTC(2026, 0, 1, 22), ...at('b1') }),
      makeLine('morning', { at: Date.UTC(2026, 0, 1, 23), ...at('b1') }),
    );
    expect(await ids('owner', { day: '2026-01-02' })).toEqual(['morning', 'evening']);
    expect(await ids('owner', { day: '2026-01-02', storeId: chain.stores.B })).toEqual(['morning']);
    expect(await ids('owner', { day: '2026-01-01', storeId: chain.stores.B })).toEqual(['evening']);
  });

  test('what the caller may not know of is not there, whether it exists or not', async () => {
    const { rig, chain, call, memberId } = await start();
    await rig.setup.createMember({ openid: 'b', name: '别店', grants: [{ role: 'staff', storeId: chain.stores.B }] });
    const foreign = rig.database.all('members').find(({ _id }) => _id === 'b')!.memberId;
    for (const query of [
      { storeId: chain.stores.B },
      { storeId: 'unheard-of' },
      { channelId: chain.channels.b1 },
      { channelId: 'unheard-of' },
      { memberId: foreign },
      { memberId: memberId('guest') },
      { memberId: 'unheard-of' },
      { memberId: PERSONAS.staffA },
    ]) {
      expect(await call('managerA', query)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    }
    expect(outcomeOf(await call('staffA', { memberId: memberId('managerA') }))).toBe('not-found');
    expect(outcomeOf(await call('guest', { storeId: chain.stores.A }))).toBe('not-found');
    expect(outcomeOf(await call('owner', { storeId: 'unheard-of' }))).toBe('not-found');
    expect(outcomeOf(await call('owner', { memberId: foreign }))).toBe('ok');
  });

  test('somebody who belongs nowhere near is found by what they did in the manager’s store', async () => {
    const { at, write, ids, memberId } = await start();
    await write(makeLine('line-1', { person: PERSONAS.guest, ...at('a1') }));
    expect(await ids('managerA', { memberId: memberId('guest') })).toEqual(['line-1']);
    expect(await ids('managerA', { memberId: memberId('guest'), day: '2020-01-01' })).toEqual([]);
  });

  test.each(['x', 'bm90aGluZw', Buffer.from(`${NOON} a b`).toString('base64url')])(
    'a cursor that no page ended with is refused: %s',
    async (cursor) => {
      const { call } = await start();
      expect(outcomeOf(await call('owner', { cursor }))).toBe('invalid-argument');
    },
  );
});

describe('the file', () => {
  test('comes 500 lines at a time, the heads once, in the caller’s words and the store’s time', async () => {
    const { at, write, exported } = await start();
    await write(
      ...Array.from({ length: 501 }, (_, index) => makeLine(`line-${index}`, { at: NOON - index * 1000, ...at('a1') })),
    );
    const first = await exported('managerA');
    const second = await exported('managerA', { cursor: first.next });
    expect(second.next).toBeNull();
    expect(first.csv.charAt(0)).toBe('\uFEFF');
    const [heads, ...rows] = readCsv(first.csv.slice(1) + second.csv);
    expect(heads!.slice(0, 4)).toEqual(['时间', '姓名', '识别码', '类别']);
    expect(rows).toHaveLength(501);
    expect(rows[0]!.slice(0, 2)).toEqual(['2026-01-01 20:00:00+08:00', 'staffA']);
    expect(rows[500]![0]).toBe('2026-01-01 19:51:40+08:00');
    const english = await exported('managerA', { language: 'en', kind: 'ptz' });
    expect(english.csv).toMatch(/^\uFEFFTime,Name,[^\r]*\r\n$/);
  });

  test('holds what the list holds, and no more', async () => {
    const { exported } = await startWithLines();
    const { csv } = await exported('staffA');
    expect(readCsv(csv.slice(1)).slice(1)).toHaveLength(3);
    expect(csv).not.toMatch(/owner|manager|guest|北京/);
  });

  test('is itself on record before it leaves: of a store, or of all', async () => {
    const { rig, chain, exported } = await startWithLines();
    await exported('managerA', { storeId: chain.stores.A });
    await exported('owner');
    const lines = rig.database.all('audit').filter(({ kind }) => kind === 'audit');
    expect(lines).toMatchObject([
      { action: 'audit.export', person: PERSONAS.managerA, storeId: chain.stores.A, detail: '4', result: 'ok' },
      { action: 'audit.export', person: PERSONAS.owner, storeId: null, storeName: null, detail: '13' },
    ]);
  });

  test('does not leave when that cannot be written down', async () => {
    const { rig, instance } = await startWithLines();
    rig.database.failing = 'audit.add';
    const reply = await instance.call(PERSONAS.owner, 'audit.export', { language: 'en' });
    expect(outcomeOf(reply)).toBe('internal');
  });
});
