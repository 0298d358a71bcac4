import { fieldByCode, objectionTo, type Objection } from '../../core/accounts/objection';
import type { OvoparkApi } from './api';
import type { OvoparkCredentials } from './wire';

const FIELDS = {
  '1': 'accessKey',
  '2': 'accessKey',
  '3': 'accessKey', // expired
  '5': 'signMethod',
  '7': 'accessSecret', // the signature is wrong
  '11': 'applicationId',
  '12': 'applicationId', // not the one of this key
  '103094': 'userName',
  '103095': 'userPassword',
};
const NO_SUCH_TOKEN = '9990001';

/** The shortest list of stores there is, which takes the key, its secret and a user's token. */
export function check(api: OvoparkApi, { userName, userToken }: OvoparkCredentials): Promise<Objection | null> {
  // Of a token that was fetched just now nobody typed anything.
  const isTyped = userToken !== undefined || userName === undefined;
  const fieldBehind = fieldByCode({ ...FIELDS, ...(isTyped && { [NO_SUCH_TOKEN]: 'userToken' }) });
  return objectionTo(() => api.stores.getDeptListByPage(1, 1), fieldBehind);
}
