import { at } from '../support';
import { startRig, stat, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

const PLAY = 'open.shopweb.device.startNewMediaPlay';
const play = (): Promise<unknown> => rig.call(PLAY, { deviceId: '130001', isSlave: '0' });

test.each([
  [1, 'KEY_NOTNULL'],
  [2, 'KEY_UNLAWFUL'],
  [3, 'KEY_HAS_EXPIRED'],
  [4, 'SIGN_METHOD_NOTNULL'],
  [5, 'SIGN_TYPE_NOTEXIST'],
  [6, 'SIGN_NOTNULL'],
  [7, 'SIGN_WRONG'],
  [8, 'METHOD_NOTNULL'],
  [9, 'METHOD_NOTEXIST_CODE'],
  [10, 'REQUESTMODE_NOTNULL'],
  [11, 'APPLICATIONID_NOTNULL'],
  [12, 'APPLICATIONID_NOTSAME'],
  [13, 'VERSION_NOTNULL'],
  [14, 'TIMESTAMP_NOTNULL'],
  [15, 'TIMESTAMP_FORMAT_ERROR'],
  [16, 'TIMESTAMP_OVERTIME'],
  [17, 'FORMAT_TYPE_NOTEXIST'],
  [-100, 'API_CALL_REPEAT'],
  [-500, 'API_SYSTEM_CALL_ERROR'],
  [-999, 'UNKNOWN_ERROR'],
  [103064, 'NO_AUTH_USER'],
  [103092, 'NO_DEVICE'],
  [103094, 'USERNAME_ERROE'],
  [103095, 'PASSWORD_ERROE'],
  [9990001, 'TOKEN_NOT_EXIST'],
])('%d %s on request', async (code, codename) => {
  rig.simulator.setFaults({ answer: { endpoint: PLAY, code: String(code), times: 1 } });
  const reply = await play();
  expect(stat(reply)).toEqual([code, codename]);
  expect(at(reply, 'data')).toBeNull();
  expect(stat(await play())).toEqual([0, 'SUCCESS']);
});

test('a code that no page lists is answered under a name of its own', async () => {
  rig.simulator.setFaults({ answer: { endpoint: '*', code: '424242' } });
  expect(stat(await play())).toEqual([424242, 'UNLISTED']);
});
