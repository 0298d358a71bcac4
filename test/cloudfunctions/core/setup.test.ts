import { createSeals } from '../../../cloudfunctions/core/seal';
import { createRig } from '../../support/cloud-rig';

test('credentials lie sealed, each for its own account', async () => {
  const { database, setup, keyring } = createRig();
  const credentials = { appKey: 'key-1', appSecret: 'secret-1' };
  const inboxStoreId = await setup.createStore({ name: '店', zone: 'Asia/Shanghai', order: 0 });
  const id = await setup.createAccount({ vendor: 'fake', name: '总部', credentials, inboxStoreId });

  const [account] = database.all('accounts');

  expect(JSON.stringify(account)).not.toMatch(/key-1|secret-1/);
  const seals = createSeals(keyring);
  expect(JSON.parse(seals.open(account!.credentials, `accounts/${id}`))).toEqual(credentials);
  expect(await setup.listAccounts()).toEqual([{ id, vendor: 'fake', name: '总部', isOwners: false }]);
});

test('new credentials make the account’s cameras due at once', async () => {
  const { database, setup } = createRig();
  const id = await setup.createAccount({ vendor: 'fake', name: '总部', credentials: {}, inboxStoreId: 's' });
  await database.collection('accounts').update({ _id: id }, { syncDueAt: 9, restsUntil: 9 });
  await setup.replaceCredentials(id, { appSecret: 'new' });
  expect(database.all('accounts')).toMatchObject([{ syncDueAt: 0, restsUntil: 0 }]);
});

test('stores come in their order, however many are made at once', async () => {
  const { database, setup } = createRig();
  const stores = Array.from({ length: 600 }, (_, order) => ({ name: `店 ${order}`, zone: 'Asia/Shanghai', order }));
  const ids = await setup.createStores(stores);
  expect(database.takeOperations()).toEqual(['stores.add', 'stores.add']);
  expect((await setup.listStores()).map(({ _id }) => _id)).toEqual(ids);
});
