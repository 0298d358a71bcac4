import type { createRig, seedChain } from './cloud-rig';
import { PERSONAS } from './cloud-rig';

/** Everybody who may ask, in the order of an access table's letters: store A is their own, B is foreign. */
const CALLERS = {
  owner: PERSONAS.owner,
  managerA: PERSONAS.managerA,
  staffA: PERSONAS.staffA,
  /** Has a place in A at another hour. */
  closedA: 'openid-closed-a',
  guest: PERSONAS.guest,
  formerA: 'openid-former-a',
  expired: PERSONAS.expired,
  stranger: PERSONAS.stranger,
  nobody: null,
} as const;

export type Caller = keyof typeof CALLERS;

const OUTCOMES: Readonly<Record<string, string>> = {
  o: 'ok',
  n: 'not-found',
  p: 'permission-denied',
  h: 'outside-hours',
  u: 'unauthenticated',
  t: 'used',
  c: 'conflict',
  x: 'unsupported',
};

/** The input of a call, and for each of the table's cases a letter for each caller: the first of what comes of it. */
export type AccessRow<Input> = readonly [input: Input, ...letters: string[]];

export interface AccessCase<Input, Call, Which> {
  readonly action: Call;
  readonly which: Which;
  readonly caller: Caller;
  readonly person: string | null;
  readonly input: Input;
  readonly expected: string;
}

/** One case for each call, case and caller. Throws when a row does not say what comes of it for everybody. */
export function accessCases<Input, Call extends string, Which extends string>(
  table: Readonly<Record<Call, AccessRow<Input>>>,
  cases: readonly Which[],
): readonly AccessCase<Input, Call, Which>[] {
  const callers = Object.keys(CALLERS) as Caller[];
  return (Object.keys(table) as Call[]).flatMap((action) => {
    const [input, ...rows] = table[action];
    if (rows.length !== cases.length) throw new Error(`${action} has ${rows.length} rows for ${cases.length} cases`);
    return cases.flatMap((which, column) =>
      callers.map((caller, index) => {
        const letters = rows[column] ?? '';
        const expected = letters.length === callers.length ? OUTCOMES[letters.charAt(index)] : undefined;
        if (expected === undefined) throw new Error(`${action} does not say what ${caller} hears: ${letters}`);
        return { action, which, caller, person: CALLERS[caller], input, expected };
      }),
    );
  });
}

type Rig = ReturnType<typeof createRig>;
type Chain = Awaited<ReturnType<typeof seedChain>>;

/** Makes the callers that a seeded chain has not: who has a place at another hour, and who had one. */
export async function createOtherCallers(
  { setup }: Pick<Rig, 'setup'>,
  storeIds: readonly Chain['stores']['A'][],
  role: 'manager' | 'staff' = 'manager',
): Promise<void> {
  const night = { from: 0, to: 60, zone: 'Asia/Shanghai' };
  const closed = storeIds.map((storeId) => ({ role, storeId, hours: night }));
  await setup.createMember({ openid: CALLERS.closedA, name: '夜班', grants: closed });
  await setup.createMember({ openid: CALLERS.formerA, name: '前同事', grants: [] });
}
