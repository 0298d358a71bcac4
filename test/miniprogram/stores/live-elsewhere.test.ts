import type { Action, InputOf } from '../../../typings/contract/calls';
import type { Call } from '../../../miniprogram/services/call';
import { LiveElsewhere } from '../../../miniprogram/live/stores/live-elsewhere';
import { CallFailed, type FailureCode } from '../../../miniprogram/utils/call-failed';
import { makeChannel } from '../support/cloud';
import { makeLive } from '../support/live-phone';
import { settled } from '../support/phone';

const PAGE = { appId: 'wx-of-the-vendor', path: 'pages/live/live?accessToken=viewer-secret' };
const dome = makeChannel('dome', { elsewhere: true, qualities: ['main'] });
const gate = makeChannel('gate', { elsewhere: true });
const yard = makeChannel('yard');

/** A phone that watches, and a cloud whose answer comes once `ways.held` lets it. */
function start() {
  const rig = makeLive([dome, gate, yard]);
  const asked: unknown[] = [];
  const opened: unknown[] = [];
  const cloud: { failure: FailureCode | null; jump: Error | null; held: Promise<void> } = {
    failure: null,
    jump: null,
    held: Promise.resolve(),
  };
  const call = (async (action: Action, data: InputOf<Action>) => {
    asked.push({ action, data });
    await cloud.held;
    if (cloud.failure !== null) throw new CallFailed(cloud.failure, 'R8', null);
    return PAGE;
  }) as Call;
  const openMiniProgram = async (page: unknown) => {
    opened.push(page);
    if (cloud.jump !== null) throw cloud.jump;
  };
  const elsewhere = new LiveElsewhere({ call, live: rig.live, openMiniProgram });
  const fail = async (refusal: FailureCode, id = 'dome') => {
    rig.cloud.refusal = refusal;
    void rig.live.watch(id);
    await settled();
  };
  return { ...rig, ways: cloud, asked, opened, elsewhere, fail };
}

test('one tap asks for the way of this camera and goes it as it was told', async () => {
  const { elsewhere, fail, asked, opened } = start();
  await fail('device-encrypted');
  expect(elsewhere.stage).toEqual({ kind: 'offered' });

  await elsewhere.open();

  expect(asked).toEqual([{ action: 'live.elsewhere', data: { channelId: 'dome' } }]);
  expect(opened).toEqual([PAGE]);
  expect(elsewhere.stage).toEqual({ kind: 'offered' });
});

test.each<{ refusal: FailureCode; kind: string }>([
  { refusal: 'device-encrypted', kind: 'offered' },
  { refusal: 'unsupported', kind: 'offered' },
  { refusal: 'device-offline', kind: 'absent' },
  { refusal: 'device-masked', kind: 'absent' },
  { refusal: 'device-disabled', kind: 'absent' },
  { refusal: 'permission-denied', kind: 'absent' },
  { refusal: 'not-found', kind: 'absent' },
  { refusal: 'unauthenticated', kind: 'absent' },
  { refusal: 'vendor-auth', kind: 'absent' },
])('after $refusal it is $kind', async ({ refusal, kind }) => {
  const { elsewhere, fail } = start();
  await fail(refusal);
  expect(elsewhere.stage.kind).toBe(kind);
});

test('a picture in a format that this phone cannot play offers it', async () => {
  const { live, cloud, elsewhere } = start();
  cloud.codec = 'h265';
  void live.watch('dome');
  await settled();
  expect(live.state.phase).toMatchObject({ kind: 'failed', reason: 'h265' });
  expect(elsewhere.stage.kind).toBe('offered');
});

test('a phone that may not play live at all offers it', async () => {
  const { live, play, elsewhere } = start();
  await play('dome');
  expect(elsewhere.stage.kind).toBe('absent');
  live.reports.faultArrived('no-permission', 1);
  expect(elsewhere.stage.kind).toBe('offered');
});

test('no picture after every try offers it', async () => {
  const { clock, live, elsewhere, fail } = start();
  await fail('vendor-unavailable');
  expect(elsewhere.stage.kind).toBe('absent');
  await clock.pass(120_000);
  expect(live.state.phase).toMatchObject({ kind: 'failed', reason: 'exhausted' });
  expect(elsewhere.stage.kind).toBe('offered');
});

test('a camera whose account has no such way is never asked about', async () => {
  const { elsewhere, fail, asked } = start();
  await fail('device-encrypted', 'yard');
  expect(elsewhere.stage.kind).toBe('absent');
  await elsewhere.open();
  expect(asked).toEqual([]);
});

test('a second tap while the first is answered asks for nothing', async () => {
  const { elsewhere, fail, asked, opened, ways } = start();
  await fail('device-encrypted');
  let release = () => {};
  ways.held = new Promise((resolve) => (release = resolve));
  const taps = [elsewhere.open(), elsewhere.open()];
  expect(elsewhere.stage).toEqual({ kind: 'asking' });
  release();
  await Promise.all(taps);
  expect(asked).toHaveLength(1);
  expect(opened).toHaveLength(1);
});

test.each([
  ['went to another camera', 'gate'],
  ['tried again', 'dome'],
])('who %s meanwhile is not taken away', async (_, id) => {
  const { elsewhere, fail, opened, ways, clock } = start();
  await fail('device-encrypted');
  let release = () => {};
  ways.held = new Promise((resolve) => (release = resolve));
  const tap = elsewhere.open();
  await clock.pass(1_000);
  await fail('device-encrypted', id);
  release();
  await tap;
  expect(opened).toEqual([]);
  expect(elsewhere.stage).toEqual({ kind: 'offered' });
});

test('who left the page meanwhile is not taken away', async () => {
  const { live, elsewhere, fail, opened, ways } = start();
  await fail('device-encrypted');
  let release = () => {};
  ways.held = new Promise((resolve) => (release = resolve));
  const tap = elsewhere.open();
  live.leave();
  release();
  await tap;
  expect(opened).toEqual([]);
});

test('a refusal is told by its code, and another tap asks again', async () => {
  const { elsewhere, fail, opened, ways } = start();
  await fail('device-encrypted');
  ways.failure = 'vendor-quota';
  await elsewhere.open();
  expect(elsewhere.stage).toEqual({ kind: 'failed', code: 'vendor-quota' });

  ways.failure = null;
  await elsewhere.open();
  expect(opened).toEqual([PAGE]);
  expect(elsewhere.stage).toEqual({ kind: 'offered' });
});

test('a mini-program that does not open is told, and nothing of the way stays on the phone', async () => {
  const { live, elsewhere, fail, ways } = start();
  await fail('device-encrypted');
  ways.jump = new Error('the other mini-program did not open');
  await elsewhere.open();
  expect(elsewhere.stage).toEqual({ kind: 'failed', code: 'internal' });
  expect(JSON.stringify([elsewhere.stage, live.state, live.trace.entries])).not.toContain('viewer-secret');
});
