import type { ImportCalls } from '../../../typings/contract/upkeep';
import { importHandlers } from '../../../cloudfunctions/manage/handlers/import-handlers';
import { createRig, makeListed, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';
import { makeDevices } from '../../support/fake-devices';

type Call = keyof ImportCalls;
type Case = 'own' | 'foreign' | 'gone';

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

interface Place {
  readonly accountId: string;
  readonly storeId: string;
}

const label = { serial: 'K20000001', code: 'KANDIA', name: '新机位', requestKey: 'request-key-1' };

/** What comes of each call in store A, in store B, and about an account that is not there. */
const TABLE: Readonly<
  Record<Call, readonly [input: (place: Place) => object, own: string, foreign: string, gone: string]>
> = {
  'import.refresh': [({ accountId }) => ({ accountId }), 'opppppppu', 'opppppppu', 'npppppppu'],
  'import.check': [({ accountId }) => ({ accountId }), 'opppppppu', 'opppppppu', 'npppppppu'],
  'offer.list': [({ accountId }) => ({ accountId }), 'opppppppu', 'opppppppu', 'npppppppu'],
  'offer.take': [
    ({ accountId, storeId }) => ({ accountId, offers: [{ id: 'some-offer', storeId }] }),
    'opppppppu',
    'opppppppu',
    'npppppppu',
  ],
  'camera.add': [(place) => ({ ...place, ...label }), 'oohpnpppu', 'onnnnpppu', 'nnhpnpppu'],
};

const CASES = Object.entries(TABLE).flatMap(([action, [input, own, foreign, gone]]) =>
  Object.entries({ own, foreign, gone }).flatMap(([which, letters]) =>
    Object.entries(CALLERS).map(([caller, person], index) => {
      return { action, which: which as Case, caller, person, input, expected: LETTERS[letters.charAt(index)] };
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
  chain.driver.devices = makeDevices({ stock: [makeListed('K20000001')] });
  rig.database.takeOperations();
  return { rig, chain, instance: rig.startInstance() };
}

test('every call that brings cameras in has its rights proved here', () => {
  expect(new Set(Object.keys(TABLE))).toEqual(new Set(Object.keys(importHandlers)));
});

test('every call has a word for each caller', () => {
  for (const [, ...words] of Object.values(TABLE)) expect(words.map(({ length }) => length)).toEqual([9, 9, 9]);
});

test.each(CASES)('$action in a place that is $which by $caller is $expected', async (one) => {
  const { rig, chain, instance } = await startWorld();
  const place = {
    accountId: one.which === 'gone' ? 'no-such-account' : chain.accountId,
    storeId: one.which === 'foreign' ? chain.stores.B : chain.stores.A,
  };

  const reply = await instance.call(one.person, one.action, one.input(place));

  expect(outcomeOf(reply)).toBe(one.expected);
  if (one.expected === 'ok') return;
  expect(rig.database.writes).toEqual([]);
  expect(rig.database.all('audit')).toEqual([]);
  expect(rig.opened).toEqual([]);
});
