import type { ImportCalls } from '../../../typings/contract/upkeep';
import { importHandlers } from '../../../cloudfunctions/manage/handlers/import-handlers';
import { accessCases, createOtherCallers, type AccessRow } from '../../support/access-table';
import { createRig, makeListed, outcomeOf, seedChain } from '../../support/cloud-rig';
import { makeDevices } from '../../support/fake-devices';

type Call = keyof ImportCalls;

interface Place {
  readonly accountId: string;
  readonly storeId: string;
}

const label = { serial: 'K20000001', code: 'KANDIA', name: '新机位', requestKey: 'request-key-1' };

/** What comes of each call in store A, in store B, and about an account that is not there. */
const TABLE: Readonly<Record<Call, AccessRow<(place: Place) => object>>> = {
  'import.refresh': [({ accountId }) => ({ accountId }), 'opppppppu', 'opppppppu', 'npppppppu'],
  'import.check': [({ accountId }) => ({ accountId }), 'opppppppu', 'opppppppu', 'npppppppu'],
  'offer.list': [({ accountId }) => ({ accountId }), 'opppppppu', 'opppppppu', 'npppppppu'],
  'offer.take': [
    ({ accountId, storeId }) => ({ accountId, offers: [{ id: 'some-offer', storeId }] }),
    'opppppppu',
    'opppppppu',
    'npppppppu',
  ],
  'camera.add': [(place) => ({ ...place, ...label }), 'oophnpppu', 'onnnnpppu', 'nnphnpppu'],
};

async function startWorld() {
  const rig = createRig();
  const chain = await seedChain(rig);
  await createOtherCallers(rig, [chain.stores.A]);
  chain.driver.devices = makeDevices({ stock: [makeListed('K20000001')] });
  rig.database.takeOperations();
  return { rig, chain, instance: rig.startInstance() };
}

test('every call that brings cameras in has its rights proved here', () => {
  expect(new Set(Object.keys(TABLE))).toEqual(new Set(Object.keys(importHandlers)));
});

test.each(accessCases(TABLE, ['own', 'foreign', 'gone']))(
  '$action in a place that is $which by $caller is $expected',
  async (one) => {
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
  },
);
