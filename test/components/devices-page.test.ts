import { FakeCloud, makeChain, makeChannel, makeSessionMember } from '../miniprogram/support/cloud';
import { makeScanResult } from '../miniprogram/support/scan-result';
import { serveCalls } from '../miniprogram/support/serve-calls';
import { mount, restartApp, textOf, unmountAll, type Mounted } from '../support/mount';
import { elementOf, elementsOf, hear, rolesOf } from '../support/screen-reader';

interface Sent {
  readonly at: number;
  readonly bytes: number;
}

interface Page {
  onShow(): void;
  onHide(): void;
  setData(data: object): void;
}

const opened: string[] = [];
const toasts: string[] = [];
let sent: Sent[] = [];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  opened.length = 0;
  toasts.length = 0;
  sent = [];
  Object.assign(wx, {
    navigateTo: ({ url }: { url: string }) => opened.push(url),
    showToast: ({ title }: { title: string }) => toasts.push(title),
    getWindowInfo: () => ({ windowWidth: 375, windowHeight: 600 }),
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
  });
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

async function pass(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}

/** Notes how often and how much a page is given, from its very first data on. */
function watchData(component: Mounted): void {
  const page = component.instance as Page;
  const setData = page.setData.bind(page);
  page.setData = (data) => {
    sent.push({ at: Date.now(), bytes: Buffer.byteLength(JSON.stringify(data)) });
    setData(data);
  };
}

/** Opens the page of stores in front of a cloud of memory. */
async function open(cloud: FakeCloud): Promise<Mounted> {
  serveCalls(cloud);
  const page = mount('pages/devices/devices', {}, watchData);
  (page.instance as Page).onShow();
  await pass(1_000);
  return page;
}

/** The cameras that can be opened; each has a button of its own for more. */
const cardsOf = (page: Mounted) =>
  rolesOf(page).filter(({ role, label }) => role === 'button' && !label.startsWith('更多操作'));
const scrollTo = (page: Mounted, scrollTop: number) => elementOf(page, 'wx-scroll-view').fire('scroll', { scrollTop });

test('stores and cameras read from top to bottom, and a tap opens the camera', async () => {
  const page = await open(new FakeCloud(makeChain([2, 1])));

  const read = rolesOf(page).flatMap(({ role, label }) => (role === 'heading' || role === 'button' ? label : []));
  expect(read.slice(0, 3)).toEqual(['门店 0', '摄像头 0-0，在线，还没有画面，门店 0', '更多操作 摄像头 0-0']);
  expect(read.slice(-3)).toEqual(['门店 1', '摄像头 1-0，在线，还没有画面，门店 1', '更多操作 摄像头 1-0']);

  hear(page, 'button', '摄像头 1-0，在线，还没有画面，门店 1').fire('tap');
  await pass(0);
  expect(opened).toEqual(['/live/pages/live/live?channel=c1-0']);
});

test('an owner without cameras gets to the accounts', async () => {
  const cloud = new FakeCloud([]);
  cloud.session = { ...cloud.session, member: makeSessionMember({ role: 'owner' }) };
  const page = await open(cloud);

  expect(textOf(page)).toContain('接云平台账号');
  elementOf(page, 'state-card').fire('action');
  await pass(0);
  expect(opened).toEqual(['/upkeep/pages/accounts/accounts']);
});

test('a filter is chosen by its tab', async () => {
  const page = await open(new FakeCloud(makeChain([7])));
  const tab = (label: string) => hear(page, 'tab', label);
  expect(tab('全部').attribute('aria-selected')).toBe(true);

  tab('离线').fire('tap');
  await pass(500);

  expect(tab('离线').attribute('aria-selected')).toBe(true);
  expect(textOf(page)).toContain('摄像头 0-6');
  expect(textOf(page)).not.toContain('摄像头 0-5');
});

test('a long press offers to keep a camera as a favourite, and says what became of it', async () => {
  const page = await open(new FakeCloud(makeChain([2])));
  cardsOf(page)[1]!.fire('longpress');
  await pass(500);
  expect(textOf(page)).toContain('收藏');

  elementOf(page, 'wx-button').fire('tap');
  await pass(500);
  expect(toasts).toEqual(['已收藏 摄像头 0-1']);
  expect(cardsOf(page)[1]!.label).toContain('已收藏');

  hear(page, 'tab', '收藏').fire('tap');
  await pass(500);
  expect(cardsOf(page)).toHaveLength(1);
});

test('the button in a card’s corner offers the same as a long press', async () => {
  const page = await open(new FakeCloud(makeChain([2])));
  hear(page, 'button', '更多操作 摄像头 0-1').fire('tap');
  await pass(500);
  elementOf(page, 'wx-button').fire('tap');
  await pass(500);
  expect([opened, toasts]).toEqual([[], ['已收藏 摄像头 0-1']]);
});

test('a long press leads to how the camera is, save for guests', async () => {
  const cloud = new FakeCloud(makeChain([2]));
  const page = await open(cloud);
  cardsOf(page)[1]!.fire('longpress');
  await pass(500);
  const item = elementsOf(page, 'wx-button').find(({ label }) => label === '健康与可能的原因');
  item?.fire('tap');
  await pass(500);
  expect([opened, toasts]).toEqual([['/care/pages/health/health?channel=c0-1'], []]);

  restartApp();
  cloud.session = { ...cloud.session, member: makeSessionMember({ role: 'guest', rights: ['view'] }) };
  const shared = await open(cloud);
  cardsOf(shared)[1]!.fire('longpress');
  await pass(500);
  expect(textOf(shared)).toContain('收藏');
  expect(textOf(shared)).not.toContain('健康');
});

test('typing a name finds the camera, and emptying the bar brings the list back', async () => {
  const page = await open(new FakeCloud(makeChain([3, 3])));
  elementOf(page, 'wx-input').fire('input', { value: '头 1-2' });
  await pass(1_000);
  expect(cardsOf(page).map(({ label }) => label)).toEqual(['摄像头 1-2，门店 1 · 在线，还没有画面']);

  elementOf(page, 'wx-input').fire('input', { value: '' });
  await pass(1_000);
  expect(cardsOf(page)).toHaveLength(6);
});

test('a stranger sees the visitor code and can copy it', async () => {
  const copied: string[] = [];
  Object.assign(wx, { setClipboardData: ({ data }: { data: string }) => copied.push(data) });
  const cloud = new FakeCloud(makeChain([3]));
  cloud.session = { ...cloud.session, member: null };
  const page = await open(cloud);

  expect(textOf(page)).toContain('访客码 K7M2QX 认出你');
  expect(textOf(page)).not.toContain('摄像头 0-0');
  hear(page, 'button', '复制访客码').fire('tap');
  await pass(0);
  expect(copied).toEqual(['K7M2QX']);
});

test('a stranger can scan an invitation at once, or claim a new installation', async () => {
  const scanCode = ({ success }: WechatMiniprogram.ScanCodeOption) =>
    success?.(makeScanResult({ path: 'pages/entry/entry?scene=iAAAAAAAAAAAAAAAAAAAAAAAA' }));
  Object.assign(wx, { scanCode });
  const cloud = new FakeCloud([]);
  cloud.session = { ...cloud.session, member: null };
  const page = await open(cloud);

  elementOf(page, 'wx-button').fire('tap');
  await pass(0);
  expect(opened).toEqual(['/pages/entry/entry?code=iAAAAAAAAAAAAAAAAAAAAAAAA']);
});

test('a guest with a stretch of the past and nothing of now is led there', async () => {
  const past = [{ place: 'cloud' as const, from: 1_700_000_000_000, to: 1_700_000_060_000 }];
  const page = await open(new FakeCloud([makeChannel('gate', { rights: ['playback'], past })]));

  cardsOf(page)[0]!.fire('tap');
  await pass(0);
  expect(opened).toEqual(['/playback/pages/playback/playback?channel=gate&at=1700000000000&place=cloud']);
});

test('a failure is told in words, and its button asks again', async () => {
  const cloud = new FakeCloud(makeChain([3]));
  cloud.failure = 'vendor-unavailable';
  const page = await open(cloud);
  expect(textOf(page)).toContain('云平台没有回应');

  cloud.failure = null;
  elementOf(page, 'wx-button').fire('tap');
  await pass(1_000);
  expect(cardsOf(page)).toHaveLength(3);
});

test('a slow start shows the shape of the page, then says that it is slow', async () => {
  const cloud = new FakeCloud(makeChain([3]));
  cloud.held = true;
  const page = await open(cloud);
  expect(page.dom!.querySelectorAll('camera-card').length).toBeGreaterThan(3);
  expect(textOf(page)).not.toContain('连接比平时慢');

  await pass(4_500);
  expect(textOf(page)).toContain('连接比平时慢');
  cloud.release();
  await pass(1_000);
  expect(textOf(page)).not.toContain('连接比平时慢');
});

test('a picture that does not load is asked for again, and goes when it loads no better', async () => {
  const cloud = new FakeCloud(makeChain([1]));
  cloud.covers = [{ channelId: 'c0-0', url: 'https://f.test/1', takenAt: 0 }];
  const page = await open(cloud);
  cloud.covers = [{ channelId: 'c0-0', url: 'https://f.test/2', takenAt: 0 }];
  elementOf(page, 'wx-image').fire('error');
  await pass(1_000);
  expect(elementOf(page, 'wx-image').attribute('src')).toBe('https://f.test/2');
  elementOf(page, 'wx-image').fire('error');
  await pass(1_000);
  expect(page.dom!.querySelector('wx-image')).toBeNull();
  expect(cloud.inputs('cover.list')).toHaveLength(2);
});

describe('ten thousand cameras', () => {
  const chain = makeChain(Array.from({ length: 250 }, () => 40));

  /** Each of them with a still, under an address of the length that CloudBase's have. */
  function makeCloud(): FakeCloud {
    const cloud = new FakeCloud(chain);
    const signed = 'x'.repeat(160);
    cloud.covers = chain.map(({ id }) => ({ channelId: id, url: `https://f.test/${id}?${signed}`, takenAt: 0 }));
    return cloud;
  }

  test('the first data are small and the nodes few', async () => {
    const page = await open(makeCloud());

    expect(Math.max(...sent.map(({ bytes }) => bytes))).toBeLessThan(50 * 1024);
    expect(sent.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(50 * 1024);
    expect(page.dom!.querySelectorAll('*').length).toBeLessThan(1_000);
  });

  test('scrolling through all of them never sets data more than twenty times a second, nor grows the page', async () => {
    const page = await open(makeCloud());
    sent = [];
    const start = Date.now();
    for (let frame = 0; frame < 75; frame += 1) {
      scrollTo(page, frame * 9_000);
      await pass(16);
    }
    await pass(1_000);

    const perSecond = new Map<number, number>();
    for (const { at } of sent) {
      const second = Math.floor((at - start) / 1_000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    expect(sent.length).toBeGreaterThan(10);
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(20);
    expect(Math.max(...sent.map(({ bytes }) => bytes))).toBeLessThan(20 * 1024);
    expect(page.dom!.querySelectorAll('*').length).toBeLessThan(1_000);
    expect(cardsOf(page).length).toBeGreaterThan(4);
  }, 30_000);

  test('resting on the screen costs next to nothing', async () => {
    await open(makeCloud());
    sent = [];

    await pass(5 * 60_000);

    expect(sent.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(10 * 1024);
  });

  test('leaving the page leaves no timer behind', async () => {
    const page = await open(makeCloud());

    (page.instance as Page).onHide();
    await pass(100);

    expect(jest.getTimerCount()).toBe(0);
  });
});
