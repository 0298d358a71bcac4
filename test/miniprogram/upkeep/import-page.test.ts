import type { Offer } from '../../../typings/contract/upkeep';
import { makeAccounts, makeGone, makeListing, makeNew, makeRenamed } from '../support/accounts';
import { makeDeferred } from '../support/answers';
import { makeSessionMember } from '../support/cloud';
import { NOON, settled } from '../support/phone';
import { makeAccount, makeStore } from '../support/upkeep-things';

async function open(offers: readonly Offer[], prepare: (kit: ReturnType<typeof makeAccounts>) => void = () => {}) {
  const kit = makeAccounts();
  kit.cloud.accounts = [makeAccount('a', { name: '直营店' })];
  kit.cloud.offers = offers;
  prepare(kit);
  await kit.importPage.show('a');
  return kit;
}

const many = (n: number, change: Parameters<typeof makeNew>[1] = {}) =>
  Array.from({ length: n }, (_, index) => makeNew(`n${index}`, change));

test('what is new stands by the vendor’s own stores, each with where it would go', async () => {
  const { importPage } = await open([
    makeNew('1', { group: '南京路店', storeId: 's0' }),
    makeNew('2', { group: '南京路店', storeId: 's0', offline: true }),
    makeNew('3', { group: '新天地店' }),
    makeNew('4'),
    makeRenamed('5', '后门'),
  ]);
  expect(importPage.accountName).toBe('直营店');
  expect(importPage.tabs.map(({ label }) => label)).toEqual(['新的 4', '改了名 1', '不见了 0']);
  expect(importPage.rows.map(({ group, name, line, deed, homeless }) => [group, name, line, deed, homeless])).toEqual([
    ['南京路店', '摄像头 1', '序列号尾号 001', '放进「南京路店」', false],
    ['', '摄像头 2', '序列号尾号 002 · 离线', '放进「南京路店」', false],
    ['新天地店', '摄像头 3', '序列号尾号 003', '还没选门店', true],
    ['没有分组', '摄像头 4', '序列号尾号 004', '还没选门店', true],
  ]);
});

test('a group is chosen as a whole, into the store of its name, and taken', async () => {
  const offers = [makeNew('1', { group: '南京路店', storeId: 's0' }), makeNew('2', { group: '新天地店' })];
  const { importPage, answers, changes } = await open(offers);
  expect(importPage.missing).toBe('先选要处理的摄像头');
  importPage.toggleGroup('1');
  await settled();
  expect(importPage.rows.map(({ groupChosen, chosen }) => [groupChosen, chosen])).toEqual([
    [true, true],
    [false, false],
  ]);
  await importPage.take();
  expect(answers.inputs('offer.take')).toEqual([{ accountId: 'a', offers: [{ id: '1', storeId: 's0' }] }]);
  expect(importPage.outcome).toEqual({ text: '已加进来 1 个', bad: false });
  expect([importPage.rows.map(({ key }) => key), changes.count]).toEqual([['2'], 1]);
});

test('those without a store are not sent before one is chosen: for all of them, or for each', async () => {
  const { importPage, answers } = await open([makeNew('1', { group: '南京路店', storeId: 's0' }), ...many(2)]);
  importPage.toggleAll();
  await settled();
  expect(importPage.bar).toMatchObject({ chosen: '已选 3 个', homeless: '其中 2 个还没选门店', ready: false });
  expect(importPage.missing).toBe('还有 2 个没选门店');
  await importPage.take();
  expect(answers.inputs('offer.take')).toEqual([]);

  importPage.pickFor(null);
  expect(importPage.picker.view).toMatchObject({ show: true, title: '放进哪家门店？（3 个摄像头）' });
  importPage.pick('s1');
  expect(importPage.bar).toMatchObject({ homeless: '', ready: true });
  importPage.pickFor('n1');
  importPage.pick('s0');
  await importPage.take();
  expect(answers.inputs('offer.take')[0]?.offers).toEqual([
    { id: '1', storeId: 's1' },
    { id: 'n0', storeId: 's1' },
    { id: 'n1', storeId: 's0' },
  ]);
});

test('nothing goes into a store that was archived, whatever its name', async () => {
  const { importPage } = await open([makeNew('1', { group: '南京路店', storeId: 's0' })], ({ cloud }) => {
    cloud.stores = [makeStore('s0', { archivedAt: NOON }), makeStore('s1')];
  });
  expect(importPage.rows[0]).toMatchObject({ deed: '还没选门店', homeless: true });
  expect(importPage.picker.view.rows.map(({ name }) => name)).toEqual(['人民广场店']);
});

test('hundreds are taken a hundred at a time, and what nobody offers any more is told of', async () => {
  const { importPage, cloud, answers } = await open(many(250, { storeId: 's0' }));
  importPage.toggleAll();
  await settled();
  expect(importPage.bar.chosen).toBe('已选 250 个');
  cloud.offers = cloud.offers.slice(0, 240);
  const seen: string[] = [];
  const take = cloud.offers;
  answers.on('offer.take', ({ offers }) => {
    seen.push(importPage.bar.take);
    const taken = offers.map(({ id }) => id).filter((id) => take.some((offer) => offer.id === id));
    cloud.offers = cloud.offers.filter(({ id }) => !taken.includes(id));
    return { taken };
  });
  await importPage.take();
  expect(seen).toEqual(['正在处理，完成 0/250', '正在处理，完成 100/250', '正在处理，完成 200/250']);
  expect(answers.inputs('offer.take').map(({ offers }) => offers.length)).toEqual([100, 100, 50]);
  expect(importPage.outcome).toEqual({ text: '已加进来 240 个；10 个已不用处理，没有动', bad: false });
});

test('a failure in the middle says how far it came, and the rest can be taken at once', async () => {
  const { importPage, cloud, answers } = await open(many(150, { storeId: 's0' }));
  importPage.toggleAll();
  await settled();
  answers.on('offer.take', ({ offers }) => {
    answers.refuse('offer.take', 'timeout');
    cloud.offers = cloud.offers.slice(offers.length);
    return { taken: offers.map(({ id }) => id) };
  });
  await importPage.take();
  expect(importPage.outcome).toEqual({
    text: '已加进来 100 个，还有 50 个不知道做了没有：等了 8 秒没有回应。刷新看看做到哪里，再接着做',
    bad: true,
  });
  expect(importPage.bar).toMatchObject({ chosen: '已选 50 个', ready: true });
  cloud.serve(answers);
  await importPage.take();
  expect(importPage.outcome).toEqual({ text: '已加进来 50 个', bad: false });
});

test('a first failure says that nothing was done', async () => {
  const { importPage, answers } = await open(many(1, { storeId: 's0' }));
  importPage.toggle('n0');
  answers.refuse('offer.take', 'permission-denied');
  await importPage.take();
  expect(importPage.outcome?.text).toBe('没有做成：只有老板能导入摄像头。请老板来做');
});

test('a group that goes on beyond what is shown is chosen to its end', async () => {
  const offers = [...many(120, { group: '南京路店', storeId: 's0' }), makeNew('last', { group: '徐家汇店' })];
  const { importPage, answers } = await open(offers);
  expect(importPage.rows).toHaveLength(100);
  importPage.toggleGroup('n0');
  await settled();
  expect(importPage.bar.chosen).toBe('已选 120 个');
  importPage.toggleGroup('n0');
  await settled();
  expect(importPage.bar.chosen).toBe('已选 0 个');
  expect(answers.inputs('offer.list')).toHaveLength(2);
});

test('rows come as somebody gets to them', async () => {
  const { importPage } = await open(many(120));
  expect(importPage.rows).toHaveLength(100);
  importPage.more();
  await settled();
  expect(importPage.rows).toHaveLength(120);
});

test('all are chosen also while a page of them is on its way already', async () => {
  const { importPage, answers } = await open(many(150));
  importPage.more();
  importPage.toggleAll();
  await settled();
  expect(importPage.bar.chosen).toBe('已选 150 个');
  expect(answers.inputs('offer.list')).toHaveLength(2);
});

test('what is chosen while the page is left is forgotten with it', async () => {
  const { importPage, answers } = await open(many(150));
  const slow = makeDeferred<null>();
  const { call } = answers;
  const rest = await call('offer.list', { accountId: 'a', cursor: '100' });
  answers.on('offer.list', async () => {
    await slow.promise;
    return rest;
  });
  importPage.toggleAll();
  expect(importPage.busy).toBe(true);
  importPage.leave();
  expect(importPage.busy).toBe(false);
  slow.resolve(null);
  await settled();
  expect(importPage.bar.chosen).toBe('已选 0 个');
});

test('what was taken from one account is not told at another', async () => {
  const { importPage, answers, cloud } = await open(many(1, { storeId: 's0' }), (kit) => {
    kit.cloud.accounts = [...kit.cloud.accounts, makeAccount('b', { name: '加盟店' })];
  });
  const slow = makeDeferred<{ readonly taken: readonly string[] }>();
  answers.on('offer.take', () => slow.promise);
  importPage.toggle('n0');
  const taking = importPage.take();
  importPage.leave();
  cloud.offers = many(2, { storeId: 's1' });
  await importPage.show('b');
  importPage.toggle('n1');
  slow.resolve({ taken: ['n0'] });
  await taking;
  expect([importPage.outcome, importPage.bar.chosen]).toEqual([null, '已选 1 个']);
});

test('names are taken over without stores, and cameras that are gone only after a question', async () => {
  const { importPage, answers } = await open([makeRenamed('1', '后门'), makeGone('2')]);
  await importPage.chooseKind('renamed');
  expect(importPage.rows[0]).toMatchObject({ group: '南京路店', deed: '改成「后门」', assignLabel: '' });
  importPage.toggle('1');
  expect([importPage.question, importPage.bar.together]).toEqual([null, '']);
  await importPage.take();
  expect(answers.inputs('offer.take')[0]?.offers).toEqual([{ id: '1' }]);
  expect(importPage.outcome?.text).toBe('已改名 1 个');

  await importPage.chooseKind('gone');
  importPage.toggle('2');
  expect(importPage.question).toMatchObject({ title: '移除 1 个摄像头？', confirm: '移除' });
  await importPage.take();
  expect(importPage.outcome?.text).toBe('已移除 1 个');
  expect(importPage.empty?.title).toBe('没有不见的');
});

test('a reading tells how far it came; when it ends, what it found is there', async () => {
  const { importPage, cloud, clock } = await open([], (kit) => {
    kit.cloud.listing = makeListing({ state: 'listing', seen: 120, startedAt: NOON - 60_000, finishedAt: null });
  });
  expect(importPage.listing).toEqual({
    line: '正在读云平台的名单，已读到 120 个',
    note: '今天 14:04 开始，可以离开，回来接着看',
    bad: false,
    again: false,
  });
  expect(importPage.empty?.title).toBe('还没有要处理的');
  cloud.offers = many(2);
  cloud.listing = makeListing({ seen: 122, finishedAt: NOON });
  await clock.pass(1_000);
  await settled();
  expect(importPage.rows).toHaveLength(2);
  expect(importPage.listing).toMatchObject({ line: '名单读于 今天 14:05，共 122 个', again: true });
  importPage.leave();
  expect(clock.waiting).toBe(0);
});

test('a reading that failed says why, and what was found before is still there', async () => {
  const { importPage } = await open(many(1), ({ cloud }) => {
    cloud.listing = makeListing({ state: 'failed', problem: 'vendor-auth' });
  });
  expect(importPage.listing).toMatchObject({
    line: '没读完：云平台不认这组密钥。到账号页换上新的密钥',
    bad: true,
    again: true,
  });
  expect(importPage.rows).toHaveLength(1);
});

test('what was chosen is still chosen after a store was made for it on another page', async () => {
  const { importPage, cloud } = await open(many(150));
  importPage.toggleAll();
  await settled();
  importPage.hide();
  cloud.stores = [...cloud.stores, makeStore('s2', { name: '新天地店' })];
  await importPage.show('a');
  expect(importPage.bar.chosen).toBe('已选 150 个');
  expect(importPage.picker.view.rows.map(({ name }) => name)).toContain('新天地店');
});

test('without a store there is a way to make one; without offers, words for each kind', async () => {
  const { importPage } = await open(many(1), ({ cloud }) => void (cloud.stores = []));
  expect(importPage.storeless).toBe(true);
  const none = await open([]);
  expect(none.importPage.empty).toEqual({
    title: '没有新的摄像头',
    next: '云平台上加了新的，重新读一遍就会出现',
  });
});

test('whoever is no owner is told so, and an account that is gone says so', async () => {
  const { importPage } = await open([], ({ answers }) => {
    const member = makeSessionMember({ role: 'manager' });
    answers.on('session.start', () => ({
      visitorCode: 'K',
      member,
      notice: { version: '1', auditDays: 1, contact: null },
      now: NOON,
    }));
  });
  expect(importPage.screen).toMatchObject({ act: 'back', title: '只有老板能管账号' });
  const kit = await open([], ({ cloud }) => void (cloud.accounts = []));
  expect(kit.importPage.screen).toMatchObject({ act: 'back', title: '这个账号已不在' });
});

test('a failure of the list says why, and asking again brings it', async () => {
  const kit = await open([], ({ answers }) => void answers.refuse('offer.list', 'no-network'));
  expect(kit.importPage.screen).toMatchObject({ act: 'refresh', title: '网络连接不上' });
  kit.cloud.serve(kit.answers);
  await kit.importPage.show('a');
  expect(kit.importPage.screen.kind).toBe('content');
});

test('what was taken is offered no more, also where the list cannot be read anew', async () => {
  const { importPage, cloud, answers } = await open([makeNew('1', { storeId: 's0' }), makeNew('2', { storeId: 's0' })]);
  importPage.toggle('1');
  const taking = importPage.take();
  answers.refuse('offer.list', 'no-network');
  await taking;
  expect(importPage.screen.kind).toBe('content');
  expect(importPage.rows.map(({ key }) => key)).toEqual(['2']);
  expect(importPage.tabs[0]?.label).toBe('新的 1');
  expect(importPage.stale).toMatch(/^网络连接不上/);
  cloud.serve(answers);
  await importPage.show('a');
  expect([importPage.rows.length, importPage.stale]).toEqual([1, '']);
});
