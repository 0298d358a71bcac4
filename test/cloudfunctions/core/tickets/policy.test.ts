import fc from 'fast-check';
import type { Grant, StoreGrantDocument } from '../../../../cloudfunctions/core/documents';
import { EVERY_RIGHT, holdGrants, rightsOfStoreGrant } from '../../../../cloudfunctions/core/grants';
import { rightsIn } from '../../../../cloudfunctions/core/rights';
import type { InviteDocument } from '../../../../cloudfunctions/core/tickets/documents';
import {
  givenBy,
  isLife,
  isShareable,
  shareableUntil,
  stateOfInvite,
  stateOfShare,
  withGiven,
} from '../../../../cloudfunctions/core/tickets/policy';
import { NOON } from '../../../support/cloud-rig';
import { makeShare } from '../../../support/make-share';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const makeInvite = (overrides: Partial<InviteDocument> = {}): InviteDocument => ({
  ...{ _id: 'invite', code: 'i', by: 'maker', role: 'staff', storeIds: ['A'], createdAt: NOON, expiresAt: NOON + HOUR },
  ...{ revokedAt: 0, usedBy: '', usedAt: 0, appliedAt: 0, ...overrides },
});

describe('an invitation', () => {
  const stateFor = (person: string, more: Partial<InviteDocument> = {}, now = NOON) =>
    stateOfInvite(makeInvite(more), { person, now });
  const won = { usedBy: 'winner', usedAt: NOON };

  test('is open until the very instant of its end', () => {
    expect(stateFor('anyone', {}, NOON + HOUR - 1)).toBe('open');
    expect(stateFor('anyone', {}, NOON + HOUR)).toBe('expired');
  });

  test('is used to everybody but the winner, and to the winner once it took effect', () => {
    expect(stateFor('other', won)).toBe('used');
    expect(stateFor('winner', won)).toBe('open');
    expect(stateFor('winner', { ...won, appliedAt: NOON })).toBe('used');
  });

  test('leaves its winner a quarter of an hour to try again, also past its end', () => {
    expect(stateFor('winner', { ...won, expiresAt: NOON + 1 }, NOON + 15 * MINUTE - 1)).toBe('open');
    expect(stateFor('winner', won, NOON + 15 * MINUTE)).toBe('used');
  });

  test('that was taken back is revoked, also past its end', () => {
    expect(stateFor('anyone', { revokedAt: NOON }, NOON + DAY)).toBe('revoked');
  });
});

describe('a share', () => {
  const full = { most: 1, opened: 1, seats: [{ person: 'first', at: NOON }] };

  test('is full to everybody who has no seat', () => {
    expect(stateOfShare(makeShare(full), { person: 'second', now: NOON })).toBe('full');
    expect(stateOfShare(makeShare(full), { person: 'first', now: NOON })).toBe('open');
  });

  test('that has ended has ended for those with a seat, too', () => {
    const at = { person: 'first', now: NOON };
    expect(stateOfShare(makeShare({ ...full, until: NOON }), at)).toBe('expired');
    expect(stateOfShare(makeShare({ ...full, revokedAt: NOON }), at)).toBe('revoked');
  });
});

test.each([
  [-1, false],
  [0, true],
  [MINUTE, true],
  [30 * DAY, true],
  [30 * DAY + MINUTE, true],
  [30 * DAY + MINUTE + 1, false],
])('a life of %d ms, allowing for clocks that differ: %s', (life, expected) => {
  expect(isLife(NOON + life, NOON)).toBe(expected);
});

test.each([
  ['a day that is over', NOON - DAY, NOON, true],
  ['more than a day', NOON - DAY - 1, NOON, false],
  ['what has not come yet', NOON, NOON + MINUTE + 1, false],
  ['nothing', NOON, NOON, false],
])('%s of the past', (_, from, to, expected) => {
  expect(isShareable({ place: 'device', from, to }, NOON)).toBe(expected);
});

const NIGHT = { from: 22 * 60, to: 6 * 60, zone: 'Asia/Shanghai' };
const DAYTIME = { from: 8 * 60, to: 18 * 60, zone: 'Asia/Shanghai' };
const rights = fc.subarray([...EVERY_RIGHT]).map((some) => EVERY_RIGHT.filter((r) => r === 'view' || some.includes(r)));
const place: fc.Arbitrary<StoreGrantDocument> = fc.record(
  {
    role: fc.constantFrom('manager' as const, 'staff' as const),
    storeId: fc.constantFrom('A', 'B'),
    rights,
    hours: fc.constantFrom(NIGHT, DAYTIME),
  },
  { requiredKeys: ['role', 'storeId'] },
);
const places = fc.uniqueArray(place, { selector: ({ storeId }) => storeId, maxLength: 2 });
const owner: Grant = { role: 'owner' };
const holding = fc
  .tuple(fc.boolean(), places)
  .map(([isOwner, some]): Grant[] => [...(isOwner ? [owner] : []), ...some]);
const wish = fc.record({
  role: fc.constantFrom('manager' as const, 'staff' as const),
  storeIds: fc.subarray(['A', 'B'], { minLength: 1 }),
});
/** 13:00, 20:00 and 2:00 in Shanghai. */
const times = [NOON - 7 * HOUR, NOON, NOON + 6 * HOUR];

/** What grants come to in a store, at each of the times. */
const reachOf = (grants: readonly Grant[], storeId: string): string[] =>
  times.flatMap((now) => rightsIn(holdGrants(grants, { shares: [], now }), storeId).map((right) => `${right} ${now}`));

test('an invitation never gives what its maker does not hold at that hour, nor without `manage`', () => {
  fc.assert(
    fc.property(holding, wish, (maker, wanted) => {
      const given = givenBy(maker, wanted);
      if (given === null) return;
      for (const storeId of wanted.storeIds) {
        const held = reachOf(maker, storeId);
        for (const right of reachOf(given, storeId)) expect(held).toContain(right);
        expect(held.some((right) => right.startsWith('manage'))).toBe(true);
      }
    }),
  );
});

test('who holds all of a role together with `manage` may give it; who lacks any of it may not', () => {
  expect(givenBy([{ role: 'manager', storeId: 'A' }], { role: 'manager', storeIds: ['A'] })).toHaveLength(1);
  expect(givenBy([{ role: 'manager', storeId: 'A' }], { role: 'staff', storeIds: ['A', 'B'] })).toBeNull();
  expect(givenBy([{ role: 'staff', storeId: 'A' }], { role: 'staff', storeIds: ['A'] })).toBeNull();
  const silent = EVERY_RIGHT.filter((right) => right !== 'talk');
  expect(givenBy([{ role: 'manager', storeId: 'A', rights: silent }], { role: 'staff', storeIds: ['A'] })).toBeNull();
});

test('only owners make owners', () => {
  expect(givenBy([owner], { role: 'owner', storeIds: [] })).toEqual([owner]);
  expect(givenBy([{ role: 'manager', storeId: 'A' }], { role: 'owner', storeIds: [] })).toBeNull();
  expect(givenBy([], { role: 'staff', storeIds: ['A'] })).toBeNull();
});

test('what a manager with hours gives holds at those hours', () => {
  const maker: Grant = { role: 'manager', storeId: 'A', hours: DAYTIME };
  expect(givenBy([maker], { role: 'staff', storeIds: ['A'] })).toEqual([
    { role: 'staff', storeId: 'A', hours: DAYTIME },
  ]);
});

describe('taking up an invitation', () => {
  const given = fc.uniqueArray(place, { selector: ({ storeId }) => storeId, minLength: 1, maxLength: 2 });

  test('takes no right from anybody at any hour, where hours agree', () => {
    const always = ({ role, storeId, rights: some }: StoreGrantDocument): StoreGrantDocument => ({
      ...{ role, storeId, ...(some && { rights: some }) },
    });
    fc.assert(
      fc.property(holding, given, (held, gets) => {
        const before = held.map((grant) => ('storeId' in grant ? always(grant) : grant));
        const after = withGiven(before, gets.map(always));
        for (const storeId of ['A', 'B']) {
          expect(reachOf(after, storeId)).toEqual(expect.arrayContaining(reachOf(before, storeId)));
          for (const grant of gets.map(always).filter((one) => one.storeId === storeId)) {
            expect(reachOf(after, storeId)).toEqual(expect.arrayContaining(reachOf([grant], storeId)));
          }
        }
      }),
    );
  });

  test('adds nothing but what was held or given, one place to a store, and changes nothing when repeated', () => {
    fc.assert(
      fc.property(holding, given, (held, gets) => {
        const after = withGiven(held, gets);
        for (const storeId of ['A', 'B']) {
          const known = [...reachOf(held, storeId), ...reachOf(gets, storeId)];
          for (const right of reachOf(after, storeId)) expect(known).toContain(right);
          expect(after.filter((grant) => 'storeId' in grant && grant.storeId === storeId).length).toBeLessThan(2);
        }
        expect(withGiven(after, gets)).toEqual(after);
      }),
    );
  });

  test('keeps an owner an owner, and a manager a manager', () => {
    expect(withGiven([owner], [{ role: 'staff', storeId: 'A' }])).toEqual([owner]);
    const manager: Grant = { role: 'manager', storeId: 'A' };
    expect(withGiven([manager], [{ role: 'staff', storeId: 'A' }])).toEqual([manager]);
    expect(withGiven([manager], [owner])).toEqual([owner, manager]);
  });

  test('of different hours, the higher role is what counts', () => {
    const before: Grant = { role: 'staff', storeId: 'A' };
    const manager: StoreGrantDocument = { role: 'manager', storeId: 'A', hours: DAYTIME };
    expect(withGiven([before], [manager])).toEqual([manager]);
    const nights: Grant = { role: 'staff', storeId: 'A', hours: NIGHT };
    expect(withGiven([nights], [{ role: 'staff', storeId: 'A', hours: DAYTIME }])).toEqual([nights]);
  });

  test('adds single rights to those there were', () => {
    const before: StoreGrantDocument = { role: 'staff', storeId: 'A', rights: ['view', 'share'] };
    const [after] = withGiven([before], [{ role: 'staff', storeId: 'A' }]);
    expect(after && 'storeId' in after && rightsOfStoreGrant(after)).toEqual([
      ...['view', 'playback', 'ptz', 'talk', 'capture', 'share'],
    ]);
  });
});

describe('a share lasts', () => {
  const channels = [{ _id: 'a1', storeId: 'A' }];
  const until = (grants: readonly Grant[], right: 'view' | 'playback' = 'view') =>
    shareableUntil(grants, { channels, right, now: NOON - 7 * HOUR });

  test('as long as its maker likes who has no hours', () => {
    expect(until([{ role: 'manager', storeId: 'A' }])).toBe(Infinity);
    expect(until([owner])).toBe(Infinity);
  });

  test('to the end of its maker’s own hours', () => {
    expect(until([{ role: 'manager', storeId: 'A', hours: DAYTIME }])).toBe(Date.UTC(2026, 0, 1, 10));
  });

  test('not at all from who may not share, or not see it themselves', () => {
    expect(until([{ role: 'staff', storeId: 'A' }])).toBeNull();
    expect(until([{ role: 'manager', storeId: 'B' }])).toBeNull();
    expect(until([{ role: 'staff', storeId: 'A', rights: ['view', 'share'] }], 'playback')).toBeNull();
  });
});
