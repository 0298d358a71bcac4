import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import { createTimer } from '../../../cloudfunctions/timer/run-jobs';
import { startClips } from '../../support/clip-rig';
import { dataOf, makeListed, NOON } from '../../support/cloud-rig';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

async function startTimer() {
  const started = await startClips();
  started.chain.driver.listed = ['a1', 'a2', 'b1'].map((deviceId) => makeListed(deviceId));
  const timer = createTimer(started.rig.startInstance().services, jobs);
  const tick = async () => timer({ Type: 'Timer' }, { person: null, isUser: false, requestId: 'request-1' });
  return { ...started, tick };
}

test('clips that nobody watches are got on with by the timer, all parts that are due in one run', async () => {
  const { rig, clips, made, call, tick } = await startTimer();
  await made();
  expect(await tick()).toMatchObject({ data: { 'clip.run': { recorders: 1, steps: 3, removed: 0 } } });
  expect(clips.asked).toHaveLength(3);
  expect(dataOf('clip.list', await call('clip.list')).clips).toMatchObject([{ state: 'ready' }]);
  expect(await tick()).toMatchObject({ data: { 'clip.run': { recorders: 0, steps: 0 } } });
  expect(rig.log.join()).toContain('"action":"clip.run","code":"ok"');
});

test('clips that met a busy recorder are asked for again when their time has come', async () => {
  const { rig, clips, made, tick } = await startTimer();
  clips.script = [{ kind: 'busy', why: 'playback-in-use' }];
  await made({ from: NOON - MINUTE });
  await tick();
  rig.clock.advance(MINUTE);
  await tick();
  expect(clips.asked).toHaveLength(2);
  expect(rig.database.all('clips')).toMatchObject([{ open: false }]);
});

test('clips leave time for the other jobs of a tick', async () => {
  const { rig, clips, made, tick } = await startTimer();
  await made({ from: NOON - HOUR, to: NOON });
  clips.working = async () => rig.clock.advance(8 * SECOND);
  expect(await tick()).toMatchObject({ data: { 'clip.run': { steps: 3 } } });
});

test('a recorder that another instance is at leaves the others to go on', async () => {
  const { rig, chain, made, tick } = await startTimer();
  const busy = await made({ from: NOON - MINUTE });
  const other = await made({ from: NOON - MINUTE, channelId: chain.channels.a2, requestKey: 'key-00000002' });
  const recorders = new Map(rig.database.all('clips').map(({ _id, recorder }) => [_id, recorder]));
  await rig.database
    .collection('leases')
    .add([{ _id: `recorder/${recorders.get(busy.id)}`, holder: 'other', until: NOON + MINUTE }]);
  await tick();
  const openOf = (id: string) => rig.database.all('clips').find(({ _id }) => _id === id)?.open;
  expect([openOf(busy.id), openOf(other.id)]).toEqual([true, false]);
});

test('clips are forgotten after a month', async () => {
  const { rig, made, tick } = await startTimer();
  await made();
  rig.clock.advance(30 * DAY);
  await made({ requestKey: 'key-00000002', from: NOON - MINUTE });
  rig.clock.advance(1);
  expect(await tick()).toMatchObject({ data: { 'clip.run': { removed: 1 } } });
  expect(rig.database.all('clips')).toHaveLength(1);
});

test('a fault at one recorder is told in the log and does not stop the job', async () => {
  const { rig, made, tick } = await startTimer();
  await made();
  rig.database.failing = 'leases.add';
  expect(await tick()).toMatchObject({ data: { 'clip.run': { recorders: 1, steps: 0, removed: 0 } } });
  expect(rig.log.join()).toContain('"event":"fault","action":"clip.run"');
});
