import fc from 'fast-check';
import type { ChannelDocument, MemberDocument } from '../../../../cloudfunctions/core/documents';
import { isWithin } from '../../../../cloudfunctions/core/hours';
import type { NoticeDocument, SubscriberDocument } from '../../../../cloudfunctions/core/notices/documents';
import { newNotice } from '../../../../cloudfunctions/core/notices/notice-store';
import { kindOf, planNotices, type World } from '../../../../cloudfunctions/core/notices/plan';
import { makeChannel, NOON } from '../../../support/cloud-rig';

const PEOPLE = ['owner', 'staff-a', 'former'];
const STORES = ['A', 'B'];
const DEVICES = ['1', '2', '3', '4'];
const HOUR = 3_600_000;

const zoneOf = (storeId: string) => (storeId === 'A' ? 'Asia/Shanghai' : 'America/New_York');

const member = (_id: string): MemberDocument => ({
  ...{ _id, memberId: _id, name: '', revision: 0, knownSince: 0, joinedAt: 0, removedAt: 0, agreedTo: '' },
  grants: _id === 'owner' ? [{ role: 'owner' }] : _id === 'former' ? [] : [{ role: 'staff', storeId: 'A' }],
});

const state = fc.record({
  outageState: fc.constantFrom('none' as const, 'new' as const, 'announced' as const, 'over' as const),
  outageFrom: fc.constantFrom(NOON - HOUR, NOON - 2 * HOUR),
  hidden: fc.boolean(),
});

const channels = fc.tuple(...DEVICES.map(() => state)).map((states) =>
  states.map((overrides, nth): ChannelDocument => {
    const storeId = STORES[nth % 2] ?? '';
    const store = { _id: storeId, order: 0, name: storeId };
    return { ...makeChannel('account', DEVICES[nth] ?? '', { store, name: `摄像头 ${nth}` }), ...overrides };
  }),
);

const hour = fc.integer({ min: 0, max: 23 }).map((value) => value * 60);
const left = fc.integer({ min: 0, max: 2 });
const subscriber = fc.record({ offline: left, back: left, quietFrom: hour, quietTo: hour });

const world = fc.record({
  channels,
  subscribers: fc.tuple(...PEOPLE.map(() => fc.option(subscriber))),
  stages: fc.array(fc.constantFrom('waiting' as const, 'returning' as const, null), { minLength: 12, maxLength: 12 }),
  now: fc.integer({ min: 0, max: 23 }).map((hours) => NOON + hours * HOUR),
});

type Drawn = typeof world extends fc.Arbitrary<infer T> ? T : never;

function build(drawn: Drawn): { readonly due: readonly NoticeDocument[]; readonly world: World } {
  const cameras = drawn.channels;
  const due = PEOPLE.flatMap((person, row) =>
    cameras.flatMap(({ _id: channelId }, column) => {
      const stage = drawn.stages[row * cameras.length + column] ?? null;
      const outageFrom = NOON - HOUR;
      const backAt = stage === 'returning' ? NOON : 0;
      return stage ? [{ ...newNotice({ person, channelId, outageFrom }, NOON), stage, backAt }] : [];
    }),
  );
  const subscribers = drawn.subscribers.flatMap((one, nth): [string, SubscriberDocument][] => {
    const _id = PEOPLE[nth] ?? '';
    return one ? [[_id, { _id, ...one, counted: [], revision: 0 }]] : [];
  });
  const known = {
    members: new Map(PEOPLE.map((person) => [person, member(person)])),
    subscribers: new Map(subscribers),
    channels: new Map(cameras.map((camera) => [camera._id, camera])),
  };
  return { due, world: { ...known, zoneOf } };
}

test('each notice that is due is sent, dropped or put off: one of them, and once', () => {
  fc.assert(
    fc.property(world, (drawn) => {
      const { due, world: known } = build(drawn);
      const { sendings, dropped, postponed } = planNotices(due, known, drawn.now);
      const seen = [
        ...sendings.flatMap(({ notices }) => notices),
        ...dropped,
        ...postponed.map(({ notice }) => notice),
      ];
      expect(seen.map(({ _id }) => _id).sort()).toEqual(due.map(({ _id }) => _id).sort());
    }),
  );
});

test('whoever is told may see the cameras, allows it, is awake, and hears nothing that is past', () => {
  fc.assert(
    fc.property(world, (drawn) => {
      const { due, world: known } = build(drawn);
      const { sendings } = planNotices(due, known, drawn.now);
      for (const { person, kind, notices, cameras, zone } of sendings) {
        expect(person).not.toBe('former');
        const { offline, back, quietFrom: from, quietTo: to } = known.subscribers.get(person)!;
        const theirs = sendings.filter((other) => other.person === person && other.kind === kind);
        expect(theirs.length).toBeLessThanOrEqual(kind === 'offline' ? offline : back);
        expect(from !== to && isWithin({ from, to }, zone, drawn.now)).toBe(false);
        expect(new Set(cameras.map(({ storeId }) => zoneOf(storeId)))).toEqual(new Set([zone]));
        for (const camera of cameras) {
          if (person === 'staff-a') expect(camera).toMatchObject({ storeId: 'A', hidden: false });
          if (kind === 'offline') expect(camera).toMatchObject({ outageState: 'announced', outageFrom: NOON - HOUR });
        }
        expect(new Set(notices.map((notice) => kindOf(notice)))).toEqual(new Set([kind]));
      }
      const groups = sendings.map(({ person, kind, cameras }) => `${person} ${kind} ${cameras[0]?.storeId}`);
      expect(new Set(groups).size).toBe(groups.length);
    }),
  );
});

test('what is put off is put off to an hour at which nobody is disturbed, within a day', () => {
  fc.assert(
    fc.property(world, (drawn) => {
      const { due, world: known } = build(drawn);
      for (const { notice, until } of planNotices(due, known, drawn.now).postponed) {
        const { quietFrom: from, quietTo: to } = known.subscribers.get(notice.person)!;
        const zone = zoneOf(known.channels.get(notice.channelId)!.storeId);
        expect(isWithin({ from, to }, zone, until)).toBe(false);
        expect(until - drawn.now).toBeGreaterThan(0);
        expect(until - drawn.now).toBeLessThanOrEqual(24 * HOUR);
      }
    }),
  );
});

test('a return is told before a loss', () => {
  fc.assert(
    fc.property(world, (drawn) => {
      const { due, world: known } = build(drawn);
      const { sendings } = planNotices(due, known, drawn.now);
      const kinds = sendings.map(({ kind }) => kind);
      expect(kinds).toEqual([...kinds].sort());
    }),
  );
});
