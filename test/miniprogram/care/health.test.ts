import type { Codec } from '../../../typings/contract/domain';
import type { Cause, StorageMedium } from '../../../typings/contract/health';
import { dictionaries } from '../../../miniprogram/care/i18n/index';
import { makeDeferred } from '../support/answers';
import { makeHealth, makeHealthRig } from '../support/care';
import { makeChannel, makeSessionMember } from '../support/cloud';
import { NOON } from '../support/phone';

const MINUTE = 60_000;
const GB = 1024 ** 3;
const OFFLINE = { reachability: 'offline' } as const;

const medium = (change: Partial<StorageMedium> = {}): StorageMedium => ({
  ...{ state: 'ok', totalBytes: 64 * GB, freeBytes: 12 * GB },
  ...change,
});

describe('how a camera is', () => {
  test('one in order says since when it is online, and that nothing is wrong', async () => {
    const page = await makeHealthRig().open(makeHealth({ status: { since: NOON - 5 * MINUTE } }));
    expect(page.title).toBe('收银台 · 健康');
    expect(page.state).toEqual({ word: '在线', since: '今天 14:00 起在线', store: '南京路店', tone: 'online' });
    expect(page.causes).toEqual([]);
    expect(page.none.title).toBe('没有发现问题');
    expect(page.freshness).toEqual({ line: '今天 14:05 问过云平台', isStale: false });
  });

  test('one in order says that it can be played only where its codec is known', async () => {
    const nextOf = async (codec: Codec) => (await makeHealthRig().open(makeHealth({ codec }))).none.next;
    expect(await nextOf('h264')).toContain('编码手机能放');
    expect(await nextOf('unknown')).not.toContain('能放');
    expect(await nextOf('unknown')).toContain('编码还不知道');
  });

  test('one that is gone says since when and how long, and the length grows while somebody looks', async () => {
    const { open, clock } = makeHealthRig();
    const page = await open(makeHealth({ status: OFFLINE, outageFrom: NOON - 10 * MINUTE, causes: ['camera-line'] }));
    expect(page.state).toMatchObject({ word: '离线', since: '今天 13:55 起离线，已经 10 分钟' });
    await clock.pass(MINUTE);
    expect(page.state?.since).toBe('今天 13:55 起离线，已经 11 分钟');
    page.hide();
    expect(clock.waiting).toBe(0);
  });

  test.each([
    [30_000, '不到 1 分钟'],
    [61 * MINUTE, '1 小时 1 分'],
    [49 * 60 * MINUTE, '2 天 1 小时'],
  ])('an outage of %d ms reads as %s', async (ms, words) => {
    const page = await makeHealthRig().open(makeHealth({ status: OFFLINE, outageFrom: NOON - ms }));
    expect(page.state?.since).toContain(`已经 ${words}`);
  });

  test('a first look begins no outage and ends none, and the page says so', async () => {
    const gone = await makeHealthRig().open(makeHealth({ status: OFFLINE }));
    expect(gone.state?.since).toContain('刚刚看到离线');
    const told = await makeHealthRig().open(makeHealth({ status: { ...OFFLINE, since: NOON - 5 * MINUTE } }));
    expect(told.state?.since).toBe('今天 14:00 起离线，刚刚才看到。隔一分钟再看到一次，才算真的断了');
    const back = await makeHealthRig().open(makeHealth({ outageFrom: NOON - 10 * MINUTE }));
    expect(back.state).toMatchObject({ word: '在线', tone: 'online' });
    expect(back.state?.since).toContain('从 今天 13:55 断到现在');
  });

  test('one of which the vendor says nothing is neither fine nor gone', async () => {
    const page = await makeHealthRig().open(makeHealth({ status: { reachability: 'unknown' } }));
    expect(page.state).toMatchObject({ word: '状态未知', since: '云平台还没有说它在不在线' });
    expect(page.none.title).toBe('看不出原因');
  });
});

describe('likely causes', () => {
  test('the likeliest stands first and is marked, where there are several', async () => {
    const page = await makeHealthRig().open(makeHealth({ causes: ['encrypted', 'storage-full'] }));
    expect(page.causes.map(({ mark, title }) => [mark, title])).toEqual([
      ['最可能', '视频加密打开着'],
      ['', '存储满了'],
    ]);
    const alone = await makeHealthRig().open(makeHealth({ causes: ['masked'] }));
    expect(alone.causes[0]?.mark).toBe('');
  });

  test('every cause says in both languages what, why and the next step', () => {
    for (const { health } of [dictionaries['zh-CN'], dictionaries.en]) {
      const all = Object.values(health.causes);
      for (const { title, why, next } of all) expect(new Set([title, why, next]).size).toBe(3);
      expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
    }
  });

  const ways = async (causes: readonly Cause[], member = makeSessionMember(), manages = true) => {
    const pushing = { kind: 'unknown', why: manages ? 'unsupported' : 'permission-denied' } as const;
    const { open } = makeHealthRig({ member });
    const page = await open(makeHealth({ causes, pushing }));
    return page.causes.map(({ way }) => way);
  };

  test('an owner is led to the accounts, nobody else is', async () => {
    const owner = makeSessionMember({ role: 'owner' });
    expect(await ways(['account-keys', 'not-listed', 'store-line'], owner)).toEqual(['accounts', 'accounts', null]);
    expect(await ways(['account-keys'])).toEqual([null]);
  });

  test('who manages the camera is led to its switches, who may only view it is not', async () => {
    expect(await ways(['masked', 'disabled'])).toEqual(['live', 'live']);
    expect(await ways(['masked'], makeSessionMember({ role: 'staff' }), false)).toEqual([null]);
  });
});

describe('what else is known', () => {
  const rows = async (change: Parameters<typeof makeHealth>[0], key: string) => {
    const page = await makeHealthRig().open(makeHealth(change));
    return page.facts.find((section) => section.key === key)?.rows ?? null;
  };

  test('encoding and encryption stand out where they are causes', async () => {
    expect(await rows({ codec: 'h265', causes: ['codec'] }, 'picture')).toMatchObject([
      { value: 'H.265，手机放不了', bad: true },
      { value: '没有打开', bad: false },
    ]);
    const encrypted = { status: { condition: 'encrypted' }, causes: ['encrypted', 'codec'], codec: 'h265' } as const;
    expect(await rows(encrypted, 'picture')).toMatchObject([{ bad: true }, { value: '打开着，放不出来', bad: true }]);
    expect(await rows({ status: OFFLINE, codec: 'unknown' }, 'picture')).toMatchObject([
      { value: '还不知道，有人看过一次直播就知道了' },
      { value: '它不在线，看不出来' },
    ]);
  });

  test('storage says how it is and how much is left, one line for each', async () => {
    const value = [medium(), medium({ state: 'unformatted', totalBytes: null }), medium({ freeBytes: null })];
    expect(await rows({ storage: { kind: 'known', value }, causes: ['storage-broken'] }, 'storage')).toMatchObject([
      { label: '第 1 个', value: '正常，剩 12.0 GB，共 64.0 GB', bad: false },
      { label: '第 2 个', value: '没有格式化', bad: true },
      { label: '第 3 个', value: '正常，共 64.0 GB', bad: false },
    ]);
    const full = { storage: { kind: 'known', value: [medium({ state: 'full' })] }, causes: ['storage-full'] } as const;
    expect(await rows(full, 'storage')).toMatchObject([{ label: '存储卡或硬盘', bad: true }]);
    expect(await rows({}, 'storage')).toMatchObject([{ value: '没有存储卡或硬盘' }]);
  });

  test('an empty slot beside a card is no fault, and a card being formatted only takes time', async () => {
    const value = [medium(), medium({ state: 'missing', totalBytes: null }), medium({ state: 'formatting' })];
    expect(await rows({ storage: { kind: 'known', value } }, 'storage')).toMatchObject([
      { bad: false, next: '' },
      { value: '没有插', bad: false, next: '' },
      { bad: false, next: '等几分钟，再看一次' },
    ]);
  });

  test('storage that the vendor never tells of is said so, one that could not be asked about says why', async () => {
    const unknown = (why: 'unsupported' | 'vendor-unavailable') => ({ storage: { kind: 'unknown', why } }) as const;
    expect(await rows(unknown('unsupported'), 'storage')).toMatchObject([{ value: '这家云平台不告诉' }]);
    expect(await rows(unknown('vendor-unavailable'), 'storage')).toMatchObject([
      { label: '存储卡或硬盘', value: '没有问到：云平台没有回应', next: '等一会儿再试' },
    ]);
  });

  test('what it sends and who watches stand there where they are told', async () => {
    const since = NOON - 3 * MINUTE;
    const value = { since, codec: 'h264', size: { width: 1280, height: 720 }, framesPerSecond: 15 } as const;
    expect(await rows({ pushing: { kind: 'known', value } }, 'pushing')).toMatchObject([
      { label: '开始', value: '今天 14:02' },
      { label: '画面', value: 'H.264 · 1280×720 · 15 帧/秒' },
    ]);
    const bare = { since, codec: 'unknown', size: null, framesPerSecond: null } as const;
    expect((await rows({ pushing: { kind: 'known', value: bare } }, 'pushing'))?.[1]?.value).toBe('编码未知');
    expect(await rows({ pushing: { kind: 'known', value: null } }, 'pushing')).toMatchObject([{ value: '现在没有送' }]);
    const viewers = { kind: 'known', value: [{ protocol: 'rtmp', since }] } as const;
    expect(await rows({ viewers }, 'viewers')).toMatchObject([
      { value: '1 人，包括不用看店、直接在云平台上看的' },
      { value: 'RTMP，今天 14:02 起' },
    ]);
    expect(await rows({ viewers: { kind: 'known', value: [] } }, 'viewers')).toMatchObject([{ value: '现在没有人看' }]);
  });

  test('what a vendor never tells, or others only, takes no place', async () => {
    for (const why of ['unsupported', 'permission-denied'] as const)
      expect(await rows({ pushing: { kind: 'unknown', why } }, 'pushing')).toBeNull();
    const failed = { viewers: { kind: 'unknown', why: 'vendor-quota' } } as const;
    expect(await rows(failed, 'viewers')).toMatchObject([{ label: '人数', value: '没有问到：云平台的次数用完了' }]);
  });

  test('a crowd is counted whole and listed up to twenty', async () => {
    const value = Array.from({ length: 30 }, () => ({ protocol: 'flv', since: NOON }) as const);
    const listed = await rows({ viewers: { kind: 'known', value } }, 'viewers');
    expect(listed).toHaveLength(21);
    expect(listed?.[0]?.value).toContain('30 人');
  });
});

describe('asking', () => {
  test('the name of a camera that the list knows is there at once', () => {
    const { page } = makeHealthRig({ find: () => makeChannel('gate', { name: '后门' }) });
    page.open('gate');
    expect(page.title).toBe('后门 · 健康');
  });

  test('a short wait shows nothing, a longer one the shape, a long one what is slow', async () => {
    const { page, answers, clock } = makeHealthRig();
    const held = makeDeferred<ReturnType<typeof makeHealth>>();
    answers.on('camera.health', () => held.promise);
    page.open('gate');
    page.show();
    expect(page.screen).toEqual({ kind: 'blank' });
    await clock.pass(300);
    expect(page.screen).toEqual({ kind: 'skeleton', slow: false });
    await clock.pass(5_000);
    expect(page.screen).toEqual({ kind: 'skeleton', slow: true });
    held.resolve(makeHealth());
    await clock.pass(0);
    expect(page.screen).toEqual({ kind: 'content' });
  });

  test('it is asked again by hand, once at a time, and not by coming back within a minute', async () => {
    const { open, health, page, answers, clock } = makeHealthRig();
    await open();
    page.hide();
    page.show();
    await clock.pass(0);
    expect(answers.inputs('camera.health')).toHaveLength(1);
    void health.refresh();
    expect(page.refreshWords).toBe('正在看');
    await health.refresh();
    await clock.pass(0);
    expect(answers.inputs('camera.health')).toHaveLength(2);
    page.hide();
    await clock.pass(MINUTE);
    page.show();
    await clock.pass(0);
    expect(answers.inputs('camera.health')).toHaveLength(3);
  });

  test('what was known stays, and says of when it is, where the cloud cannot be asked', async () => {
    const { open, health, answers } = makeHealthRig();
    const page = await open();
    answers.refuse('camera.health', 'no-network');
    await health.refresh();
    expect(page.screen.kind).toBe('content');
    expect(page.freshness).toEqual({ line: '网络连接不上，下面是 今天 14:05 的', isStale: true });
  });

  test('who lost the camera sees nothing of before', async () => {
    const { open, health, answers } = makeHealthRig();
    const page = await open();
    answers.refuse('camera.health', 'permission-denied');
    await health.refresh();
    expect(page.screen).toMatchObject({ kind: 'card', act: 'back', title: '健康只给成员看' });
    expect([page.state, page.report, page.facts]).toEqual([null, '', []]);
  });

  test('a first answer that fails can be asked for again', async () => {
    const { page, answers, clock, health } = makeHealthRig();
    answers.refuse('camera.health', 'vendor-unavailable');
    page.open('gate');
    page.show();
    await clock.pass(0);
    expect(page.screen).toMatchObject({ kind: 'card', act: 'refresh', note: '编号 R1' });
    answers.on('camera.health', () => makeHealth());
    await health.refresh();
    expect(page.screen.kind).toBe('content');
  });

  test('an answer for a camera that was left is dropped', async () => {
    const { page, health, answers, clock } = makeHealthRig();
    const held = makeDeferred<ReturnType<typeof makeHealth>>();
    answers.on('camera.health', () => held.promise);
    page.open('gate');
    page.show();
    await clock.pass(0);
    health.leave();
    held.resolve(makeHealth());
    await clock.pass(0);
    expect([health.health, page.title]).toEqual([null, '健康']);
  });

  test('an address without a camera leads back and asks nothing', () => {
    const { page, answers } = makeHealthRig();
    page.open(null);
    page.show();
    expect(page.screen).toMatchObject({ kind: 'card', act: 'back', title: '没有这个摄像头' });
    expect(answers.inputs('camera.health')).toEqual([]);
  });
});

test('what is copied for support says all of it, and no id', async () => {
  const { open } = makeHealthRig();
  const since = NOON - 3 * MINUTE;
  const page = await open(
    makeHealth({
      ...{ id: 'channel-4711', status: { id: 'channel-4711', ...OFFLINE }, outageFrom: since },
      ...{ causes: ['recorder'], storage: { kind: 'known', value: [medium()] } },
    }),
  );
  expect(page.report.split('\n')).toEqual([
    '健康 · 收银台 · 南京路店',
    '今天 14:05 问过云平台',
    '离线 · 今天 14:02 起离线，已经 3 分钟',
    '',
    '可能的原因',
    '1. 录像机断电或网线松了 — 接在同一台录像机上的摄像头现在都断着 — ' +
      '看录像机的电源灯和网线；插紧以后还不行，就断电 10 秒再开',
    '',
    '画面',
    '编码: H.264，手机能放',
    '视频加密: 它不在线，看不出来',
    '',
    '存储',
    '存储卡或硬盘: 正常，剩 12.0 GB，共 64.0 GB',
  ]);
  expect(page.report).not.toContain('4711');
});

test('with nothing found, the copy says so', async () => {
  expect((await makeHealthRig().open()).report).toContain('可能的原因\n没有发现问题');
});
