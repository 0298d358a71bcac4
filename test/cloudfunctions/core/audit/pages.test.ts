import fc from 'fast-check';
import { readAudit, type Reading } from '../../../../cloudfunctions/core/audit/read';
import { openDatabase } from '../../../../cloudfunctions/core/cloudbase';
import type { Database } from '../../../../cloudfunctions/core/database';
import type { AuditDocument, Grant } from '../../../../cloudfunctions/core/documents';
import { holdGrants } from '../../../../cloudfunctions/core/grants';
import type { AuditKind, AuditQuery } from '../../../../typings/contract/audit';
import { makeLine } from '../../../support/audit-lines';
import { createRig, NOON } from '../../../support/cloud-rig';
import { leadToCloud } from '../../../support/databases';
import { MemoryDatabase } from '../../../support/memory-database';

const STORES = ['A', 'B', 'C'];
const PEOPLE = ['p1', 'p2', 'p3'];
const KINDS: readonly AuditKind[] = ['live', 'ptz', 'member'];
const DAY_MS = 86_400_000;
/** Midnight in Shanghai. */
const MIDNIGHT = Date.UTC(2025, 11, 31, 16);
const DAYS = ['2025-12-31', '2026-01-01', '2026-01-02'];

const linesOf = (minLength: number) =>
  fc
    .array(
      fc.record({
        // Few instants, at and around midnight, so that many lines share one.
        at: fc.constantFrom(-DAY_MS, -1, 0, 1, 2, DAY_MS - 1, DAY_MS).map((offset) => MIDNIGHT + offset),
        person: fc.constantFrom(...PEOPLE),
        storeId: fc.option(fc.constantFrom(...STORES)),
        kind: fc.constantFrom(...KINDS),
      }),
      { minLength, maxLength: 40, size: 'max' },
    )
    .map((list) => list.map((more, index) => makeLine(`line-${(index * 7) % 41}-${index}`, more)));

const grants = fc.oneof(
  fc.constant<Grant[]>([{ role: 'owner' }]),
  fc.uniqueArray(fc.record({ storeId: fc.constantFrom(...STORES), role: fc.constantFrom('manager', 'staff') }), {
    ...{ minLength: 1, selector: ({ storeId }) => storeId },
  }),
);

const wish = fc.record(
  {
    storeId: fc.constantFrom(...STORES),
    memberId: fc.constantFrom(...PEOPLE.map((person) => `member-${person}`)),
    kind: fc.constantFrom(...KINDS),
    day: fc.constantFrom(...DAYS),
  },
  { requiredKeys: [] },
);

/** Who asks, always p1, of which database. */
async function reading(database: Database, held: readonly Grant[], others: readonly Grant[]): Promise<Reading> {
  const { services } = createRig(database).startInstance();
  const makeMember = (_id: string, grants: readonly Grant[]) => ({
    ...{ _id, memberId: `member-${_id}`, name: `name of ${_id}`, grants },
    ...{ revision: 0, knownSince: 0, joinedAt: NOON, removedAt: 0, agreedTo: '' },
  });
  const members = PEOPLE.map((person) => makeMember(person, person === 'p1' ? held : others));
  await database.collection('members').add(members);
  const stores = STORES.map((_id, order) => ({
    ...{ _id, name: `store ${_id}`, address: '', zone: 'Asia/Shanghai', order, archivedAt: 0 },
  }));
  await database.collection('stores').add(stores);
  return { ...services, person: 'p1', member: members[0]!, grants: holdGrants(held, { shares: [], now: NOON }) };
}

/** What p1 may read of what is wanted, by a rule of its own; newest first. */
function expected(all: readonly AuditDocument[], held: readonly Grant[], query: AuditQuery): readonly string[] {
  const manages = (storeId: string | null): boolean =>
    held.some((grant) => grant.role === 'owner' || (grant.role === 'manager' && grant.storeId === storeId));
  const matches = ({ storeId, person, kind, at }: AuditDocument): boolean => {
    const day = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
    return (
      (person === 'p1' || manages(storeId)) &&
      (query.storeId ?? storeId) === storeId &&
      (query.memberId ?? `member-${person}`) === `member-${person}` &&
      (query.kind ?? kind) === kind &&
      (query.day ?? day) === day
    );
  };
  const compare = (one: AuditDocument, other: AuditDocument): number =>
    other.at - one.at || (one._id < other._id ? 1 : -1);
  return all
    .filter(matches)
    .sort(compare)
    .map(({ _id }) => _id);
}

/** Every page, each `limit` lines; `between` passes after each of them. */
async function readAll(context: Reading, query: AuditQuery, limit: number, between = async () => {}) {
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await readAudit(context, { ...query, ...(cursor && { cursor }) }, limit);
    expect(page.lines.length).toBeLessThanOrEqual(limit);
    seen.push(...page.lines.map(({ entry }) => entry.id));
    cursor = page.next;
    await between();
  }
  return seen;
}

/** Everybody works in every store, so that p1 may know of everybody who works where p1 manages. */
const COLLEAGUES: readonly Grant[] = STORES.map((storeId) => ({ role: 'staff', storeId }));

test('the pages put together are all that the caller may read, in order, each line once, while others come', async () => {
  await fc.assert(
    fc.asyncProperty(linesOf(0), grants, wish, fc.integer({ min: 1, max: 6 }), async (all, list, query, limit) => {
      const held = list as readonly Grant[];
      const database = new MemoryDatabase();
      const context = await reading(database, held, COLLEAGUES);
      await database.collection('audit').add(all);
      const manages = held.some(({ role }) => role !== 'staff');
      const mayKnow =
        (query.memberId === undefined || query.memberId === 'member-p1' || manages) &&
        (query.storeId === undefined ||
          held.some((grant) => grant.role === 'owner' || ('storeId' in grant && grant.storeId === query.storeId)));
      if (!mayKnow) {
        await expect(readAudit(context, query, limit)).rejects.toMatchObject({ code: 'not-found' });
        return;
      }
      let later = 0;
      const seen = await readAll(context, query, limit, async () => {
        later += 1;
        await database.collection('audit').add([makeLine(`later-${later}`, { person: 'p1', at: NOON + 2 * DAY_MS })]);
      });
      expect(seen).toEqual(expected(all, held, query));
    }),
    { numRuns: 300 },
  );
});

test('CloudBase’s database pages alike, through its SDK', async () => {
  await leadToCloud();
  const held: readonly Grant[] = [
    { role: 'manager', storeId: 'A' },
    { role: 'staff', storeId: 'B' },
  ];
  const context = await reading(openDatabase(), held, COLLEAGUES);
  const [all] = fc.sample(linesOf(40), { seed: 6, numRuns: 1 });
  await openDatabase().collection('audit').add(all!);
  const queries: AuditQuery[] = [
    {},
    { day: '2026-01-01' },
    { storeId: 'A', day: '2026-01-01' },
    { storeId: 'B' },
    { memberId: 'member-p2', kind: 'live' },
  ];
  for (const query of queries) expect(await readAll(context, query, 3)).toEqual(expected(all!, held, query));
});
