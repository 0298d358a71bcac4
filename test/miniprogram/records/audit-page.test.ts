import { makeChannel, makeSessionMember } from '../support/cloud';
import { makeEntries, makeEntry, openAudit, WU, ZHOU } from '../support/audit';

const STORE_GRANT = {
  storeId: 's0',
  storeName: '南京路店',
  role: 'staff',
  rights: ['view'],
  hours: null,
} as const;
const STAFF = makeSessionMember({ role: 'staff', rights: ['view'], grants: [STORE_GRANT] });

const keys = (chips: readonly { readonly key: string }[]) => chips.map(({ key }) => key);

test('who manages chooses by person and store; a camera once the store is chosen', async () => {
  const { page, answers, clock, asked } = await openAudit();
  expect(page.title).toBe('操作记录');
  expect(keys(page.chips)).toEqual(['person', 'store', 'kind', 'day']);
  const store = { name: '南京路店', zone: 'Asia/Shanghai', channels: 1, online: 1, offline: 0 };
  answers.on('store.list', () => ({ stores: [{ id: 's0', ...store }] }));
  page.chooseBy('store');
  await clock.pass(0);
  page.choose('s0');
  expect(keys(page.chips)).toContain('camera');
  answers.on('channel.list', () => ({ channels: [makeChannel('gate', { name: '收银台' })], next: null }));
  page.chooseBy('camera');
  await clock.pass(0);
  expect(answers.inputs('channel.list')).toEqual([{ storeId: 's0', limit: 50 }]);
  page.choose('gate');
  expect(asked().at(-1)).toEqual({ storeId: 's0', channelId: 'gate' });
  expect(page.chips[2]).toEqual({
    key: 'camera',
    text: '收银台',
    label: '摄像头：收银台，更改',
    clear: '不再按摄像头筛选',
  });
  page.clear('store');
  expect(asked().at(-1)).toEqual({});
});

test('staff see their own only, and choose neither a person nor their only store', async () => {
  const { page, answers, clock, asked } = await openAudit({ member: STAFF });
  expect(page.title).toBe('我的操作记录');
  expect(keys(page.chips)).toEqual(['camera', 'kind', 'day']);
  expect(page.actsOf('e0')).toEqual([{ act: 'kind', name: '只看「看实时」' }]);
  answers.on('channel.list', () => ({ channels: [makeChannel('gate')], next: null }));
  page.chooseBy('camera');
  await clock.pass(0);
  page.choose('gate');
  expect(asked().at(-1)).toEqual({ channelId: 'gate' });
});

test('people are found by name and by visitor code, the caller first', async () => {
  const { page, choices, answers, clock, asked } = await openAudit();
  const member = { owner: false, grants: [], joinedAt: 0 };
  const members = [
    { ...WU, ...member, self: false },
    { ...ZHOU, ...member, self: true },
    { id: 'm3', name: '', visitorCode: 'ABC234', ...member, self: false },
  ];
  answers.on('member.list', () => ({ members }));
  page.chooseBy('person');
  await clock.pass(0);
  expect(page.sheet).toMatchObject({ show: true, title: '看谁的', search: '搜索名字或访客码', line: '' });
  expect(page.sheet.rows.map(({ title, detail }) => `${title} ${detail}`)).toEqual([
    '小周 我',
    '小吴 WU22WU',
    '未留名字 ABC234',
  ]);
  choices.searchBox.type('abc');
  await clock.pass(300);
  expect(page.sheet.rows.map(({ key }) => key)).toEqual(['m3']);
  choices.searchBox.type('谁');
  await clock.pass(300);
  expect(page.sheet.line).toBe('没有找到');
  choices.searchBox.clear();
  page.choose('m1');
  expect(page.sheet.show).toBe(false);
  expect(asked().at(-1)).toEqual({ memberId: 'm1' });
  expect(page.chips[0]?.text).toBe('我');
});

test('of many only the first are listed, and a search leads to the others', async () => {
  const { page, choices, answers, clock } = await openAudit({ member: STAFF });
  answers.on('channel.list', ({ query }) =>
    query === undefined
      ? { channels: Array.from({ length: 50 }, (_, n) => makeChannel(`c${n}`)), next: '50' }
      : { channels: [makeChannel('c70')], next: null },
  );
  page.chooseBy('camera');
  await clock.pass(0);
  expect(page.sheet.line).toBe('只列出 50 个，搜索来找其他的');
  choices.searchBox.type('70');
  await clock.pass(300);
  expect(page.sheet.rows.map(({ key }) => key)).toEqual(['c70']);
  expect(page.sheet.line).toBe('');
});

test('choices that cannot be had say why, and are asked for again', async () => {
  const { page, choices, answers, clock } = await openAudit();
  answers.refuse('store.list', 'no-network');
  page.chooseBy('store');
  await clock.pass(0);
  expect(page.sheet).toMatchObject({ line: '没有读到：网络连接不上。检查手机的网络，然后重试', retry: '重试' });
  answers.on('store.list', () => ({ stores: [] }));
  await choices.load();
  expect(page.sheet).toMatchObject({ line: '没有可选的', retry: '' });
});

test('a kind and a day are chosen without asking the cloud for them', async () => {
  const { page, asked, clock } = await openAudit();
  page.chooseBy('kind');
  await clock.pass(0);
  expect(page.sheet.rows).toHaveLength(13);
  page.choose('talk');
  page.chooseDay('2026-11-19');
  page.chooseDay('yesterday');
  expect(asked().at(-1)).toEqual({ kind: 'talk', day: '2026-11-19' });
  expect(page.chips.slice(-2).map(({ text }) => text)).toEqual(['对讲', '昨天']);
  expect(page.days).toEqual({ day: '2026-11-19', first: '2026-05-24', last: '2026-11-20' });
});

test('an entry leads to all of that person and of that kind', async () => {
  const { page, asked } = await openAudit({ entries: [makeEntry('e0'), makeEntry('gone', { who: null })] });
  expect(page.actsOf('e0')).toEqual([
    { act: 'person', name: '只看小吴' },
    { act: 'kind', name: '只看「看实时」' },
  ]);
  expect(page.actsOf('gone')).toHaveLength(1);
  page.act('e0', 'person');
  expect(asked().at(-1)).toEqual({ memberId: 'm2' });
});

test('two people of one name are told apart', async () => {
  const { page } = await openAudit({
    entries: [makeEntry('e0'), makeEntry('e1', { who: { ...WU, id: 'm9', visitorCode: 'ZZ99ZZ' } }), makeEntry('e2')],
  });
  expect(page.rows.map(({ title }) => title)).toEqual([
    '小吴（WU22WU） 打开实时画面',
    '小吴（ZZ99ZZ） 打开实时画面',
    '小吴（WU22WU） 打开实时画面',
  ]);
});

test('nothing there reads otherwise than nothing that fits', async () => {
  const { page, clock } = await openAudit({ entries: [] });
  expect(page.screen).toMatchObject({ title: '还没有记录', act: 'back' });
  expect(page.screen).toMatchObject({ detail: '谁看了、转了、分享了，都会记在这里，保留 180 天' });
  expect(page.bar).toBeNull();
  page.chooseDay('2026-11-19');
  await clock.pass(0);
  expect(page.screen).toMatchObject({ title: '这一天没有符合的记录', act: 'all' });
  page.clearAll();
  await clock.pass(0);
  expect(page.screen).toMatchObject({ title: '还没有记录' });
});

test('a refusal reads in words of the audit, with its number', async () => {
  const { page, answers, clock } = await openAudit();
  answers.refuse('audit.list', 'permission-denied');
  page.chooseDay('2026-11-19');
  await clock.pass(0);
  expect(page.screen).toMatchObject({
    ...{ kind: 'card', act: 'retry', title: '这里的记录不能看', note: '编号 R1' },
  });
});

test('a long wait shows the shape of the list, then words', async () => {
  const { page, answers, clock } = await openAudit({ entries: makeEntries(1) });
  answers.on('audit.list', () => new Promise(() => undefined));
  page.chooseDay('2026-11-19');
  expect(page.screen).toEqual({ kind: 'blank' });
  await clock.pass(300);
  expect(page.screen).toEqual({ kind: 'skeleton', slow: false });
  await clock.pass(5_000);
  expect(page.screen).toEqual({ kind: 'skeleton', slow: true });
});
