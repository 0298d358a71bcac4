import type { PtzHold, PtzMotion } from '../../../typings/contract/control';
import { PtzStore, type Steering } from '../../../miniprogram/live/stores/ptz-store';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import { Answers, makeDeferred } from '../support/answers';
import { FakeClock, makeNetwork, settled } from '../support/phone';

const EIGHT: readonly PtzMotion[] = [
  ...(['up', 'down', 'left', 'right', 'up-left', 'up-right', 'down-left', 'down-right'] as const),
  ...(['zoom-in', 'zoom-out'] as const),
];
const makeSteering = (change: Partial<Steering> = {}): Steering => ({
  motions: EIGHT,
  speeds: 3,
  limits: true,
  presets: false,
  ...change,
});

function makeRig(steering = makeSteering()) {
  const clock = new FakeClock();
  const network = makeNetwork();
  const felt: string[] = [];
  const cloud = new Answers()
    .on('ptz.hold', () => new Promise<PtzHold>(() => undefined))
    .on('ptz.stop', () => null)
    .on('ptz.step', () => ({ kind: 'stopped' as const }));
  const haptics = { knock: () => void felt.push('knock'), shake: () => void felt.push('shake') };
  let drawn = 0;
  const random = () => (drawn += 1) / 1_000;
  const store = new PtzStore({ call: cloud.call, clock, network, haptics, random });
  store.attach('gate', steering);
  const said = () => cloud.made.map(({ action, data }) => `${action} ${(data as { motion: string }).motion}`);
  return { store, clock, network, cloud, felt, said };
}

test('a press holds at once, is extended every second and stopped with its own motion', async () => {
  const { store, clock, cloud, felt } = makeRig();
  store.press('right');
  await clock.pass(1_500);
  store.release();
  await clock.pass(10_000);

  const holdId = cloud.inputs('ptz.hold')[0]?.holdId ?? '';
  const hold = { channelId: 'gate', motion: 'right', speed: 2, holdId };
  expect(cloud.made).toEqual([
    { action: 'ptz.hold', data: hold },
    { action: 'ptz.hold', data: hold },
    { action: 'ptz.stop', data: { channelId: 'gate', motion: 'right', holdId } },
  ]);
  expect(holdId).toMatch(/^[\w-]{8,64}$/);
  expect(felt).toEqual(['knock']);
});

test('every press has an id of its own', async () => {
  const { store, clock, cloud } = makeRig();
  for (const motion of ['up', 'down'] as const) {
    store.press(motion);
    await clock.pass(500);
    store.release();
    await clock.pass(500);
  }
  expect(new Set(cloud.inputs('ptz.hold').map(({ holdId }) => holdId)).size).toBe(2);
});

test('the motion is lit until the stop is confirmed', async () => {
  const { store, clock, cloud } = makeRig();
  const stop = makeDeferred<null>();
  cloud.on('ptz.stop', () => stop.promise);
  store.press('up');
  await clock.pass(500);
  store.release();
  await clock.pass(500);
  expect(store.lit).toBe('up');

  stop.resolve(null);
  await settled();
  expect(store.lit).toBeNull();
});

test('a stop that fails is sent again until it gets through', async () => {
  const { store, clock, cloud } = makeRig();
  let failures = 3;
  cloud.on('ptz.stop', () => {
    failures -= 1;
    if (failures >= 0) throw new CallFailed('no-network', '', null);
    return null;
  });
  store.press('up');
  await clock.pass(500);
  store.release();
  await clock.pass(60_000);

  expect(cloud.inputs('ptz.stop')).toHaveLength(4);
  expect([store.lit, clock.waiting]).toEqual([null, 0]);
});

test('an end stop is felt and told', async () => {
  const { store, cloud, felt } = makeRig();
  cloud.on('ptz.hold', () => ({ kind: 'limit' }));
  store.press('right');
  await settled();

  expect(felt).toEqual(['knock', 'shake']);
  expect(store.notice).toEqual({ kind: 'limit' });
});

test('the camera before stops when another is watched, and its stop is repeated there', async () => {
  const { store, clock, cloud } = makeRig();
  let failed = false;
  cloud.on('ptz.stop', () => {
    if (failed) return null;
    failed = true;
    throw new CallFailed('timeout', '', null);
  });
  store.press('right');
  await clock.pass(500);
  store.attach('yard', makeSteering());
  expect(store.lit).toBeNull();
  await clock.pass(5_000);

  expect(cloud.inputs('ptz.stop').map(({ channelId }) => channelId)).toEqual(['gate', 'gate']);
  store.press('left');
  expect(cloud.inputs('ptz.hold').at(-1)).toMatchObject({ channelId: 'yard', motion: 'left' });
});

test('coming back to a camera whose stop is under way, a press waits for that', async () => {
  const { store, clock, cloud, said } = makeRig();
  const stop = makeDeferred<null>();
  cloud.on('ptz.stop', () => stop.promise);
  store.press('right');
  await clock.pass(500);
  store.attach('yard', makeSteering());
  store.attach('gate', makeSteering());
  store.press('left');
  expect(said()).toEqual(['ptz.hold right', 'ptz.stop right']);

  stop.resolve(null);
  await settled();
  expect(said().at(-1)).toBe('ptz.hold left');
});

test('the same camera, described anew, goes on', async () => {
  const { store, clock, said } = makeRig();
  store.press('right');
  await clock.pass(500);
  store.attach('gate', makeSteering({ speeds: 1 }));
  expect(said()).toEqual(['ptz.hold right']);
});

test.each([
  ['a second finger or a page that goes', ({ store }: ReturnType<typeof makeRig>) => store.cancel()],
  ['a camera that is left', ({ store }: ReturnType<typeof makeRig>) => store.detach()],
  [
    'a network that changes',
    ({ network }: ReturnType<typeof makeRig>) => network.become({ connected: true, kind: 'cellular' }),
  ],
])('%s stops at once', async (_what, happen) => {
  const rig = makeRig();
  rig.store.press('right');
  await rig.clock.pass(100);
  happen(rig);
  await rig.clock.pass(60_000);
  expect(rig.said()).toEqual(['ptz.hold right', 'ptz.stop right']);
});

test('a phone without a network stops its camera as soon as it has one, though nobody watches any more', async () => {
  const { store, clock, network, cloud, said } = makeRig();
  cloud.refuse('ptz.stop', 'no-network');
  store.press('right');
  await clock.pass(500);
  network.become({ connected: false, kind: 'none' });
  store.detach();
  await clock.pass(120_000);
  cloud.on('ptz.stop', () => null);
  const before = said().length;
  network.become({ connected: true, kind: 'wifi' });
  await settled();
  network.become({ connected: true, kind: 'cellular' });
  await clock.pass(120_000);

  expect(said().slice(before)).toEqual(['ptz.stop right']);
});

test('what the camera cannot do is not asked of it', () => {
  const { store, said } = makeRig(makeSteering({ motions: ['left', 'right'] }));
  store.press('up');
  store.step('zoom-in');
  expect(said()).toEqual([]);
});

test.each([
  [3, 3, 3],
  [2, 3, 2],
  [2, 1, 1],
  [1, 3, 2],
] as const)('of %d speeds, the wish for %d is %d', (speeds, wish, sent) => {
  const { store, cloud } = makeRig(makeSteering({ speeds }));
  store.setSpeed(wish);
  store.press('up');
  expect(cloud.inputs('ptz.hold')[0]?.speed).toBe(sent);
});

test('step by step, a press is one small step, however long it lasts', async () => {
  const { store, clock, cloud, said } = makeRig();
  store.toggleStepwise();
  store.press('up');
  await clock.pass(3_000);
  store.release();
  await clock.pass(3_000);
  expect(said()).toEqual(['ptz.step up']);
  expect(cloud.inputs('ptz.step')[0]).toMatchObject({ channelId: 'gate', motion: 'up', speed: 2, ms: 300 });
});

test('a step that a second finger comes into is stopped by its own name', async () => {
  const { store, cloud } = makeRig();
  store.centre({ dx: 1, dy: 1 });
  store.cancel();
  await settled();
  const [{ holdId } = { holdId: '' }, ...more] = cloud.inputs('ptz.step');
  expect(more).toEqual([]);
  expect(cloud.inputs('ptz.stop')).toEqual([{ channelId: 'gate', motion: 'right', holdId }]);
});

test('a tap on the picture turns there in one step across and one up', async () => {
  const { store, cloud } = makeRig();
  store.centre({ dx: 0.5, dy: -0.5 });
  await settled();
  expect(cloud.inputs('ptz.step').map(({ motion, ms }) => [motion, ms])).toEqual([
    ['right', 600],
    ['up', 400],
  ]);
});

test.each([
  ['two directions', makeSteering({ motions: ['left', 'right'] })],
  ['one speed', makeSteering({ speeds: 1 })],
])('with %s nobody can aim', async (_what, steering) => {
  const { store, said } = makeRig(steering);
  store.toggleAiming();
  store.centre({ dx: 0.5, dy: 0.5 });
  await settled();
  expect([store.aiming, ...said()]).toEqual([false]);
});

test('aiming ends with a camera that cannot', () => {
  const { store } = makeRig();
  store.toggleAiming();
  expect(store.aiming).toBe(true);
  store.attach('yard', makeSteering({ speeds: 1 }));
  expect(store.aiming).toBe(false);
});
