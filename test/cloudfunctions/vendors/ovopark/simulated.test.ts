import * as v from 'valibot';
import type { ErrorCode } from '../../../../typings/contract/errors';
import { createHttp } from '../../../../cloudfunctions/core/http';
import { createOvoparkApi } from '../../../../cloudfunctions/vendors/ovopark/api';
import { refusals } from '../../../../cloudfunctions/vendors/ovopark/codes';
import { createOvoparkDriver } from '../../../../cloudfunctions/vendors/ovopark/driver';
import { ovoparkCredentials } from '../../../../cloudfunctions/vendors/ovopark/wire';
import { startOvopark } from '../../../../sandbox/vendors/ovopark/index';
import type { Simulator } from '../../../../sandbox/vendors/simulator';
import { makeCamera, makeClock, makeOrigins, withTrait, type FakeOrigin } from '../../../sandbox/vendors/support';
import { makeDriverDeps } from '../../../support/driver-deps';

/** Every call of the vendor's two pages, asked of the simulator that was written from the same pages by somebody else. */
const PLAY = 'open.shopweb.device.startNewMediaPlay';
const DOWNLOAD = 'open.shopweb.device.startRecReqDown';
/** Noon in China; time passes for both sides when the driver waits. */
const NOW = Date.UTC(2026, 0, 10, 4);
const MINUTE = 60_000;

const CAMERA = makeCamera('ovopark');
const OFFLINE = withTrait('ovopark', 'offline', '130003');
const ALONE = makeCamera('ovopark', { serial: '130007', device: 7 });
const at = ({ serial }: typeof CAMERA) => ({ deviceId: serial, channelId: '1', groupId: null });

let simulator: Simulator;
let origin: FakeOrigin;
let time: ReturnType<typeof makeClock>;

beforeEach(async () => {
  time = makeClock(NOW);
  const { startOrigin, origins } = makeOrigins();
  simulator = await startOvopark({ cameras: [CAMERA, OFFLINE, ALONE], startOrigin, clock: time });
  [origin] = origins as [FakeOrigin];
});
afterEach(() => simulator.close());

function open(credentials: object = {}) {
  const clock = { now: time.now, sleep: async (ms: number) => time.advance(ms) };
  const account = v.parse(ovoparkCredentials, { ...simulator.credentials, ...credentials });
  const deps = makeDriverDeps(account, createHttp({ clock, random: () => 0 }), clock);
  return { api: createOvoparkApi(deps), driver: createOvoparkDriver(deps) };
}

const span = (minutes: number, ago = 60) => ({
  place: 'device' as const,
  from: NOW - ago * MINUTE,
  to: NOW - (ago - minutes) * MINUTE,
});
const outcome = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);
const refusedWith = (code: ErrorCode, vendorCode: string): unknown => expect.objectContaining({ code, vendorCode });

test('startNewMediaPlay: a channel that is kept open outlives its viewers, another does not', async () => {
  const { api } = open();
  const play = (keepUntil?: number) =>
    api.media.startNewMediaPlay({
      deviceId: CAMERA.serial,
      quality: 'main',
      ...(keepUntil !== undefined && { keepUntil }),
    });
  const fleeting = await play();
  time.advance(11_000);
  expect(origin.pull(fleeting?.flv ?? '')).toMatchObject({ kind: 'refused' });
  const kept = await play(time.now() + 5 * MINUTE);
  time.advance(MINUTE);
  expect(origin.pull(kept?.flv ?? '')).toMatchObject({ kind: 'live' });
  time.advance(5 * MINUTE);
  expect(origin.pull(kept?.flv ?? '')).toMatchObject({ kind: 'refused' });
});

test('startRecReqDown: a clip is ready at an address', async () => {
  const { driver } = open();
  const clip = await driver.clips!.start(at(CAMERA), span(10));
  expect(clip).toEqual({
    kind: 'ready',
    url: expect.stringMatching(/^http:.*\.flv$/) as unknown,
    expiresAt: null,
  });
});

test('startRecReqDown: what stands in the way is told', async () => {
  const { driver } = open();
  expect(await driver.clips!.start(at(OFFLINE), span(5))).toEqual({ kind: 'refused', why: 'recorder-offline' });
  expect(await driver.clips!.start(at(ALONE), span(5))).toEqual({ kind: 'refused', why: 'no-recorder' });
  await driver.clips!.start(at(CAMERA), span(10));
  expect(await driver.clips!.start(at(CAMERA), span(10))).toEqual({ kind: 'busy', why: 'same-camera' });
});

test.each([
  ['1', 'refused', 'recorder-offline'],
  ['2', 'busy', 'play-failed'],
  ['-1', 'refused', 'request-failed'],
  ['-2', 'refused', 'no-recorder'],
  ['-3', 'busy', 'same-camera'],
  ['-4', 'busy', 'no-channel'],
  ['-5', 'busy', 'recorder-load'],
  ['-6', 'busy', 'playback-in-use'],
])('startRecReqDown: result %s is %s, %s', async (code, kind, why) => {
  simulator.setFaults({ answer: { endpoint: DOWNLOAD, code: `result:${code}` } });
  expect(await open().driver.clips!.start(at(CAMERA), span(5))).toEqual({ kind, why });
});

const CODES = Object.entries(refusals).map(([code, refusal]) => ({
  code,
  error: refusal === 'pause' ? 'vendor-quota' : refusal,
}));

test.each(CODES)('code $code is $error, live and for a clip', async ({ code, error }) => {
  simulator.setFaults({ answer: { endpoint: '*', code } });
  const { api } = open();
  const play = api.media.startNewMediaPlay({ deviceId: CAMERA.serial, quality: 'main' });
  expect(await outcome(play)).toEqual(refusedWith(error, code));
  const clip = open().api.clips.startRecReqDown(CAMERA.serial, span(5));
  expect(await outcome(clip)).toEqual(refusedWith(error, code));
});

test.each([
  [PLAY, '16'],
  [PLAY, '-100'],
  [DOWNLOAD, '16'],
  [DOWNLOAD, '-100'],
])('%s: code %s once is put right without anybody noticing', async (endpoint, code) => {
  simulator.setFaults({ answer: { endpoint, code, times: 1 } });
  const { driver } = open();
  if (endpoint === PLAY) expect(await driver.openLive(at(CAMERA), 'main')).not.toHaveLength(0);
  else expect(await driver.clips!.start(at(CAMERA), span(5))).toMatchObject({ kind: 'ready' });
  expect(simulator.requests().map((one) => one.code)).toEqual([code, '0']);
});

test.each([
  ['by name', {}],
  ['by name and password', { userPassword: 'sandbox-password' }],
])('the token of a user is fetched %s and opens the list of stores', async (_, credentials) => {
  const { driver } = open({ userToken: undefined, userName: 'sandbox-user', ...credentials });
  const names: string[] = [];
  for await (const page of driver.listChannels()) names.push(...page.channels.map(({ address }) => address.deviceId));
  expect(names).toContain(CAMERA.serial);
});

test.each([
  ['another user', { userName: 'nobody' }, '103064'],
  ['another user with a password', { userName: 'nobody', userPassword: 'x' }, '103094'],
  ['a wrong password', { userName: 'sandbox-user', userPassword: 'x' }, '103095'],
  ['a token that is none', { userToken: 'x' }, '9990001'],
])('%s is vendor-auth', async (_, credentials, code) => {
  const { api } = open({ userToken: undefined, ...credentials });
  expect(await outcome(api.stores.getDeptListByPage(1, 10))).toEqual(refusedWith('vendor-auth', code));
});
