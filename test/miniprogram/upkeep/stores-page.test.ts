import type { OutputOf } from '../../../typings/contract/calls';
import { makeDeferred } from '../support/answers';
import { aManager } from '../support/people';
import { NOON } from '../support/phone';
import { makeUpkeep } from '../support/upkeep';
import { makeStore } from '../support/upkeep-things';

const LEFT = { kind: 'card', act: 'refresh' };

test('each store says how many cameras it has and where it is', async () => {
  const { storesPage, upkeep } = await makeUpkeep();
  upkeep.stores = [makeStore('s0', { address: '南京路 1 号' }), makeStore('s2', { cameras: 0 })];
  await storesPage.show();

  expect(storesPage.rows).toMatchObject([
    { name: '南京路店', line: '2 个摄像头 · 南京路 1 号', label: '南京路店 2 个摄像头 · 南京路 1 号' },
    { name: '徐家汇店', line: '还没有摄像头' },
  ]);
  expect(storesPage.foot).toBe('共 2 家');
});

test('archived stores are folded away, and said to be there', async () => {
  const { storesPage, upkeep } = await makeUpkeep();
  upkeep.stores = [makeStore('s0'), makeStore('s2', { archivedAt: NOON, cameras: 0 })];
  await storesPage.show();
  expect([storesPage.rows.length, storesPage.oldRows.length, storesPage.oldTitle]).toEqual([1, 0, '已归档 1 家']);

  storesPage.unfold();
  expect(storesPage.oldRows).toMatchObject([{ name: '徐家汇店', line: '已归档' }]);
});

test('stores are searched in the cloud, once typing rests, and a late answer for other letters is dropped', async () => {
  const { storesPage, answers, clock } = await makeUpkeep();
  await storesPage.show();
  const slow = makeDeferred<OutputOf<'store.manage'>>();
  answers.on('store.manage', ({ query }) => (query === '南' ? slow.promise : { stores: [makeStore('s1')] }));
  storesPage.search.type('南');
  await clock.pass(400);
  storesPage.search.type('人民');
  await clock.pass(400);
  slow.resolve({ stores: [makeStore('s0')] });
  await clock.pass(0);

  expect(answers.inputs('store.manage')).toEqual([{}, { query: '南' }, { query: '人民' }]);
  expect(storesPage.rows.map(({ name }) => name)).toEqual(['人民广场店']);
  expect(storesPage.orderable).toBe(false);
});

test('a search without a match leads back to all stores', async () => {
  const { storesPage, clock } = await makeUpkeep();
  await storesPage.show();
  storesPage.search.type('火星');
  await clock.pass(400);
  expect(storesPage.screen).toMatchObject({ kind: 'card', act: 'show-all' });

  storesPage.showAll();
  await clock.pass(0);
  expect(storesPage.rows).toHaveLength(3);
});

test('stores are counted below', async () => {
  const { storesPage, upkeep } = await makeUpkeep();
  upkeep.stores = Array.from({ length: 120 }, (_, n) => makeStore(`x${n}`));
  await storesPage.show();
  expect(storesPage.rows).toHaveLength(120);
  expect(storesPage.foot).toContain('120');
});

test('without stores, an owner is led to make one, and a manager to the owner', async () => {
  for (const [caller, act] of [
    [undefined, 'create'],
    [aManager(), 'back'],
  ] as const) {
    const { storesPage, upkeep } = await makeUpkeep(caller === undefined ? {} : { caller });
    upkeep.stores = [];
    await storesPage.show();
    expect(storesPage.screen).toMatchObject({ kind: 'card', act });
  }
});

test('a failure says why and is tried again; a wait shows shapes, then words', async () => {
  const { storesPage, answers, clock } = await makeUpkeep();
  answers.refuse('store.manage', 'permission-denied');
  await storesPage.show();
  expect(storesPage.screen).toMatchObject({ ...LEFT, title: '你没有管理门店的权限', note: '编号 R1' });

  answers.on('store.manage', () => makeDeferred<OutputOf<'store.manage'>>().promise);
  void storesPage.show();
  await clock.pass(300);
  expect(storesPage.screen).toEqual({ kind: 'skeleton', slow: false });
  await clock.pass(5_000);
  expect(storesPage.screen).toEqual({ kind: 'skeleton', slow: true });
});

describe('the order', () => {
  const names = (page: { readonly rows: readonly { readonly key: string }[] }) => page.rows.map(({ key }) => key);

  test('is made with buttons, shown at once and saved together', async () => {
    const { storesPage, answers } = await makeUpkeep();
    await storesPage.show();
    storesPage.reorder();
    storesPage.move('s2', 'first');
    storesPage.move('s1', 'up');
    storesPage.move('s2', 'up');
    storesPage.move('s0', 'down');
    expect(names(storesPage)).toEqual(['s2', 's1', 's0']);
    expect(answers.inputs('store.order')).toEqual([]);

    expect(await storesPage.saveOrder()).toBe('顺序已保存');
    expect(answers.inputs('store.order')).toEqual([{ storeIds: ['s2', 's1', 's0'] }]);
    expect([storesPage.draft, names(storesPage)]).toEqual([null, ['s2', 's1', 's0']]);
  });

  test('stays in hand when saving fails, and goes when it is given up', async () => {
    const { storesPage, answers } = await makeUpkeep();
    await storesPage.show();
    storesPage.reorder();
    storesPage.move('s1', 'up');
    answers.refuse('store.order', 'timeout');
    expect(await storesPage.saveOrder()).toMatch(/^顺序没有保存：/);
    expect(names(storesPage)).toEqual(['s1', 's0', 's2']);

    storesPage.keepOrder();
    expect(names(storesPage)).toEqual(['s0', 's1', 's2']);
  });

  test('that was saved though nobody said so is told by the list; where that is not known, neither is said', async () => {
    const { storesPage, answers, upkeep } = await makeUpkeep();
    await storesPage.show();
    storesPage.reorder();
    storesPage.move('s1', 'up');
    answers.refuse('store.order', 'timeout').refuse('store.manage', 'timeout');
    expect(await storesPage.saveOrder()).toBe('等了 8 秒没有回应，顺序可能已经保存。再保存一次就能确定');

    const [first, second, third] = upkeep.stores;
    const saved = [second, first, third].filter((store) => store !== undefined);
    answers.on('store.manage', () => ({ stores: saved }));
    expect(await storesPage.saveOrder()).toBe('顺序已保存');
    expect([storesPage.draft, names(storesPage)]).toEqual([null, ['s1', 's0', 's2']]);
  });

  test('is saved also when the page is left, and nothing of it is told on the next', async () => {
    const { storesPage, answers } = await makeUpkeep();
    await storesPage.show();
    storesPage.reorder();
    const slow = makeDeferred<null>();
    answers.on('store.order', () => slow.promise);
    const saving = storesPage.saveOrder();
    storesPage.leave();
    expect([storesPage.draft, storesPage.saving]).toEqual([null, false]);
    storesPage.reorder();
    slow.resolve(null);
    expect(await saving).toBeNull();
    expect(storesPage.draft).not.toBeNull();
  });

  test('is begun anew when a store is gone', async () => {
    const { storesPage, answers, upkeep } = await makeUpkeep();
    await storesPage.show();
    storesPage.reorder();
    upkeep.stores = upkeep.stores.slice(1);
    answers.refuse('store.order', 'not-found');
    expect(await storesPage.saveOrder()).toContain('有的门店已经不在');
    expect([storesPage.draft, names(storesPage)]).toEqual([null, ['s1', 's2']]);
  });

  test('is the owner’s alone', async () => {
    const { storesPage } = await makeUpkeep({ caller: aManager() });
    await storesPage.show();
    storesPage.reorder();
    expect([storesPage.orderable, storesPage.draft]).toEqual([false, null]);
  });
});
