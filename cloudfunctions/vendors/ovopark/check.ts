import { fieldByCode, objectionTo, type Objection } from '../../core/accounts/objection';
import { CallError } from '../../core/errors';
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

/** That the pair of method and version is not registered: no gateway of live pictures is there. */
const NO_SUCH_METHOD = '9';
/** No device of the vendor's pages has this number. */
const NO_DEVICE = '0';
const LAST_OF_GATEWAY = 17;
const TOO_OFTEN = '-100';

/**
 * The shortest list of stores there is, which takes the key, its secret and a user's token; then what the other gateway
 * says of the key.
 */
export async function check(api: OvoparkApi, { userName, userToken }: OvoparkCredentials): Promise<Objection | null> {
  // Of a token that was fetched just now nobody typed anything.
  const isTyped = userToken !== undefined || userName === undefined;
  const fieldBehind = fieldByCode({ ...FIELDS, ...(isTyped && { [NO_SUCH_TOKEN]: 'userToken' }) });
  return (
    (await objectionTo(() => api.stores.getDeptListByPage(1, 1), fieldBehind)) ??
    (await objectionTo(() => askLive(api), liveFieldBehind))
  );
}

/** Opens nothing. Rejects with what is wrong with the key or the address; what is said of the device does not count. */
async function askLive({ media }: OvoparkApi): Promise<void> {
  try {
    await media.startNewMediaPlay({ deviceId: NO_DEVICE, quality: 'sub' });
  } catch (error) {
    if (!isOfDevice(error)) throw error;
  }
}

function isOfDevice(error: unknown): boolean {
  const code = error instanceof CallError ? codeOf(error) : null;
  if (code === null || code === TOO_OFTEN) return false;
  return Number(code) < 1 || Number(code) > LAST_OF_GATEWAY;
}

const fieldOfKey = fieldByCode({ ...FIELDS, [NO_SUCH_METHOD]: 'liveUrl' });

/** The first gateway has answered: where this one does not, or not in its vendor's words, it is the address. */
function liveFieldBehind(error: CallError): string | null {
  return codeOf(error) === null && error.code !== 'vendor-quota' ? 'liveUrl' : fieldOfKey(error);
}

/** The vendor's own code; null where no reply of the vendor's came. */
function codeOf({ vendorCode = '' }: CallError): string | null {
  return /^-?\d+$/.test(vendorCode) ? vendorCode : null;
}
