import { settled } from '../support/phone';
import { makeReadyRig, makeTalkRig, speak } from '../support/talk-rig';

test('what is said arrives: uploaded, sent, delivered', async () => {
  const rig = await makeReadyRig();
  await speak(rig);
  expect(rig.uploads.last.path).toBe('wxfile://voice.mp3');
  rig.uploads.last.onProgress(0.5);
  expect(rig.talk.state.phase).toMatchObject({ kind: 'uploading', progress: 0.5 });
  await rig.uploads.end();
  expect(rig.cloud.inputs('talk.send')).toEqual([
    {
      channelId: 'gate',
      fileId: 'cloud://env/talk/1.mp3',
      requestKey: expect.stringMatching(/^[\w-]{8,64}$/) as string,
    },
  ]);
  await rig.cloud.answer('talk.send', { durationMs: 2_988 });

  expect(rig.phases).toEqual(['recording', 'uploading', 'sending', 'resting']);
  expect(rig.talk.state.phase).toEqual({ kind: 'resting', result: { kind: 'delivered', durationMs: 2_988 } });
});

test('the picture is silent from the press until a moment after the recorder has stopped', async () => {
  const { talk, sound, recorder, clock } = await makeReadyRig();
  recorder.dawdling = true;
  talk.press();
  expect(sound.hushed).toBe(true);
  talk.release();
  expect(sound.hushed).toBe(true);
  recorder.end();
  expect([sound.hushed, sound.mode]).toEqual([true, 'ear']);
  await clock.pass(299);
  expect(sound.hushed).toBe(true);
  await clock.pass(1);
  expect([sound.hushed, sound.mode]).toEqual([false, 'speaker']);
});

test('a further press before the sound is back keeps it away', async () => {
  const { talk, sound, clock } = await makeReadyRig();
  talk.press();
  talk.release();
  await clock.pass(100);
  talk.press();
  await clock.pass(1_000);
  expect(sound.hushed).toBe(true);
});

test('another try is the same message: its key, its file, its place in the storage', async () => {
  const rig = await makeReadyRig();
  await speak(rig);
  await rig.uploads.end();
  await rig.cloud.refuse('talk.send', 'timeout');
  rig.talk.retry();
  await rig.uploads.end();
  await rig.cloud.answer('talk.send', { durationMs: 3_000 });

  const [first, second] = rig.cloud.inputs('talk.send');
  expect(second).toEqual(first);
  expect(new Set(rig.uploads.orders.map(({ path, cloudPath }) => `${path} ${cloudPath}`)).size).toBe(1);
  expect(rig.uploads.last.cloudPath).toBe(`talk/${first?.requestKey ?? ''}.mp3`);
  expect(rig.talk.state.phase).toMatchObject({ result: { kind: 'delivered' } });
});

test('a message of which nobody knows whether it was played is, when sent again, another one', async () => {
  const rig = await makeReadyRig();
  await speak(rig);
  await rig.uploads.end();
  await rig.cloud.refuse('talk.send', 'timeout');
  rig.talk.retry();
  await rig.uploads.end();
  await rig.cloud.refuse('talk.send', 'conflict');
  rig.talk.retry();
  await rig.uploads.end();
  await rig.cloud.answer('talk.send', { durationMs: 3_000 });

  const [first, second, third] = rig.cloud.inputs('talk.send').map(({ requestKey }) => requestKey);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
  expect(rig.uploads.last.cloudPath).toBe(`talk/${third ?? ''}.mp3`);
  expect(rig.talk.state.phase).toMatchObject({ result: { kind: 'delivered' } });
});

test('a message that was not sent does not stay in the storage; one that was is the cloud’s to remove', async () => {
  const rig = await makeReadyRig();
  await speak(rig);
  await rig.uploads.end();
  await rig.cloud.refuse('talk.send', 'no-network');
  expect(rig.uploads.cancelled).toBe(1);
  rig.talk.retry();
  await rig.uploads.end();
  await rig.cloud.answer('talk.send', { durationMs: 3_000 });
  expect(rig.uploads.cancelled).toBe(1);
});

test('the next message has a key of its own', async () => {
  const rig = await makeReadyRig();
  for (let round = 0; round < 2; round += 1) {
    await speak(rig);
    await rig.uploads.end();
    await rig.cloud.answer('talk.send', { durationMs: 3_000 });
  }
  const keys = rig.cloud.inputs('talk.send').map(({ requestKey }) => requestKey);
  expect(new Set(keys).size).toBe(2);
});

test('an upload that stands still is given up; one that moves is not', async () => {
  const rig = await makeReadyRig();
  await speak(rig);
  await rig.clock.pass(14_000);
  rig.uploads.last.onProgress(0.1);
  await rig.clock.pass(14_000);
  expect(rig.uploads.cancelled).toBe(0);
  await rig.clock.pass(1_000);
  await settled();

  expect(rig.uploads.cancelled).toBe(1);
  expect(rig.talk.state.phase).toMatchObject({ result: { kind: 'unsent', why: { at: 'upload', fault: 'timeout' } } });
  expect(rig.cloud.inputs('talk.send')).toEqual([]);
});

test('an upload that failed is told with its reason', async () => {
  const rig = await makeReadyRig();
  await speak(rig);
  await rig.uploads.end({ kind: 'failed', fault: 'network' });
  expect(rig.talk.state.phase).toMatchObject({ result: { kind: 'unsent', why: { at: 'upload', fault: 'network' } } });
});

test('an upload that was given up is not sent, even if it was through', async () => {
  const rig = await makeReadyRig();
  await speak(rig);
  rig.talk.discard();
  await rig.uploads.end();
  await rig.clock.pass(60_000);

  expect(rig.cloud.inputs('talk.send')).toEqual([]);
  expect(rig.talk.state.phase).toEqual({ kind: 'resting', result: { kind: 'cancelled' } });
});

test('what slid up, and what was too short, is never uploaded', async () => {
  const rig = await makeReadyRig();
  rig.talk.press();
  await rig.clock.pass(2_000);
  rig.talk.move(100);
  rig.talk.release();
  await speak(rig, 500);
  await settled();

  expect(rig.uploads.orders).toEqual([]);
  expect(rig.recorder.open).toBe(false);
});

test('a message on its way when the camera is left arrives, and that is told in passing', async () => {
  const rig = await makeReadyRig();
  await speak(rig);
  rig.talk.detach();
  await rig.uploads.end();
  await rig.cloud.answer('talk.send', { durationMs: 3_000 });

  expect(rig.announced).toMatchObject([{ kind: 'delivered', message: { channelId: 'gate' } }]);
  expect(rig.talk.state.phase).toEqual({ kind: 'resting', result: null });
});

test('one that does not arrive is told in passing as well, and leaves the next camera’s words alone', async () => {
  const rig = await makeReadyRig();
  await speak(rig);
  await rig.uploads.end();
  rig.talk.attach('yard');
  await settled();
  await speak(rig, 300);
  await rig.cloud.refuse('talk.send', 'device-offline');

  expect(rig.announced).toMatchObject([{ kind: 'unsent', why: { at: 'send', code: 'device-offline' } }]);
  expect(rig.talk.state.phase).toEqual({ kind: 'resting', result: { kind: 'too-short' } });
});

test('the first press asks and records nothing; the next records', async () => {
  const rig = makeTalkRig();
  rig.leave.now = 'unasked';
  rig.talk.attach('gate');
  await settled();
  rig.leave.now = 'granted';
  rig.talk.press();
  await settled();
  expect([rig.leave.asked, rig.recorder.starts]).toEqual([1, 0]);
  expect(rig.talk.state.phase).toEqual({ kind: 'resting', result: { kind: 'ready' } });
  rig.talk.press();
  expect(rig.recorder.starts).toBe(1);
});

test('settings lead to the refusal that is told', async () => {
  const rig = makeTalkRig();
  rig.leave.now = 'denied';
  rig.talk.attach('gate');
  await settled();
  rig.talk.press();
  await settled();
  rig.leave.now = 'granted';
  rig.talk.openSettings();
  await settled();

  expect(rig.leave.opened).toEqual(['denied']);
  expect(rig.talk.state.phase).toEqual({ kind: 'resting', result: { kind: 'ready' } });
});

test('a phone that was changed in its settings is believed when the app is shown again', async () => {
  const rig = makeTalkRig();
  rig.leave.now = 'system-denied';
  rig.talk.attach('gate');
  await settled();
  rig.talk.press();
  await settled();
  rig.leave.now = 'granted';
  rig.talk.hide();
  rig.talk.show();
  await settled();

  expect(rig.talk.state.phase).toEqual({ kind: 'resting', result: { kind: 'ready' } });
});

describe('by taps', () => {
  test('whoever prefers it taps to begin and taps to send; a finger that only touches does nothing', async () => {
    const rig = await makeReadyRig();
    rig.talk.toggleByTap();
    expect(rig.preferences.tapToTalk).toBe(true);
    rig.talk.press();
    rig.talk.release();
    expect(rig.recorder.starts).toBe(0);
    rig.talk.tap();
    await rig.clock.pass(2_000);
    rig.talk.cancel();
    expect(rig.recorder.open).toBe(true);
    rig.talk.tap();
    expect(rig.talk.state.phase.kind).toBe('uploading');
  });

  test('a phone that reads its screen aloud offers it by itself, and lets its owner choose otherwise', async () => {
    const rig = await makeReadyRig({ screenIsRead: true });
    expect(rig.talk.byTap).toBe(true);
    rig.talk.toggleByTap();
    expect([rig.talk.byTap, rig.preferences.tapToTalk]).toEqual([false, false]);
  });

  test('changing over throws away what is being said', async () => {
    const rig = await makeReadyRig();
    rig.talk.press();
    await rig.clock.pass(2_000);
    rig.talk.toggleByTap();
    await settled();
    expect(rig.talk.state.phase).toEqual({ kind: 'resting', result: { kind: 'cancelled' } });
  });

  test('without it, a tap does nothing', async () => {
    const rig = await makeReadyRig();
    rig.talk.tap();
    expect(rig.recorder.starts).toBe(0);
  });
});
