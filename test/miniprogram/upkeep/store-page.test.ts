import type { OutputOf } from '../../../typings/contract/calls';
import { makeDeferred } from '../support/answers';
import { aManager } from '../support/people';
import { NOON } from '../support/phone';
import { makeUpkeep } from '../support/upkeep';
import { makeStore } from '../support/upkeep-things';

describe('a new store', () => {
  test('says beside the field what is missing, and sends nothing before', async () => {
    const { storePage, answers } = await makeUpkeep();
    await storePage.open(null);
    expect([storePage.title, storePage.name.problem, storePage.saveWords]).toEqual(['新建门店', '', '建好']);
    await storePage.save();
    storePage.type('address', '长'.repeat(101));
    expect([storePage.name.problem, storePage.address.problem]).toEqual(['给门店起个名字', '地址最多 100 个字']);

    storePage.type('name', '店'.repeat(41));
    await storePage.save();
    expect(storePage.name.problem).toBe('名字最多 40 个字');
    storePage.type('name', ' \u200b');
    await storePage.save();
    expect(storePage.name.problem).toBe('给门店起个名字');
    expect(answers.inputs('store.create')).toEqual([]);
  });

  test('is made once, however often it is sent, and then is an old one', async () => {
    const { storePage, answers, upkeep, stores, changes } = await makeUpkeep();
    await stores.refresh();
    await storePage.open(null);
    storePage.type('name', ' 五角场店\u200b ');
    answers.refuse('store.create', 'timeout');
    expect(await storePage.save()).toMatchObject({ done: false });
    upkeep.serve(answers);
    expect(await storePage.save()).toEqual({ text: '已建好，可以添加摄像头了', done: true });
    expect(upkeep.stores.filter(({ name }) => name === '五角场店')).toHaveLength(1);

    const [first, second] = answers.inputs('store.create');
    expect(first).toMatchObject({ name: '五角场店', address: '', zone: 'Asia/Shanghai' });
    expect(second).toEqual(first);
    expect([storePage.isNew, storePage.title, storePage.saveWords]).toEqual([false, '五角场店', '']);
    expect(stores.stores?.at(-1)?.name).toBe('五角场店');
    expect(changes).not.toEqual([]);
  });
});

test('a store that is written otherwise after a failure is another wish', async () => {
  const { storePage, answers } = await makeUpkeep();
  await storePage.open(null);
  storePage.type('name', '五角场店');
  answers.refuse('store.create', 'timeout');
  await storePage.save();
  storePage.type('name', '五角场二店');
  await storePage.save();
  const keys = answers.inputs('store.create').map(({ requestKey }) => requestKey);
  expect(new Set(keys).size).toBe(2);
});

describe('a store', () => {
  test('sends what was changed, and only that', async () => {
    const { storePage, answers } = await makeUpkeep();
    await storePage.open('s0');
    expect(storePage.saveWords).toBe('');
    storePage.type('name', '南京西路店');
    storePage.type('address', '');
    expect([storePage.saveWords, storePage.resettable]).toEqual(['保存', true]);
    expect(await storePage.save()).toEqual({ text: '已保存', done: true });
    expect(answers.inputs('store.edit')).toEqual([{ storeId: 's0', name: '南京西路店' }]);

    storePage.type('address', '南京西路 1 号');
    expect(storePage.leaveQuestion).toBe('填的还没有保存，要离开吗？');
    storePage.reset();
    expect(storePage.leaveQuestion).toBe('');
    expect([storePage.address.value, storePage.saveWords]).toEqual(['', '']);
  });

  test('has a zone by name, or one that is typed and that the cloud may not know', async () => {
    const { storePage, answers } = await makeUpkeep();
    await storePage.open('s0');
    const { names } = storePage.zone;
    expect(storePage.zone).toMatchObject({ value: '北京时间', index: 0, typed: false });
    storePage.chooseZone(names.indexOf('东京'));
    await storePage.save();
    expect(answers.inputs('store.edit').at(-1)).toEqual({ storeId: 's0', zone: 'Asia/Tokyo' });

    storePage.chooseZone(names.length - 1);
    expect(storePage.zone).toMatchObject({ typed: true, problem: '选一个时区' });
    storePage.type('zone', '北京');
    expect(storePage.zone.problem).toContain('没有这个时区');
    storePage.type('zone', 'Moon/Crater');
    expect(storePage.zone.problem).toBe('');
    expect(await storePage.save()).toMatchObject({ done: false });
    expect(storePage.zone.problem).toContain('没有这个时区');
    storePage.type('zone', 'America/Argentina/Ushuaia');
    expect(await storePage.save()).toMatchObject({ done: true });
    expect(storePage.zone).toMatchObject({ typed: true, problem: '' });
  });

  test('with cameras is not archived, and says why', async () => {
    const { storePage } = await makeUpkeep();
    await storePage.open('s0');
    expect([storePage.archiveWords, storePage.archiveWhy]).toEqual([
      '归档门店',
      '还有 2 个摄像头。先把它们移走或删除，才能归档',
    ]);
  });

  test('without cameras is archived, and comes back', async () => {
    const { storePage, upkeep } = await makeUpkeep();
    await storePage.open('s2');
    expect([storePage.archiveWhy, storePage.archiveQuestion.title]).toEqual(['', '归档 徐家汇店？']);
    expect(await storePage.archive()).toEqual({ text: '已归档', done: true });
    expect(await storePage.archive(true)).toBeNull();
    expect([storePage.isArchived, storePage.archiveWords]).toEqual([true, '恢复门店']);
    expect(await storePage.archive()).toEqual({ text: '已恢复', done: true });
    expect(upkeep.stores.at(-1)?.archivedAt).toBeNull();
  });

  test('into which a camera came meanwhile stays, and says so', async () => {
    const { storePage, upkeep } = await makeUpkeep();
    await storePage.open('s2');
    upkeep.stores = [makeStore('s2', { cameras: 1 })];
    expect((await storePage.archive())?.text).toContain('门店里还有摄像头');
    expect([storePage.isArchived, storePage.archiveWhy]).toEqual([
      false,
      '还有 1 个摄像头。先把它们移走或删除，才能归档',
    ]);
  });

  test('is archived by owners only', async () => {
    const { storePage } = await makeUpkeep({ caller: aManager() });
    await storePage.open('s2');
    expect(storePage.archiveWords).toBe('');
  });

  test('that is not the caller’s any more leads back', async () => {
    const { storePage, upkeep } = await makeUpkeep();
    upkeep.stores = [];
    await storePage.open('s0');
    expect(storePage.screen).toMatchObject({ kind: 'card', act: 'back', title: '这家门店不在了' });
  });

  test('that was left does not show what comes late', async () => {
    const { storePage, editor, answers } = await makeUpkeep();
    await storePage.open('s0');
    const slow = makeDeferred<OutputOf<'store.edit'>>();
    answers.on('store.edit', () => slow.promise);
    storePage.type('name', '旧名');
    const saving = storePage.save();
    expect([storePage.busy, storePage.saveWords]).toEqual([true, '正在保存']);
    await storePage.open('s1');
    slow.resolve(makeStore('s0', { name: '旧名' }));

    expect(await saving).toBeNull();
    expect(editor.store?.name).toBe('人民广场店');
  });
});

describe('its cameras', () => {
  test('say how they are, and which are hidden', async () => {
    const { camerasPart, upkeep } = await makeUpkeep();
    upkeep.cameras = upkeep.cameras.map((camera, n) => ({ ...camera, hidden: n === 1 }));
    await camerasPart.open('s0');
    expect(camerasPart.rows).toMatchObject([
      { name: '收银台', tone: 'online', state: '在线', mark: '' },
      { name: '后门', mark: '已隐藏', label: '后门，在线，已隐藏，点一下可以改' },
    ]);
  });

  test('come a hundred at a time', async () => {
    const { camerasPart, cameras, upkeep } = await makeUpkeep();
    const [first] = upkeep.cameras;
    upkeep.cameras = Array.from({ length: 150 }, (_, n) => ({ ...first!, id: `c${n}` }));
    await camerasPart.open('s0');
    expect([camerasPart.rows.length, camerasPart.more]).toEqual([100, '再看一些']);
    await cameras.more();
    expect([camerasPart.rows.length, camerasPart.more]).toEqual([150, '']);
  });

  test('are renamed, with names that fit', async () => {
    const { camerasPart, answers, changes } = await makeUpkeep();
    await camerasPart.open('s0');
    expect(await camerasPart.rename('gate', ' ')).toEqual({ text: '名字要 1 到 40 个字', done: false });
    expect(await camerasPart.rename('gate', '收银台')).toBeNull();
    expect(await camerasPart.rename('gate', ' 前台 ')).toEqual({ text: '已改名', done: true });
    expect(answers.inputs('camera.rename')).toEqual([{ channelId: 'gate', name: '前台' }]);
    expect(camerasPart.rows[0]?.name).toBe('前台');
    expect(changes).toEqual(['changed']);
  });

  test('keep of a name what shows, and go when that is typed', async () => {
    const { camerasPart, answers, upkeep } = await makeUpkeep();
    upkeep.cameras = upkeep.cameras.map((camera) => ({ ...camera, name: `${camera.name}\u200b` }));
    await camerasPart.open('s0');
    expect((await camerasPart.rename('gate', '\u200b'))?.text).toBe('名字要 1 到 40 个字');
    expect((await camerasPart.remove('yard', ' 后门'))?.done).toBe(true);
    expect(answers.inputs('camera.remove')).toEqual([{ channelId: 'yard', name: '后门\u200b' }]);
    await camerasPart.rename('gate', '前台\u200b');
    expect(answers.inputs('camera.rename')).toEqual([{ channelId: 'gate', name: '前台' }]);
  });

  test('are hidden and shown again', async () => {
    const { camerasPart } = await makeUpkeep();
    await camerasPart.open('s0');
    camerasPart.choose('yard');
    expect(camerasPart.deeds.map(({ name }) => name)).toEqual([
      ...['改名', '移到别的门店', '隐藏', '它的码', '健康', '刷新封面', '删除'],
    ]);
    expect(await camerasPart.hide('yard')).toEqual({ text: '已隐藏', done: true });
    expect(camerasPart.deeds.map(({ name }) => name)).toEqual([
      ...['改名', '移到别的门店', '不再隐藏', '它的码', '健康', '删除'],
    ]);
    expect(await camerasPart.hide('yard')).toEqual({ text: '不再隐藏', done: true });
  });

  test('get a new cover, or hear why not', async () => {
    const { camerasPart, answers, changes } = await makeUpkeep();
    await camerasPart.open('s0');
    expect(await camerasPart.cover('gate')).toEqual({ text: '封面已更新', done: true });
    expect([answers.inputs('cover.refresh'), changes]).toEqual([[{ channelId: 'gate' }], ['changed']]);
    answers.refuse('cover.refresh', 'vendor-quota');
    expect((await camerasPart.cover('gate'))?.text).toBe('没有办成：今天拍的次数用完了。明天再试，或打开直播看');
    answers.refuse('cover.refresh', 'timeout');
    expect((await camerasPart.cover('gate'))?.text).toBe('等了 8 秒没有回应。可能已经拍好，回到门店看看');
  });

  test('of a vendor with tools lead to them, and get another channel beside them', async () => {
    const { camerasPart, answers, upkeep } = await makeUpkeep();
    upkeep.cameras = upkeep.cameras.map((camera) => ({ ...camera, tools: true }));
    await camerasPart.open('s0');
    camerasPart.choose('gate');
    expect(camerasPart.deeds.map(({ name }) => name).slice(-3)).toEqual(['设备工具', '添加通道', '删除']);

    expect(['2', ' 12 ', '', 'a', '1234567890'].map((text) => camerasPart.channelNumber(text))).toEqual([
      ...['2', '12', null, null, null],
    ]);
    expect(camerasPart.nameOfChannel('gate', '2')).toBe('收银台 2');
    expect(await camerasPart.extend('gate', '2', ' ')).toEqual({ text: '名字要 1 到 40 个字', done: false });
    expect(await camerasPart.extend('gate', '2', '收银台 2')).toEqual({ text: '已添加 收银台 2', done: true });
    expect(answers.inputs('camera.extend')).toEqual([{ channelId: 'gate', number: '2', name: '收银台 2' }]);
    expect(camerasPart.rows.map(({ name }) => name)).toEqual(['收银台', '后门', '收银台 2']);
    expect((await camerasPart.extend('gate', '2', '又一个'))?.text).toContain('设备已有这个通道号');
  });

  test('go to another open store of the caller’s, after a question that names both', async () => {
    const { camerasPart, stores, upkeep, answers } = await makeUpkeep();
    upkeep.stores = [makeStore('s0'), makeStore('s1'), makeStore('s2', { archivedAt: NOON })];
    await stores.refresh();
    await camerasPart.open('s0');
    camerasPart.startMove('gate');
    expect(camerasPart.targets.map(({ name }) => name)).toEqual(['人民广场店']);
    expect(camerasPart.moveQuestion('s1').title).toBe('把 收银台 移到 人民广场店？');
    expect(await camerasPart.move('s1')).toEqual({ text: '已移到 人民广场店', done: true });
    expect(answers.inputs('camera.move')).toEqual([{ channelId: 'gate', storeId: 's1' }]);
    expect(camerasPart.rows.map(({ key }) => key)).toEqual(['yard']);
  });

  test('do not go to a store that was archived meanwhile', async () => {
    const { camerasPart, stores, answers } = await makeUpkeep();
    await stores.refresh();
    await camerasPart.open('s0');
    camerasPart.startMove('gate');
    answers.refuse('camera.move', 'conflict');
    expect((await camerasPart.move('s1'))?.text).toContain('那家门店刚刚归档了');
    expect(camerasPart.rows).toHaveLength(2);
  });

  test('are removed by who types their name, and nobody else', async () => {
    const { camerasPart, answers } = await makeUpkeep();
    await camerasPart.open('s0');
    expect(camerasPart.removeQuestion('gate')).toMatchObject({ title: '删除 收银台？', confirm: '下一步' });
    expect(camerasPart.removeTyped('gate')).toBe('输入「收银台」来删除');
    expect(await camerasPart.remove('gate', '后门')).toEqual({ text: '名字不一样，没有删除', done: false });
    expect(answers.inputs('camera.remove')).toEqual([]);
    expect(await camerasPart.remove('gate', ' 收银台 ')).toEqual({ text: '已删除', done: true });
    expect(camerasPart.rows.map(({ key }) => key)).toEqual(['yard']);
  });

  test('that somebody renamed meanwhile stay, and are shown as they are now', async () => {
    const { camerasPart, upkeep } = await makeUpkeep();
    await camerasPart.open('s0');
    upkeep.cameras = upkeep.cameras.map((camera) => ({ ...camera, name: `新${camera.name}` }));
    expect((await camerasPart.remove('gate', '收银台'))?.text).toContain('名字和现在的不一样');
    expect(camerasPart.rows.map(({ name }) => name)).toEqual(['新收银台', '新后门']);
  });

  test('are changed one at a time, and what is being done is said', async () => {
    const { camerasPart, cameras, answers } = await makeUpkeep();
    await camerasPart.open('s0');
    const slow = makeDeferred<null>();
    answers.on('camera.remove', () => slow.promise);
    const removing = camerasPart.remove('gate', '收银台');
    expect(camerasPart.line).toBe('正在删除，云平台可能要几秒');
    camerasPart.choose('yard');
    expect([camerasPart.chosen, await camerasPart.hide('yard')]).toEqual([null, null]);
    slow.resolve(null);
    await removing;
    expect([camerasPart.line, cameras.task]).toEqual(['', null]);
  });

  test('are as they were made, whatever a list says that was asked for meanwhile', async () => {
    const { camerasPart, cameras, answers, upkeep } = await makeUpkeep();
    await camerasPart.open('s0');
    const slow = makeDeferred<null>();
    answers.on('camera.hide', async ({ channelId, hidden }) => {
      await slow.promise;
      upkeep.cameras = upkeep.cameras.map((camera) => (camera.id === channelId ? { ...camera, hidden } : camera));
      return null;
    });
    const before = { channels: upkeep.cameras, next: null };
    const late = makeDeferred<typeof before>();
    const hiding = camerasPart.hide('gate');
    answers.on('channel.list', () => late.promise);
    const listing = cameras.refresh();
    answers.on('channel.list', () => ({ channels: upkeep.cameras, next: null }));
    slow.resolve(null);
    await hiding;
    late.resolve(before);
    await listing;
    expect(camerasPart.rows.map(({ mark }) => mark)).toEqual(['已隐藏', '']);
  });

  test('of a store that was left tell nothing, also while they are listed anew', async () => {
    const { camerasPart, cameras, answers } = await makeUpkeep();
    await camerasPart.open('s0');
    answers.on('channel.list', () => {
      cameras.leave();
      return { channels: [], next: null };
    });
    expect(await camerasPart.rename('gate', '前台')).toBeNull();
  });

  test('that cannot be listed say why', async () => {
    const { camerasPart, cameras, answers, upkeep } = await makeUpkeep();
    answers.refuse('channel.list', 'no-network');
    await camerasPart.open('s0');
    expect(camerasPart.screen).toMatchObject({ kind: 'card', title: '网络连接不上' });
    upkeep.serve(answers);
    await cameras.refresh();
    expect(camerasPart.screen.kind).toBe('content');
  });
});
