import { observable, runInAction } from 'mobx-miniprogram';

import type { ControlAbilities } from '../../../typings/contract/control';
import type { Channel, Right } from '../../../typings/contract/domain';
import { ControlsStore, type ControlledCamera } from '../../../miniprogram/live/stores/controls-store';
import { NO_CONTROL } from '../../support/no-control';
import { Answers, makeDeferred } from '../support/answers';
import { makeChannel } from '../support/cloud';
import { FakeClock, settled } from '../support/phone';

const PTZ: ControlAbilities['ptz'] = { motions: ['up'], speeds: 3, limits: true, presets: false };
const TALK: ControlAbilities['talk'] = { mode: 'half-duplex', phrases: false };
const ALL: ControlAbilities = { ...NO_CONTROL, ptz: PTZ, talk: TALK, mirror: ['both'], switches: ['mask'] };
const CAN = (control: ControlAbilities) => ({ lookBack: null, clips: null, videos: false, control });

function makeRig(control: ControlAbilities, channel: Channel | null) {
  const clock = new FakeClock();
  const cloud = new Answers().on('channel.abilities', () => CAN(control));
  const watched = observable.box(channel, { deep: false });
  const turned: (ControlledCamera | null)[] = [];
  const store = new ControlsStore({
    call: cloud.call,
    clock,
    watched: () => watched.get(),
    turnTo: (camera) => void turned.push(camera),
  });
  store.follow();
  return { store, clock, cloud, turned, watch: (next: Channel | null) => runInAction(() => watched.set(next)) };
}

const gate = (...rights: Right[]) => makeChannel('gate', { rights: ['view', ...rights] });

test.each<readonly [string, ControlAbilities, readonly Right[], readonly string[]]>([
  ['everything, and may', ALL, ['ptz', 'talk', 'capture', 'manage'], ['ptz', 'talk', 'more']],
  ['everything, to those who may only talk', ALL, ['talk'], ['talk']],
  ['everything, to those who may manage', ALL, ['manage'], ['more']],
  ['nothing, and may take stills of the screen', NO_CONTROL, ['ptz', 'talk', 'capture', 'manage'], ['more']],
  ['nothing, to those who may manage it', NO_CONTROL, ['ptz', 'talk', 'manage'], ['more']],
  ['nothing, to those who may not', NO_CONTROL, ['ptz', 'talk'], []],
  ['no motions', { ...ALL, ptz: { ...PTZ, motions: [] } }, ['ptz'], []],
])('a camera that can do %s', async (_what, control, rights, tabs) => {
  const { store } = makeRig(control, gate(...rights));
  await settled();
  expect(store.tabs).toEqual(tabs);
  expect(store.tab).toBe(tabs[0] ?? null);
});

test('for those who may only watch, nobody is asked', async () => {
  const { store, cloud } = makeRig(ALL, gate('playback'));
  await settled();
  expect([cloud.made, store.tabs]).toEqual([[], []]);
});

test('a camera is asked about once, however often it is watched', async () => {
  const { cloud, watch, turned } = makeRig(ALL, gate('ptz'));
  await settled();
  watch(makeChannel('yard', { rights: ['ptz'] }));
  await settled();
  watch(gate('ptz'));
  await settled();
  expect(cloud.inputs('channel.abilities')).toEqual([{ channelId: 'gate' }, { channelId: 'yard' }]);
  expect(turned.at(-1)?.channel.id).toBe('gate');
});

test('between two cameras everything rests', async () => {
  const { turned, watch } = makeRig(ALL, gate('ptz'));
  await settled();
  turned.length = 0;
  watch(makeChannel('yard', { rights: ['ptz'] }));
  await settled();
  expect(turned.map((camera) => camera?.channel.id ?? null)).toEqual([null, 'yard']);
});

test('an answer about a camera that was left is kept for later, and shown to nobody now', async () => {
  const { store, cloud, watch, turned } = makeRig(ALL, null);
  const late = makeDeferred<ReturnType<typeof CAN>>();
  cloud.on('channel.abilities', ({ channelId }) => (channelId === 'gate' ? late.promise : CAN(NO_CONTROL)));
  watch(gate('ptz'));
  await settled();
  watch(makeChannel('yard', { rights: ['ptz'] }));
  await settled();
  late.resolve(CAN(ALL));
  await settled();
  expect(store.tabs).toEqual([]);
  expect(turned.at(-1)?.channel.id).toBe('yard');
});

test('a status that is read anew disturbs nothing; rights that change do', async () => {
  const { store, watch, turned, cloud } = makeRig(ALL, gate('ptz', 'talk'));
  await settled();
  turned.length = 0;
  watch({ ...gate('ptz', 'talk') });
  expect(turned).toEqual([]);
  watch(gate('talk'));
  expect(turned.map((camera) => camera?.channel.rights)).toEqual([['view', 'talk']]);
  expect(store.tabs).toEqual(['talk']);
  expect(cloud.made).toHaveLength(1);
});

test('the part that was chosen stays from camera to camera where there is one', async () => {
  const { store, watch } = makeRig(ALL, gate('ptz', 'talk'));
  await settled();
  store.choose('talk');
  watch(makeChannel('yard', { rights: ['ptz', 'talk'] }));
  await settled();
  expect(store.tab).toBe('talk');
  watch(gate('ptz'));
  expect(store.tab).toBe('ptz');
});

test('a question that fails says why, and is put again when asked', async () => {
  const { store, cloud, watch } = makeRig(ALL, null);
  cloud.refuse('channel.abilities', 'vendor-unavailable');
  watch(gate('ptz'));
  await settled();
  expect(store.reading).toEqual({ kind: 'failed', code: 'vendor-unavailable' });

  cloud.on('channel.abilities', () => CAN(ALL));
  store.retry();
  await settled();
  expect(store.tabs).toEqual(['ptz']);
});

test('who leaves the page leaves nothing running', async () => {
  const { store, clock, turned, watch, cloud } = makeRig(ALL, gate('ptz'));
  store.leave();
  await settled();
  expect([turned.at(-1), clock.waiting]).toEqual([null, 0]);
  watch(makeChannel('yard', { rights: ['ptz'] }));
  await settled();
  expect(cloud.made).toHaveLength(1);
});
