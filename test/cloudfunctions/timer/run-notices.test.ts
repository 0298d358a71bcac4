import fc from 'fast-check';
import { CallError } from '../../../cloudfunctions/core/errors';
import type { SendOutcome } from '../../../cloudfunctions/core/wechat/subscribe-messages';
import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import { runNotices } from '../../../cloudfunctions/timer/handlers/run-notices';
import { NOON, SETTINGS } from '../../support/cloud-rig';
import { CutDatabase } from '../../support/cut-database';
import { createNoticeRig, createNoticeRigOn, HOUR, MINUTE, PERSONAS } from '../../support/notice-rig';

const { owner, managerA, staffA, guest } = PERSONAS;
const DAY = 24 * HOUR;

test('is part of each tick, after the states were asked for', () => {
  const names = Object.keys(jobs);
  expect(jobs['notice.run']).toBe(runNotices);
  expect(names.indexOf('notice.run')).toBeGreaterThan(names.indexOf('status.sweep'));
});

test('a camera that has been gone for ten minutes is told once to everybody who may see it, and once that it is back', async () => {
  const { rig, chain, subscribe, lose, regain, run, sent, subscriber } = await createNoticeRig();
  for (const person of [owner, managerA, staffA]) await subscribe(person);
  await lose(chain.channels.a1, 10 * MINUTE - 1);
  expect(await run()).toEqual({ channels: 0, added: 0, steps: 0, removed: 0 });
  expect(sent()).toEqual([]);
  rig.clock.advance(1);
  expect(await run()).toEqual({ channels: 1, added: 3, steps: 3, removed: 0 });
  expect(rig.messages.sent.find(({ to }) => to === staffA)).toEqual({
    to: staffA,
    template: 'of-offline',
    page: `live/pages/live/live?channel=${chain.channels.a1}`,
    fields: { thing1: '收银台', thing2: '上海南京路店', time3: '2026年1月1日 19:50', thing4: '请检查电源和网络' },
    version: 'release',
  });
  expect(await subscriber(staffA)).toMatchObject({ offline: 4, back: 5 });

  rig.clock.advance(HOUR);
  await run();
  expect(rig.messages.asked).toBe(3);

  await regain(chain.channels.a1);
  expect(await run()).toEqual({ channels: 1, added: 0, steps: 3, removed: 0 });
  expect(rig.messages.sent.at(-1)).toMatchObject({
    template: 'of-back',
    fields: { thing5: '收银台', thing2: '上海南京路店', date7: '2026年1月1日 21:00' },
  });
  expect(await subscriber(staffA)).toMatchObject({ offline: 4, back: 4 });
  expect(rig.database.all('notices')).toEqual([]);
  expect(await rig.database.collection('channels').get(chain.channels.a1)).toMatchObject({
    ...{ outageState: 'none', outageFrom: 0 },
  });
  await run();
  expect(rig.messages.asked).toBe(6);
});

test('who may not see the camera at this hour is not told, nor a guest of it, nor somebody who is no member any more', async () => {
  const { chain, subscribe, join, lose, run, sent } = await createNoticeRig();
  const night = { from: 0, to: 60, zone: 'Asia/Shanghai' };
  await join('openid-night', { role: 'manager', storeId: chain.stores.B, hours: night });
  await join('openid-former');
  await join('openid-b', { role: 'staff', storeId: chain.stores.B });
  for (const person of [staffA, guest, 'openid-night', 'openid-former', 'openid-b', 'openid-gone']) {
    await subscribe(person);
  }
  await lose(chain.channels.b1);
  await run();
  expect(sent()).toEqual(['of-offline to openid-b']);
});

test('a hidden camera is told to who manages it', async () => {
  const { chain, subscribe, lose, set, run, sent } = await createNoticeRig();
  for (const person of [owner, managerA, staffA]) await subscribe(person);
  await set(chain.channels.a1, { hidden: true });
  await lose(chain.channels.a1);
  await run();
  expect(sent().sort()).toEqual([`of-offline to ${managerA}`, `of-offline to ${owner}`]);
});

test('several cameras of a store that go together are one message, and so is their return', async () => {
  const { rig, chain, subscribe, lose, regain, run } = await createNoticeRig();
  await subscribe(owner);
  await lose(chain.channels.a1, 20 * MINUTE);
  await lose(chain.channels.a2, 11 * MINUTE);
  await lose(chain.channels.b1, 30 * MINUTE);
  await run();
  expect(rig.messages.sent.map(({ fields, page }) => [fields['thing1'], fields['time3'], page])).toEqual([
    ['收银台', '2026年1月1日 19:30', `live/pages/live/live?channel=${chain.channels.b1}`],
    ['收银台 等 2 个', '2026年1月1日 19:40', 'pages/devices/devices'],
  ]);
  rig.clock.advance(HOUR);
  for (const camera of [chain.channels.a1, chain.channels.a2]) await regain(camera);
  await run();
  expect(rig.messages.sent.slice(2).map(({ fields }) => fields['thing5'])).toEqual(['收银台 等 2 个']);
});

describe('in quiet hours', () => {
  const quiet = { quietFrom: 20 * 60, quietTo: 21 * 60 }; // it is 20:00 in Shanghai

  test('a notice waits for their end, by the clocks of the store', async () => {
    const { rig, chain, subscribe, lose, run, sent } = await createNoticeRig();
    const B = { _id: chain.stores.B };
    await rig.database.collection('stores').update(B, { zone: 'Asia/Tokyo' });
    await subscribe(owner, quiet);
    await lose(chain.channels.a1);
    await lose(chain.channels.b1);
    await run();
    expect(rig.messages.sent.map(({ page }) => page)).toEqual([`live/pages/live/live?channel=${chain.channels.b1}`]);
    rig.clock.advance(HOUR - 1);
    await run();
    expect(sent()).toHaveLength(1);
    rig.clock.advance(1);
    await run();
    expect(rig.messages.sent.at(-1)?.fields).toMatchObject({ time3: '2026年1月1日 19:50' });
    expect(sent()).toHaveLength(2);
  });

  test('a notice of a camera that came back by their end is dropped, and nothing is said of its return', async () => {
    const { rig, chain, subscribe, lose, regain, run } = await createNoticeRig();
    await subscribe(owner, quiet);
    await lose(chain.channels.a1);
    await run();
    rig.clock.advance(30 * MINUTE);
    await regain(chain.channels.a1);
    await run();
    rig.clock.advance(HOUR);
    await run();
    expect(rig.messages.asked).toBe(0);
    expect(rig.database.all('notices')).toEqual([]);
  });

  test('a return waits as well, and is told with its time even when the camera is gone again', async () => {
    const { rig, chain, subscribe, lose, regain, run } = await createNoticeRig();
    await subscribe(owner, { quietFrom: 21 * 60, quietTo: 22 * 60 });
    await lose(chain.channels.a1);
    await run();
    rig.clock.advance(HOUR);
    await regain(chain.channels.a1, NOON + HOUR - 5 * MINUTE);
    await run();
    rig.clock.advance(HOUR);
    await lose(chain.channels.a1, 20 * MINUTE);
    await run();
    expect(rig.messages.sent.map(({ template, fields }) => [template, fields['time3'] ?? fields['date7']])).toEqual([
      ['of-offline', '2026年1月1日 19:50'],
      ['of-back', '2026年1月1日 20:55'],
      ['of-offline', '2026年1月1日 21:40'],
    ]);
  });
});

test('a vendor that says online since before the outage is not taken at its word', async () => {
  const { rig, chain, subscribe, lose, regain, run } = await createNoticeRig();
  await subscribe(owner);
  await lose(chain.channels.a1);
  await run();
  rig.clock.advance(HOUR);
  await regain(chain.channels.a1, NOON - HOUR);
  await run();
  expect(rig.messages.sent.at(-1)).toMatchObject({ template: 'of-back', fields: { date7: '2026年1月1日 21:00' } });
});

test('nobody is told more often than they allowed', async () => {
  const { chain, subscribe, lose, run, sent, subscriber, rig } = await createNoticeRig();
  await subscribe(owner, { offline: 1 });
  await lose(chain.channels.a1, 20 * MINUTE);
  await lose(chain.channels.b1);
  await run();
  expect(sent()).toHaveLength(1);
  expect(await subscriber(owner)).toMatchObject({ offline: 0 });
  expect(rig.messages.asked).toBe(1);
  await lose(chain.channels.a2);
  expect(await run()).toMatchObject({ channels: 1, added: 0, steps: 0 });
});

test('nobody is told of a return who allows none of that, or who lost the camera meanwhile', async () => {
  const { chain, subscribe, lose, regain, run, sent, rig } = await createNoticeRig();
  await subscribe(owner, { back: 0 });
  await subscribe(managerA);
  await subscribe(staffA);
  await lose(chain.channels.a1);
  await run();
  await rig.database.collection('members').update({ _id: managerA }, { grants: [] });
  await regain(chain.channels.a1);
  await run();
  expect(sent().slice(3)).toEqual([`of-back to ${staffA}`]);
  expect(rig.database.all('notices')).toEqual([]);
});

describe('when WeChat refuses', () => {
  async function start(outcome: SendOutcome) {
    const world = await createNoticeRig();
    await world.subscribe(owner);
    await world.lose(world.chain.channels.a1);
    await world.lose(world.chain.channels.b1);
    world.rig.messages.answer = () => outcome;
    await world.run();
    return world;
  }

  test('somebody who allows none any more counts as such, and WeChat is asked once', async () => {
    const { rig, run, subscriber } = await start({ kind: 'not-allowed' });
    expect(await subscriber(owner)).toMatchObject({ offline: 0, back: 5 });
    rig.clock.advance(DAY);
    await run();
    expect(rig.messages.asked).toBe(1);
    expect(rig.database.all('notices')).toEqual([]);
  });

  test('a message that it does not take is logged by its code and not repeated', async () => {
    const { rig, run, subscriber } = await start({ kind: 'refused', vendorCode: '47003' });
    rig.clock.advance(DAY);
    await run();
    expect(rig.messages.asked).toBe(2);
    expect(await subscriber(owner)).toMatchObject({ offline: 5 });
    expect(rig.log.join()).toContain(
      '"action":"notice.run","code":"vendor-unavailable","vendor":"wechat","vendorCode":"47003"',
    );
    expect(rig.log.join()).not.toMatch(/openid|收银台/);
  });

  test('one that it puts off is tried again every five minutes, three times in all', async () => {
    const { rig, run } = await start({ kind: 'later', vendorCode: '45009' });
    await run();
    expect(rig.messages.asked).toBe(2);
    for (const asked of [4, 6, 6]) {
      rig.clock.advance(5 * MINUTE);
      await run();
      expect(rig.messages.asked).toBe(asked);
    }
    expect(rig.database.all('notices')).toEqual([]);
  });

  test('one that it put off is told when it takes it, and then its return', async () => {
    const { rig, chain, run, sent, regain } = await start({ kind: 'later', vendorCode: '-1' });
    rig.messages.answer = () => ({ kind: 'sent' });
    rig.clock.advance(5 * MINUTE);
    await run();
    await regain(chain.channels.b1);
    await run();
    expect(sent()).toEqual([...Array<string>(2).fill(`of-offline to ${owner}`), `of-back to ${owner}`]);
  });
});

test('a message that may have been sent is not sent again, nor is the camera’s return', async () => {
  const { rig, chain, subscribe, lose, regain, run } = await createNoticeRig();
  await subscribe(owner);
  await lose(chain.channels.a1);
  rig.messages.failure = new CallError('vendor-unavailable', 'WeChat did not answer', { vendor: 'wechat' });
  await run();
  rig.messages.failure = null;
  await run();
  await regain(chain.channels.a1);
  await run();
  expect(rig.messages.asked).toBe(1);
});

test('two instances that tick together tell everybody once', async () => {
  const { rig, chain, subscribe, lose, run } = await createNoticeRig();
  await subscribe(owner);
  await lose(chain.channels.a1);
  await Promise.all([run(), run(rig.startInstance())]);
  await run();
  expect(rig.messages.asked).toBe(1);
});

test('a run that is over begins no message, and the next one sends it', async () => {
  const { rig, chain, instance, subscribe, lose, run } = await createNoticeRig();
  await subscribe(owner);
  await lose(chain.channels.a1);
  await runNotices(instance.services, rig.clock.now());
  expect(rig.messages.asked).toBe(0);
  await run();
  expect(rig.messages.asked).toBe(1);
});

test('an installation without templates tells nobody, and of old outages nobody once it has them', async () => {
  const { rig, chain, subscribe, lose, regain, run } = await createNoticeRig({ ...SETTINGS, templates: null });
  await subscribe(owner);
  await lose(chain.channels.a1);
  await run();
  const camera = () => rig.database.collection('channels').get(chain.channels.a1);
  expect(await camera()).toMatchObject({ outageState: 'announced' });
  await regain(chain.channels.a1);
  await run();
  expect(await camera()).toMatchObject({ outageState: 'none' });
  expect(rig.messages.asked).toBe(0);
  expect(rig.database.all('notices')).toEqual([]);
});

test('what was begun and never ended is forgotten after two days, what was told after half a year', async () => {
  const { rig, chain, subscribe, lose, run } = await createNoticeRig();
  await subscribe(owner);
  await lose(chain.channels.a1);
  await run();
  await lose(chain.channels.a2);
  await run();
  await rig.database
    .collection('notices')
    .update({ channelId: chain.channels.a2 }, { stage: 'sending', lapsesAt: NOON + 2 * DAY });
  rig.clock.advance(2 * DAY + 1);
  expect(await run()).toMatchObject({ removed: 1 });
  rig.clock.advance(178 * DAY);
  expect(await run()).toMatchObject({ removed: 1 });
  expect(rig.database.all('notices')).toEqual([]);
});

describe('operations', () => {
  test('a tick with nothing to tell costs three', async () => {
    const { rig, run } = await createNoticeRig();
    rig.database.takeOperations();
    await run();
    expect(rig.database.takeOperations()).toEqual(['notices.remove', 'channels.find', 'notices.find']);
  });

  test('a store of forty cameras that goes for fifty people costs few, and four for each message', async () => {
    const { rig, chain, join, subscribe, set, run } = await createNoticeRig();
    const camera = await rig.database.collection('channels').get(chain.channels.a1);
    const cameras = Array.from({ length: 40 }, (_, nth) => ({ ...camera!, _id: `x${nth}`, sort: `x${nth}` }));
    await rig.database.collection('channels').add(cameras);
    for (let nth = 0; nth < 50; nth += 1) {
      await join(`openid-${nth}`, { role: 'staff', storeId: chain.stores.A });
      await subscribe(`openid-${nth}`);
    }
    for (const { _id } of cameras) await set(_id, { outageState: 'new', outageFrom: NOON - HOUR });
    rig.database.takeOperations();
    expect(await run()).toMatchObject({ channels: 40, added: 2_000, steps: 50 });
    const operations = rig.database.takeOperations();
    expect(operations.length).toBeLessThan(4 * 50 + 40);
    expect(new Set(rig.messages.sent.map(({ to }) => to)).size).toBe(50);
  });
});

test('cut off anywhere, nobody is told twice of anything, and everybody of all that was not cut off while sending', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), async (first, second) => {
      const database = new CutDatabase();
      const { rig, chain, subscribe, lose, regain, run } = await createNoticeRigOn(database);
      for (const person of [owner, managerA]) await subscribe(person);
      for (const camera of [chain.channels.a1, chain.channels.a2]) await lose(camera);
      const runCut = async (operations: number) => {
        database.cutAfter(operations);
        await run().catch(() => undefined);
        const wasCut = database.mend();
        rig.clock.advance(2 * MINUTE);
        await run();
        return wasCut;
      };
      const wasCut = await runCut(first);
      const told = (template: string, to: string) =>
        rig.messages.sent.filter((message) => message.template === template && message.to === to).length;
      for (const person of [owner, managerA]) expect(told('of-offline', person)).toBe(1);
      for (const camera of [chain.channels.a1, chain.channels.a2]) await regain(camera);
      const wasCutAgain = await runCut(second);
      for (const person of [owner, managerA]) {
        expect(told('of-back', person)).toBeLessThanOrEqual(1);
        if (!wasCut && !wasCutAgain) expect(told('of-back', person)).toBe(1);
      }
      expect(told('of-back', 'openid-stranger')).toBe(0);
    }),
    { numRuns: 100 },
  );
});
