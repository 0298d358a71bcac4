import type { Preset } from '../../../typings/contract/control';
import { PresetsStore } from '../../../miniprogram/live/stores/presets-store';
import { Answers, makeDeferred } from '../support/answers';
import { FakeClock, settled } from '../support/phone';

const DOOR: Preset = { id: '1', name: '大门' };
const TILL: Preset = { id: '2', name: null };

async function makeRig() {
  const clock = new FakeClock();
  const cloud = new Answers().on('preset.list', () => ({ presets: [DOOR, TILL] }));
  const store = new PresetsStore({ call: cloud.call, clock });
  await store.attach('gate');
  return { store, clock, cloud };
}

test('the views of a camera are read once', async () => {
  const { store, cloud } = await makeRig();
  await store.attach('gate');
  expect(store.presets).toEqual([DOOR, TILL]);
  expect(cloud.inputs('preset.list')).toEqual([{ channelId: 'gate' }]);
});

test('a list that cannot be read says so, and is read again when asked', async () => {
  const { store, cloud } = await makeRig();
  cloud.refuse('preset.list', 'device-offline');
  await store.attach('yard');
  expect([store.stage, store.presets]).toEqual([{ kind: 'unread', code: 'device-offline' }, []]);

  cloud.on('preset.list', () => ({ presets: [DOOR] }));
  await store.read();
  expect([store.stage, store.presets]).toEqual([{ kind: 'ready' }, [DOOR]]);
});

test('the list of a camera that was left is not taken for the next', async () => {
  const { store, cloud } = await makeRig();
  const late = makeDeferred<{ presets: readonly Preset[] }>();
  cloud.on('preset.list', ({ channelId }) => (channelId === 'yard' ? late.promise : { presets: [TILL] }));
  const yard = store.attach('yard');
  await store.attach('hall');
  late.resolve({ presets: [DOOR] });
  await yard;
  expect(store.presets).toEqual([TILL]);
});

test('going to a view says that it is under way, and that it was sent', async () => {
  const { store, cloud } = await makeRig();
  const gone = makeDeferred<null>();
  cloud.on('preset.go', () => gone.promise);
  const going = store.go('1');
  expect(store.work).toEqual({ kind: 'go', id: '1' });
  gone.resolve(null);
  await going;
  expect([store.work, store.result]).toEqual([null, { kind: 'there', id: '1' }]);
  expect(cloud.inputs('preset.go')).toEqual([{ channelId: 'gate', id: '1' }]);
});

test('a view is saved under its name, which the cloud confirms', async () => {
  const { store, cloud } = await makeRig();
  cloud.on('preset.save', ({ name }) => ({ id: '3', name }));
  await store.save('  后院 ');
  expect(cloud.inputs('preset.save')).toMatchObject([{ channelId: 'gate', name: '后院' }]);
  expect(store.presets).toEqual([DOOR, TILL, { id: '3', name: '后院' }]);
});

test('a view whose saving got no answer is saved again under the same key, and it is there once', async () => {
  const { store, cloud } = await makeRig();
  cloud.refuse('preset.save', 'timeout');
  await store.save('后院');
  cloud.on('preset.save', ({ name }) => ({ id: '3', name }));
  await store.save('后院');
  const [first, again] = cloud.inputs('preset.save').map(({ requestKey }) => requestKey);
  expect(again).toBe(first);
  expect(store.presets).toEqual([DOOR, TILL, { id: '3', name: '后院' }]);
});

test('of a view that may have been saved the list is read anew, and the next press is a new wish', async () => {
  const { store, cloud } = await makeRig();
  cloud
    .refuse('preset.save', 'conflict')
    .on('preset.list', () => ({ presets: [DOOR, TILL, { id: '3', name: '后院' }] }));
  await store.save('后院');
  expect(store.presets).toHaveLength(3);
  expect([store.stage, store.work]).toEqual([{ kind: 'ready' }, null]);
  expect(store.result).toEqual({ kind: 'failed', work: 'save', code: 'conflict' });
  await store.save('后院');
  const [first, again] = cloud.inputs('preset.save').map(({ requestKey }) => requestKey);
  expect(again).not.toBe(first);
});

test.each(['', '   ', '\u200b', '一二三四五六七八九十一二三四五六七八九十一'])(
  'the name "%s" is refused here',
  async (name) => {
    const { store, cloud } = await makeRig();
    await store.save(name);
    expect(store.result).toEqual({ kind: 'bad-name' });
    expect(cloud.inputs('preset.save')).toEqual([]);
  },
);

test('twenty signs are a name, also such as are stored in two', async () => {
  const { store, cloud } = await makeRig();
  cloud.on('preset.save', ({ name }) => ({ id: '3', name }));
  await store.save('🏪'.repeat(20));
  expect(cloud.inputs('preset.save')).toHaveLength(1);
});

test.each(['internal', 'timeout', 'vendor-unavailable'] as const)(
  'whether a view is gone though nobody said so (%s), the list tells',
  async (code) => {
    const { store, cloud } = await makeRig();
    cloud.refuse('preset.remove', code).on('preset.list', () => ({ presets: [TILL] }));
    await store.remove('1');
    expect([store.presets, store.result]).toEqual([[TILL], null]);
  },
);

test('a view that is saved while a list is awaited for another one does not vanish with that list', async () => {
  const { store, cloud } = await makeRig();
  const late = makeDeferred<{ presets: readonly Preset[] }>();
  cloud.refuse('preset.remove', 'timeout').on('preset.list', () => late.promise);
  const removing = store.remove('1');
  await settled();
  cloud.on('preset.save', ({ name }) => ({ id: '3', name }));
  await store.save('仓库');
  late.resolve({ presets: [TILL] });
  await removing;
  expect(store.presets.map(({ id }) => id)).toContain('3');
});

test('of a view that may be gone nothing is known while the list cannot be read', async () => {
  const { store, cloud } = await makeRig();
  cloud.refuse('preset.remove', 'timeout').refuse('preset.list', 'timeout');
  await store.remove('1');
  expect([store.stage.kind, store.presets]).toEqual(['ready', [DOOR, TILL]]);
  expect(store.result).toEqual({ kind: 'failed', work: 'remove', code: 'timeout' });
});

test('what could not be removed stays', async () => {
  const { store, cloud } = await makeRig();
  cloud.refuse('preset.remove', 'vendor-unavailable');
  await store.remove('1');
  expect(store.presets).toEqual([DOOR, TILL]);
  expect(store.result).toEqual({ kind: 'failed', work: 'remove', code: 'vendor-unavailable' });

  cloud.on('preset.remove', () => null);
  await store.remove('1');
  expect([store.presets, store.result]).toEqual([[TILL], null]);
});

test('one thing at a time: a second tap is ignored', async () => {
  const { store, cloud } = await makeRig();
  cloud.on('preset.go', () => new Promise<null>(() => undefined));
  void store.go('1');
  void store.go('2');
  void store.remove('2');
  await settled();
  expect(cloud.made.map(({ action }) => action)).toEqual(['preset.list', 'preset.go']);
});
