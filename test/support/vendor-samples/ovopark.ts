import type { OvoparkApi } from '../../../cloudfunctions/vendors/ovopark/api';
import type { Samples } from './sample';

const CLIP_MS = 60_000;
/** An account that names a user, whose token is then fetched. */
const BY_USER = { userToken: undefined, userName: 'sandbox-user' };

/** The same with a password, by which the user is logged in. */
const BY_LOGIN = { ...BY_USER, userPassword: 'sandbox-password' };

/** Every method of the API. */
export const ovoparkSamples: Samples<OvoparkApi> = {
  'api.media.startNewMediaPlay': {
    run: ({ api }, { address, now }) =>
      api.media.startNewMediaPlay({ deviceId: address.deviceId, quality: 'main', keepUntil: now + 3_600_000 }),
  },
  'api.clips.startRecReqDown': {
    run: ({ api }, { address, now }) => {
      const to = now - 3_600_000;
      return api.clips.startRecReqDown(address.deviceId, { from: to - CLIP_MS, to });
    },
  },
  'api.control.ptzCtrlAll': { run: ({ api }, { address }) => api.control.ptzCtrlAll(address.deviceId, 'left', 8) },
  'api.control.snapshot': { run: ({ api }, { address }) => api.control.snapshot(address.deviceId) },
  'api.stores.getDeptListByPage': { credentials: BY_USER, run: ({ api }) => api.stores.getDeptListByPage(1, 10) },
  'api.stores.getVideoDeviceList': {
    credentials: BY_LOGIN,
    run: ({ api }, { address }) => api.stores.getVideoDeviceList(address.groupId ?? ''),
  },
  'api.stores.getDeviceStates': { run: ({ api }, { address }) => api.stores.getDeviceStates(address.deviceId) },
};
