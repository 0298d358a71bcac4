import type { StoreCalls } from '../../../typings/contract/upkeep';
import { storeHandlers } from '../../../cloudfunctions/manage/handlers/store-handlers';
import { accessCases, createOtherCallers, type AccessRow } from '../../support/access-table';
import { createRig, dataOf, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';
import { offerDevices } from '../../support/store-rig';

type Call = keyof StoreCalls;
type Store = 'A' | 'B';

/** What a world holds of one store, with its store without cameras, which the same people manage. */
interface Things {
  readonly storeId: string;
  readonly emptyId: string;
  readonly channelId: string;
}

/** Who has a place in A has the same in an empty store; the manager at night would manage both at another hour. */
async function startWorld() {
  const rig = createRig();
  const { stores, channels, driver } = await seedChain(rig);
  offerDevices(driver);
  const createEmpty = (name: string) => rig.setup.createStore({ name, zone: 'Asia/Shanghai', order: 2 });
  const empty = { A: await createEmpty('空店甲'), B: await createEmpty('空店乙') };
  await createOtherCallers(rig, [stores.A, empty.A]);
  const beside = (role: 'manager' | 'staff') => [stores.A, empty.A].map((storeId) => ({ role, storeId }));
  const members = rig.database.collection('members');
  await members.update({ _id: PERSONAS.managerA }, { grants: beside('manager') });
  await members.update({ _id: PERSONAS.staffA }, { grants: beside('staff') });
  const things: Record<Store, Things> = {
    A: { storeId: stores.A, emptyId: empty.A, channelId: channels.a1 },
    B: { storeId: stores.B, emptyId: empty.B, channelId: channels.b1 },
  };
  const instance = rig.startInstance();
  rig.database.takeOperations();
  return { rig, instance, things };
}

/** The input of each call, and what comes of it for each caller in store A and in store B. */
const TABLE: Readonly<Record<Call, AccessRow<(of: Things) => object>>> = {
  'store.manage': [() => ({}), 'oophppppu', 'oophppppu'],
  'store.create': [
    () => ({ name: '新店', address: '', zone: 'Asia/Shanghai', requestKey: 'another-key' }),
    'opppppppu',
    'opppppppu',
  ],
  'store.edit': [({ storeId }) => ({ storeId, name: '新名字' }), 'oophnpppu', 'onnnnpppu'],
  'store.order': [({ storeId }) => ({ storeIds: [storeId] }), 'opppppppu', 'opppppppu'],
  'store.archive': [({ emptyId }) => ({ storeId: emptyId }), 'opppppppu', 'opppppppu'],
  'store.restore': [({ storeId }) => ({ storeId }), 'opppppppu', 'opppppppu'],
  'camera.rename': [({ channelId }) => ({ channelId, name: '新名字' }), 'oophnpppu', 'onnnppppu'],
  'camera.move': [({ channelId, emptyId }) => ({ channelId, storeId: emptyId }), 'oophnpppu', 'onnnppppu'],
  'camera.hide': [({ channelId }) => ({ channelId, hidden: true }), 'oophnpppu', 'onnnppppu'],
  'camera.remove': [({ channelId }) => ({ channelId, name: '收银台' }), 'oophnpppu', 'onnnppppu'],
};

test('every call about stores and their cameras has its rights proved here', () => {
  expect(new Set(Object.keys(TABLE))).toEqual(new Set(Object.keys(storeHandlers)));
});

test.each(accessCases(TABLE, ['A', 'B']))('$action in store $which by $caller is $expected', async (one) => {
  const { rig, instance, things } = await startWorld();
  const reply = await instance.call(one.person, one.action, one.input(things[one.which]));
  expect(outcomeOf(reply)).toBe(one.expected);
  if (one.expected !== 'ok') expect(rig.database.writes).toEqual([]);
});

test('a camera is moved only by who manages both stores', async () => {
  const { instance, things } = await startWorld();
  const move = async (person: string, channelId: string, storeId: string) =>
    outcomeOf(await instance.call(person, 'camera.move', { channelId, storeId }));
  expect(await move(PERSONAS.managerA, things.A.channelId, things.B.emptyId)).toBe('not-found');
  expect(await move(PERSONAS.managerA, things.B.channelId, things.A.emptyId)).toBe('not-found');
  expect(await move(PERSONAS.owner, things.A.channelId, 'no-such-store')).toBe('not-found');
});

test('managers manage their own stores', async () => {
  const { instance, things } = await startWorld();
  const { stores } = dataOf('store.manage', await instance.call(PERSONAS.managerA, 'store.manage'));
  expect(stores.map(({ id }) => id)).toEqual([things.A.storeId, things.A.emptyId]);
});
