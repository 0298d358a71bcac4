import { createTwins } from '../../../../cloudfunctions/core/accounts/twins';
import type { AccountDocument } from '../../../../cloudfunctions/core/documents';
import { vendors } from '../../../../cloudfunctions/vendors/index';
import type { Credentials } from '../../../../typings/contract/upkeep';

const twinOf = createTwins(vendors, ({ credentials }) => credentials);

function have(vendor: string, credentials: Credentials): AccountDocument {
  const states = { inboxStoreId: null, syncDueAt: 0, restsUntil: 0, removedAt: 0 };
  return { _id: 'there', vendor, name: '总部', credentials: JSON.stringify(credentials), ...states };
}

test.each<[string, Credentials, Credentials, boolean]>([
  ['ezviz', { appKey: 'k', appSecret: 'old' }, { appKey: 'k', appSecret: 'new' }, true],
  ['ezviz', { appKey: 'k' }, { appKey: 'l' }, false],
  ['onenet', { productId: '1', apiKey: 'old' }, { productId: '1', apiKey: 'new' }, true],
  ['onenet', { productId: '1' }, { productId: '2' }, false],
  ['ovopark', { accessKey: 'k' }, { accessKey: 'k', signMethod: 'sha1' }, true],
  ['ovopark', { accessKey: 'k', userName: 'east' }, { accessKey: 'k', userName: 'west' }, false],
  ['ovopark', { accessKey: 'k', userToken: 'east' }, { accessKey: 'k', userToken: 'west' }, false],
  ['ovopark', { accessKey: 'k', userName: 'east' }, { accessKey: 'k' }, false],
])('of %s, %j and %j are one account: %s', (vendor, there, credentials, same) => {
  const twin = twinOf({ id: null, vendor, credentials }, [have(vendor, there)]);
  expect(twin?.name ?? null).toBe(same ? '总部' : null);
});

test('an account is not its own twin, and none of another vendor’s', () => {
  const there = have('ezviz', { appKey: 'k' });
  expect(twinOf({ id: 'there', vendor: 'ezviz', credentials: { appKey: 'k' } }, [there])).toBeNull();
  expect(twinOf({ id: null, vendor: 'onenet', credentials: { productId: 'k' } }, [there])).toBeNull();
});
