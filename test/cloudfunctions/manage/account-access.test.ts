import type { AccountCalls } from '../../../typings/contract/upkeep';
import { accountHandlers } from '../../../cloudfunctions/manage/handlers/account-handlers';
import { accessCases, createOtherCallers, type AccessRow } from '../../support/access-table';
import { createRig, outcomeOf, seedChain } from '../../support/cloud-rig';

type Call = keyof AccountCalls;

const credentials = { key: 'k', secret: 's' };

/** What comes of each call about an account that is there, and about one that is not. */
const TABLE: Readonly<Record<Call, AccessRow<(accountId: string) => object>>> = {
  'vendor.list': [() => ({}), 'opppppppu', 'opppppppu'],
  'account.list': [() => ({}), 'oophppppu', 'oophppppu'],
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

async function startWorld() {
  const rig = createRig();
  const chain = await seedChain(rig);
  await createOtherCallers(rig, [chain.stores.A]);
  rig.database.takeOperations();
  return { rig, chain, instance: rig.startInstance() };
}

test('every call about accounts has its rights proved here', () => {
  expect(new Set(Object.keys(TABLE))).toEqual(new Set(Object.keys(accountHandlers)));
});

test.each(accessCases(TABLE, ['there', 'gone']))(
  '$action of an account that is $which by $caller is $expected',
  async (one) => {
    const { rig, chain, instance } = await startWorld();
    const accountId = one.which === 'there' ? chain.accountId : 'no-such-account';

    const reply = await instance.call(one.person, one.action, one.input(accountId));

    expect(outcomeOf(reply)).toBe(one.expected);
    if (one.expected === 'ok') return;
    expect(rig.database.writes).toEqual([]);
    expect(rig.database.all('audit')).toEqual([]);
    expect(rig.opened).toEqual([]);
  },
);
