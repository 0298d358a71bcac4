import type { AccountCalls } from '../../../typings/contract/upkeep';
import { accountHandlers } from '../../../cloudfunctions/manage/handlers/account-handlers';
import { createRig, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';

type Call = keyof AccountCalls;

/** In this order in the table. */
const CALLERS = {
  owner: PERSONAS.owner,
  managerA: PERSONAS.managerA,
  closedA: 'openid-closed-a',
  staffA: PERSONAS.staffA,
  guest: PERSONAS.guest,
  formerA: 'openid-former-a',
  expired: PERSONAS.expired,
  stranger: PERSONAS.stranger,
  nobody: null,
} as const;

const LETTERS: Readonly<Record<string, string>> = {
  o: 'ok',
  n: 'not-found',
  p: 'permission-denied',
  h: 'outside-hours',
  u: 'unauthenticated',
};

const credentials = { key: 'k', secret: 's' };

/** What comes of each call about an account that is there, and about one that is not. */
const TABLE: Readonly<Record<Call, readonly [input: (accountId: string) => object, there: string, gone: string]>> = {
  'vendor.list': [() => ({}), 'opppppppu', 'opppppppu'],
  'account.list': [() => ({}), 'oohpppppu', 'oohpppppu'],
  'account.check': [(accountId) => ({ accountId }), 'opppppppu', 'npppppppu'],
  'account.add': [
    () => ({ vendor: 'fake', name: '新账号', credentials, requestKey: 'request-key-1' }),
    'opppppppu',
    'opppppppu',
  ],
  'account.rename': [(accountId) => ({ accountId, name: '新名字' }), 'opppppppu', 'npppppppu'],
  'account.rotate': [(accountId) => ({ accountId, credentials }), 'opppppppu', 'npppppppu'],
  'account.remove': [(accountId) => ({ accountId, name: '总部' }), 'opppppppu', 'npppppppu'],
};

const CASES = Object.entries(TABLE).flatMap(([action, [input, there, gone]]) =>
  (['there', 'gone'] as const).flatMap((which) =>
    Object.entries(CALLERS).map(([caller, person], index) => {
      const letter = (which === 'there' ? there : gone).charAt(index);
      return { action, which, caller, person, input, expected: LETTERS[letter] };
    }),
  ),
);

async function startWorld() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const night = { from: 0, to: 60, zone: 'Asia/Shanghai' };
  const manager = { role: 'manager', storeId: chain.stores.A, hours: night } as const;
  await rig.setup.createMember({ openid: 'openid-closed-a', name: '夜班', grants: [manager] });
  await rig.setup.createMember({ openid: 'openid-former-a', name: '前同事', grants: [] });
  rig.database.takeOperations();
  return { rig, chain, instance: rig.startInstance() };
}

test('every call about accounts has its rights proved here', () => {
  expect(new Set(Object.keys(TABLE))).toEqual(new Set(Object.keys(accountHandlers)));
});

test('every call has a word for each caller', () => {
  for (const [, there, gone] of Object.values(TABLE)) expect([there.length, gone.length]).toEqual([9, 9]);
});

test.each(CASES)('$action of an account that is $which by $caller is $expected', async (one) => {
  const { rig, chain, instance } = await startWorld();
  const accountId = one.which === 'there' ? chain.accountId : 'no-such-account';

  const reply = await instance.call(one.person, one.action, one.input(accountId));

  expect(outcomeOf(reply)).toBe(one.expected);
  if (one.expected === 'ok') return;
  expect(rig.database.writes).toEqual([]);
  expect(rig.database.all('audit')).toEqual([]);
  expect(rig.opened).toEqual([]);
});
