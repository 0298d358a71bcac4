import fc from 'fast-check';
import { dataOf, outcomeOf } from '../../support/cloud-rig';
import { ScheduledDatabase } from '../../support/scheduled-database';
import { BEARER, createTicketRig, createTicketRigOn, HOUR, NOON, NOTICE, PERSONAS } from '../../support/ticket-rig';

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const PAST = { place: 'device', from: NOON - 2 * HOUR, to: NOON - HOUR } as const;
const playback = { kind: 'playback', ...PAST } as const;

describe('making a share', () => {
  test('answers with what it is and its code, and with the same when the request is repeated', async () => {
    const { rig, chain, instance, wishShare } = await createTicketRig();
    const { a1, a2 } = chain.channels;
    const wish = wishShare({ channelIds: [a1, a2], most: 3, watermark: true });
    const make = async () => dataOf('share.make', await instance.call(PERSONAS.managerA, 'share.make', wish));
    const made = await make();
    expect(made.code).toMatch(/^s[0-9A-Za-z]{24}$/);
    expect(made.share).toMatchObject({
      ...{ view: { kind: 'live' }, state: 'open', most: 3, watermark: true, opened: [], offsets: [] },
      ...{ createdAt: NOON, until: NOON + HOUR, by: { name: 'managerA' } },
    });
    expect(made.share.cameras.map(({ id }) => id).sort()).toEqual([a1, a2].sort());
    expect(await make()).toEqual(made);
    expect(rig.database.all('shares').filter(({ by }) => by === PERSONAS.managerA)).toHaveLength(1);
  });

  test('of a stretch comes with the clocks of its store', async () => {
    const { share } = await createTicketRig();
    const made = await share({ view: playback });
    expect(made.share).toMatchObject({ view: playback, offsets: [{ from: PAST.from, minutes: 480 }] });
  });

  test('with another wish under the same key is a conflict', async () => {
    const { chain, outcome, wishShare } = await createTicketRig();
    const wish = wishShare();
    expect(await outcome(PERSONAS.managerA, 'share.make', wish)).toBe('ok');
    const changes = [{ most: 7 }, { watermark: true }, { until: wish.until + 1 }, { view: playback }];
    for (const change of [...changes, { channelIds: [chain.channels.a2] }]) {
      expect(await outcome(PERSONAS.managerA, 'share.make', { ...wish, ...change })).toBe('conflict');
    }
  });

  test('is told in the audit at each camera, without its code', async () => {
    const { rig, chain, share } = await createTicketRig();
    const { a1, b1 } = chain.channels;
    const made = await share({ channelIds: [a1, b1] }, PERSONAS.owner);
    const past = await share({ view: playback }, PERSONAS.owner);
    const entries = rig.database.all('audit');
    const told = { action: 'share.make', kind: 'share', person: PERSONAS.owner, result: 'ok' };
    expect(entries).toMatchObject([
      { ...told, channelId: a1, storeId: chain.stores.A, cameraName: '收银台', subject: made.share.id, detail: 'live' },
      { ...told, channelId: b1, storeId: chain.stores.B, subject: made.share.id },
      { ...told, channelId: a1, subject: past.share.id, detail: 'playback', past: PAST },
    ]);
    for (const code of [made.code, past.code]) expect(JSON.stringify(entries)).not.toContain(code);
  });

  test.each<[string, object]>([
    ['until a time that has passed', { until: NOON - MINUTE }],
    ['for more than thirty days', { until: NOON + 31 * DAY }],
    ['no camera', { channelIds: [] }],
    ['a camera twice', { channelIds: ['a', 'a'] }],
    ['31 cameras', { channelIds: Array.from({ length: 31 }, (_, nth) => `c${nth}`) }],
    ['with nobody', { most: 0 }],
    ['with 201 people', { most: 201 }],
    ['with half a person', { most: 1.5 }],
    ['two cameras’ past', { channelIds: ['a', 'b'], view: playback }],
    ['more than a day of the past', { view: { ...playback, from: PAST.to - DAY - 1 } }],
    ['a past that ends before it begins', { view: { ...playback, to: PAST.from } }],
    ['the future', { view: { ...playback, from: NOON, to: NOON + 2 * MINUTE } }],
    ['a live picture with a past', { view: { kind: 'live', from: 0, to: 1 } }],
    ['a place that nobody knows', { view: { ...playback, place: 'attic' } }],
  ])('of %s is refused', async (_, change) => {
    const { outcome, wishShare } = await createTicketRig();
    expect(await outcome(PERSONAS.managerA, 'share.make', { ...wishShare(), ...change })).toBe('invalid-argument');
  });

  test('needs `share` and what is shown, on every camera', async () => {
    const { chain, outcome, wishShare, give } = await createTicketRig();
    const { a1, b1 } = chain.channels;
    const make = async (person: string, more: object = {}) => outcome(person, 'share.make', wishShare(more));
    expect(await make(PERSONAS.staffA)).toBe('permission-denied');
    expect(await make(PERSONAS.managerA, { channelIds: [a1, b1] })).toBe('not-found');
    expect(await make(PERSONAS.guest, { channelIds: [b1] })).toBe('permission-denied');
    expect(await make(PERSONAS.managerA, { channelIds: ['no-camera'] })).toBe('not-found');
    const sharer = await give('openid-sharer', { role: 'staff', storeId: chain.stores.A, rights: ['view', 'share'] });
    expect(await make(sharer)).toBe('ok');
    expect(await make(sharer, { view: playback })).toBe('permission-denied');
  });

  test('lasts no longer than its maker’s own hours', async () => {
    const { chain, outcome, wishShare, give } = await createTicketRig();
    const hours = { from: 8 * 60, to: 21 * 60, zone: 'Asia/Shanghai' };
    const manager = await give('openid-day', { role: 'manager', storeId: chain.stores.A, hours });
    expect(await outcome(manager, 'share.make', wishShare({ until: NOON + HOUR }))).toBe('ok');
    expect(await outcome(manager, 'share.make', wishShare({ until: NOON + HOUR + 1 }))).toBe('permission-denied');
  });
});

describe('opening a share', () => {
  test('lets a stranger see its cameras and nothing else', async () => {
    const { chain, share, instance, outcome, member } = await createTicketRig();
    const { a1, a2 } = chain.channels;
    const { code } = await share();
    const asked = { code, notice: NOTICE };
    expect(dataOf('share.open', await instance.call(BEARER, 'share.open', asked))).toEqual({
      view: { kind: 'live' },
      channelIds: [a1],
    });
    expect(await outcome(BEARER, 'live.open', { channelId: a1, quality: 'sub' })).toBe('ok');
    expect(await outcome(BEARER, 'live.open', { channelId: a2, quality: 'sub' })).toBe('not-found');
    expect(await outcome(BEARER, 'ptz.step', ptz(a1))).toBe('permission-denied');
    expect(await member()).toMatchObject({ name: '', agreedTo: NOTICE });
  });

  const ptz = (channelId: string) => ({ channelId, motion: 'left', speed: 2, holdId: 'step-0001', ms: 300 });

  test('is told in the audit before anything can be seen, once a person', async () => {
    const { rig, share, open, member } = await createTicketRig();
    const { code, share: made } = await share({ view: playback });
    rig.database.failing = 'audit.add';
    expect(await open(code)).toBe('internal');
    expect(await member()).toBeNull();
    rig.database.failing = null;
    expect([await open(code), await open(code)]).toEqual(['ok', 'ok']);
    const told = rig.database.all('audit').filter(({ action }) => action === 'share.open');
    expect(told).toMatchObject([{ person: BEARER, subject: made.id, past: PAST, detail: 'playback' }]);
  });

  test('once more, by the same person, costs no seat', async () => {
    const { share, open, look, instance } = await createTicketRig();
    const { code, share: made } = await share({ most: 1 });
    expect(await look(code)).toMatchObject({ state: 'open', opened: false });
    expect([await open(code), await open(code)]).toEqual(['ok', 'ok']);
    expect(await open(code, 'openid-second')).toBe('full');
    expect(await look(code)).toMatchObject({ state: 'open', opened: true });
    expect(await look(code, 'openid-second')).toMatchObject({ state: 'full', opened: false });
    const { shares } = dataOf('share.list', await instance.call(PERSONAS.owner, 'share.list'));
    expect(shares.find(({ id }) => id === made.id)).toMatchObject({ state: 'full', opened: [{ at: NOON, name: '' }] });
  });

  test('that a fault cuts short costs no second seat', async () => {
    const { rig, chain, share, open, outcome } = await createTicketRig();
    const { code, share: made } = await share({ most: 1 });
    rig.database.failing = 'members.add';
    expect(await open(code)).toBe('internal');
    rig.database.failing = null;
    expect(await open(code, 'openid-second')).toBe('full');
    expect(await open(code)).toBe('ok');
    expect(await rig.database.collection('shares').get(made.id)).toMatchObject({ opened: 1 });
    expect(await outcome(BEARER, 'live.open', { channelId: chain.channels.a1, quality: 'sub' })).toBe('ok');
  });

  test('takes no seat from who sees the cameras anyway, even when it is full', async () => {
    const { rig, share, open, look } = await createTicketRig();
    const { code, share: made } = await share({ most: 1, watermark: true });
    await open(code, BEARER, { name: '客人' });
    for (const person of [PERSONAS.staffA, PERSONAS.owner]) {
      expect(await look(code, person)).toMatchObject({ state: 'open', opened: true });
      expect(await open(code, person)).toBe('ok');
    }
    expect(await rig.database.collection('shares').get(made.id)).toMatchObject({ opened: 1 });
    const [staff] = rig.database.all('members').filter(({ _id }) => _id === PERSONAS.staffA);
    expect(staff?.grants).toHaveLength(1);
  });

  test('with a watermark needs a name, unless one is known, which stays', async () => {
    const { rig, chain, share, open, instance, member } = await createTicketRig();
    const { code } = await share({ watermark: true });
    expect(await open(code)).toBe('invalid-argument');
    expect(await open(code, BEARER, { name: '王师傅' })).toBe('ok');
    expect(await open(code, BEARER, { name: '别人' })).toBe('ok');
    expect((await member())?.name).toBe('王师傅');
    const live = await instance.call(BEARER, 'live.open', { channelId: chain.channels.a1, quality: 'sub' });
    const { visitorCode } = dataOf('session.start', await instance.call(BEARER, 'session.start'));
    expect(dataOf('live.open', live).watermark).toBe(`王师傅 · ${visitorCode}`);
    await rig.database.collection('members').update({ _id: BEARER }, { name: '' }); // taken back
    const nameless = await instance.call(BEARER, 'live.open', { channelId: chain.channels.a1, quality: 'sub' });
    expect(dataOf('live.open', nameless).watermark).toBe(visitorCode);
  });

  test('is refused to who has read another notice', async () => {
    const { share, outcome } = await createTicketRig();
    const { code } = await share();
    expect(await outcome(BEARER, 'share.open', { code, notice: '2020-01-01' })).toBe('conflict');
  });

  test('opens addresses that need to live no longer than it does, which others do not share', async () => {
    const { chain, share, open, instance } = await createTicketRig();
    const watch = async (person: string) => {
      const wish = { channelId: chain.channels.a1, quality: 'sub', resume: true };
      dataOf('live.open', await instance.call(person, 'live.open', wish));
      return chain.driver.lastUntil;
    };
    expect(await watch(PERSONAS.staffA)).toBeUndefined();
    await open((await share()).code);
    await open((await share({ until: NOON + 2 * HOUR })).code);
    expect(await watch(BEARER)).toBe(NOON + 2 * HOUR);
    await open((await share()).code, PERSONAS.staffA);
    chain.driver.asked.length = 0;
    await watch(PERSONAS.staffA);
    await watch(BEARER);
    expect(chain.driver.asked).toEqual([]);
  });

  test('ends for everybody at its end and when it is taken back, at the next call', async () => {
    const { rig, chain, share, open, outcome, look } = await createTicketRig();
    const [short, long] = [await share(), await share({ until: NOON + DAY, channelIds: [chain.channels.a2] })];
    await open(short.code);
    await open(long.code);
    const watch = async (channelId: string) => outcome(BEARER, 'live.open', { channelId, quality: 'sub' });
    rig.clock.advance(HOUR);
    expect(await look(short.code)).toMatchObject({ state: 'expired' });
    expect(await open(short.code)).toBe('expired');
    expect(await watch(chain.channels.a1)).toBe('not-found');
    expect(await watch(chain.channels.a2)).toBe('ok');
    expect(await outcome(PERSONAS.managerA, 'share.revoke', { id: long.share.id })).toBe('ok');
    expect(await watch(chain.channels.a2)).toBe('permission-denied');
    expect(await open(long.code)).toBe('revoked');
  });

  test('is revoked when its maker could not share any more', async () => {
    const { rig, chain, share, open, look } = await createTicketRig();
    const { code } = await share();
    const grants = [{ role: 'staff', storeId: chain.stores.A }] as const;
    await rig.database.collection('members').update({ _id: PERSONAS.managerA }, { grants, revision: 9 });
    expect(await look(code)).toMatchObject({ state: 'revoked' });
    expect(await open(code)).toBe('revoked');
  });

  test('of cameras that are gone is revoked, and leaves out those of several', async () => {
    const { rig, chain, share, open, instance } = await createTicketRig();
    const { a1, a2 } = chain.channels;
    const { code } = await share({ channelIds: [a1, a2] });
    await rig.database.collection('channels').remove({ _id: a1 });
    const asked = { code, notice: NOTICE };
    expect(dataOf('share.open', await instance.call(BEARER, 'share.open', asked)).channelIds).toEqual([a2]);
    await rig.database.collection('channels').remove({ _id: a2 });
    expect(await open(code)).toBe('revoked');
  });

  test('does not pile up shares that have ended', async () => {
    const { rig, share, open, member } = await createTicketRig();
    await open((await share()).code);
    rig.clock.advance(HOUR);
    const { code, share: made } = await share();
    await open(code);
    expect((await member())?.grants).toEqual([{ role: 'guest', shareId: made.id }]);
  });

  test('lets in as many as may, however many come at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 3 }), async (scheduler, most) => {
        const database = new ScheduledDatabase();
        const { share, open } = await createTicketRigOn(database);
        const { code, share: made } = await share({ most });
        const people = Array.from({ length: most + 1 }, (_, nth) => `openid-${nth}`);
        database.orderBy(scheduler);
        const outcomes = await scheduler.waitFor(Promise.all(people.map(async (person) => open(code, person))));

        const inside = people.filter((_, index) => outcomes[index] === 'ok');
        expect(outcomes.filter((outcome) => outcome === 'full')).toHaveLength(1);
        const [stored] = database.memory.all('shares').filter(({ _id }) => _id === made.id);
        expect(stored).toMatchObject({ opened: most });
        expect(stored?.seats.map(({ person }) => person).sort()).toEqual(inside);
        const guests = database.memory.all('members').filter(({ _id }) => people.includes(_id));
        expect(guests.map(({ _id }) => _id).sort()).toEqual(inside);
      }),
      { numRuns: 60 },
    );
  });

  test('and taking it back at once leaves nobody inside', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const database = new ScheduledDatabase();
        const { chain, share, open, outcome } = await createTicketRigOn(database);
        const { code, share: made } = await share({ most: 2 });
        database.orderBy(scheduler);
        const opening = ['openid-1', 'openid-2'].map(async (person) => open(code, person));
        const revoking = outcome(PERSONAS.owner, 'share.revoke', { id: made.id });
        const [revoked, outcomes] = await scheduler.waitFor(Promise.all([revoking, Promise.all(opening)]));
        expect(revoked).toBe('ok');
        for (const one of outcomes) expect(['ok', 'revoked']).toContain(one);
        const watch = outcome('openid-1', 'live.open', { channelId: chain.channels.a1, quality: 'sub' });
        expect(await scheduler.waitFor(watch)).toBe('permission-denied');
      }),
      { numRuns: 40 },
    );
  });
});

describe('the list of shares', () => {
  test('holds one’s own and those of the stores that one manages, newest first', async () => {
    const { rig, chain, share, instance } = await createTicketRig();
    const { a1, b1 } = chain.channels;
    const ids = async (person: string) =>
      dataOf('share.list', await instance.call(person, 'share.list')).shares.map(({ id }) => id);
    const made = [];
    for (const [channelIds, by] of [
      [[a1], 'owner'],
      [[b1], 'owner'],
      [[a1, b1], 'owner'],
      [[a1], 'managerA'],
    ] as const) {
      rig.clock.advance(1);
      made.push((await share({ channelIds }, PERSONAS[by])).share.id);
    }
    expect((await ids(PERSONAS.owner)).slice(0, 4)).toEqual([...made].reverse());
    expect(await ids(PERSONAS.managerA)).toEqual([made[3], made[2], made[0]]);
    expect(await ids(PERSONAS.staffA)).toEqual([]);
  });

  test('names of several stores’ cameras those only that the reader may see', async () => {
    const { chain, share, instance } = await createTicketRig();
    const { a1, b1 } = chain.channels;
    await share({ channelIds: [a1, b1] }, PERSONAS.owner);
    const reply = await instance.call(PERSONAS.managerA, 'share.list');
    const [shown] = dataOf('share.list', reply).shares;
    expect(shown?.cameras).toEqual([{ id: a1, name: '收银台', storeName: '上海南京路店' }]);
    for (const foreign of [b1, chain.stores.B, '北京']) expect(JSON.stringify(reply)).not.toContain(foreign);
  });

  test('tells who opened one, by name and visitor code, in order of time', async () => {
    const { rig, share, open, instance } = await createTicketRig();
    const { code } = await share();
    await open(code, 'openid-1', { name: '甲' });
    rig.clock.advance(MINUTE);
    await open(code, 'openid-2');
    const [shown] = dataOf('share.list', await instance.call(PERSONAS.managerA, 'share.list')).shares;
    const { visitorCode } = instance.services;
    expect(shown?.opened).toMatchObject([
      { name: '甲', visitorCode: visitorCode('openid-1'), at: NOON },
      { name: '', visitorCode: visitorCode('openid-2'), at: NOON + MINUTE },
    ]);
  });
});

describe('a share that was made', () => {
  test('is handed on once more by its maker only, and only while it is open', async () => {
    const { rig, instance, share, outcome } = await createTicketRig();
    const { code, share: made } = await share();
    const asked = { id: made.id };
    const again = dataOf('share.code', await instance.call(PERSONAS.managerA, 'share.code', asked));
    expect(again.code).toBe(code);
    expect(await outcome(PERSONAS.owner, 'share.code', asked)).toBe('not-found');
    expect(await outcome(PERSONAS.managerA, 'share.code', { id: code })).toBe('not-found');
    expect(await outcome(PERSONAS.managerA, 'share.image', { ...asked, style: 'link' })).toBe('ok');
    rig.clock.advance(HOUR);
    expect(await outcome(PERSONAS.managerA, 'share.code', asked)).toBe('expired');
    expect(await outcome(PERSONAS.managerA, 'share.image', { ...asked, style: 'link' })).toBe('expired');
  });

  test('is taken back by its maker or who manages all of its stores, once', async () => {
    const { rig, chain, share, outcome } = await createTicketRig();
    const { a1, b1 } = chain.channels;
    const both = await share({ channelIds: [a1, b1] }, PERSONAS.owner);
    const ofA = await share({}, PERSONAS.owner);
    const revoke = async (person: string, { id }: { id: string }) => outcome(person, 'share.revoke', { id });
    expect(await revoke(PERSONAS.managerA, both.share)).toBe('permission-denied');
    expect(await revoke(PERSONAS.staffA, ofA.share)).toBe('not-found');
    expect(await revoke(PERSONAS.managerA, ofA.share)).toBe('ok');
    expect(await revoke(PERSONAS.owner, ofA.share)).toBe('ok');
    const told = rig.database.all('audit').filter(({ action }) => action === 'share.revoke');
    expect(told).toMatchObject([{ person: PERSONAS.managerA, channelId: a1, subject: ofA.share.id }]);
  });
});

test('no list, audit or log of shares holds a code, an openid, a serial or an address', async () => {
  const { rig, chain, instance, share, open, look } = await createTicketRig();
  const made = [await share(), await share({ view: playback }, PERSONAS.owner)];
  for (const { code } of made) {
    await look(code);
    await open(code);
  }
  await instance.call(BEARER, 'live.open', { channelId: chain.channels.a1, quality: 'sub' });
  const people = [...Object.values(PERSONAS), BEARER];
  const replies = await Promise.all(people.map(async (person) => instance.call(person, 'share.list')));
  expect(replies.filter((reply) => outcomeOf(reply) === 'ok').length).toBeGreaterThan(3);
  const [lists, audit, log] = [JSON.stringify(replies), JSON.stringify(rig.database.all('audit')), rig.log.join()];
  const secrets = [...made.map(({ code }) => code), '"a1"', 'media.test', 'token'];
  for (const secret of secrets) expect(lists + audit + log).not.toContain(secret);
  for (const openid of people) expect(lists + log).not.toContain(openid);
});
