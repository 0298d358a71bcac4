import { ManagePhone } from '../miniprogram/support/manage-phone';
import { NOON } from '../miniprogram/support/phone';
import { answerGrown } from '../miniprogram/support/grown-chain';
import { mount, restartApp, tapOn, textOf, unmountAll, type Mounted } from '../support/mount';

interface Page {
  onLoad?(query: object): void;
  onShow(): void;
  setData(data: object, drawn?: () => void): void;
}

/** What WeChat's audit lets pass. */
const MOST = { nodes: 999, children: 60, bytes: 256 * 1024 };

let phone: ManagePhone;
let sent: number[];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  phone = new ManagePhone();
  phone.install();
  Object.assign(wx, { getAccountInfoSync: () => ({ miniProgram: { version: '' } }), onThemeChange: () => undefined });
  sent = [];
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

const pass = (ms = 1_000) => jest.advanceTimersByTimeAsync(ms);

async function open(id: string, query: Readonly<Record<string, string>> = {}): Promise<Mounted> {
  const page = mount(id, {}, (component) => {
    const instance = component.instance as unknown as Page;
    const setData = instance.setData.bind(instance);
    instance.setData = (data, drawn) => {
      sent.push(Buffer.byteLength(JSON.stringify(data)));
      setData(data, drawn);
    };
  });
  const instance = page.instance as unknown as Page;
  instance.onLoad?.(query);
  instance.onShow();
  await pass();
  return page;
}

/** What of the page is more than the audit lets pass; and how many rows there are, which are to be some. */
function judge(page: Mounted) {
  const all = [...(page.dom?.querySelectorAll('*') ?? [])];
  return {
    nodes: all.length > MOST.nodes ? all.length : 'few',
    children: all.filter(({ children }) => children.length > MOST.children).map(({ className }) => className),
    bytes: Math.max(...sent) > MOST.bytes ? Math.max(...sent) : 'few',
    rows: (page.dom?.querySelectorAll('[class*="drawn"]').length ?? 0) > 5 ? 'some' : 'none',
  };
}

const FINE = { nodes: 'few', children: [], bytes: 'few', rows: 'some' };

test.each([
  ['playback/pages/videos/videos', { channel: 'gate' }],
  ['playback/pages/clips/clips', {}],
  ['live/pages/gallery/gallery', { channel: 'gate' }],
  ['records/pages/audit/audit', {}],
  ['records/pages/watching/watching', { channel: 'gate' }],
  ['manage/pages/members/members', {}],
  ['manage/pages/member/member', { member: 'm' }],
  ['manage/pages/invites/invites', {}],
  ['manage/pages/shares/shares', {}],
  ['upkeep/pages/stores/stores', {}],
  ['upkeep/pages/store/store', { store: '0' }],
  ['upkeep/pages/accounts/accounts', {}],
  ['upkeep/pages/import/import', { account: '0' }],
  ['tools/pages/tools/tools', { account: '0' }],
  ['tools/pages/device/device', { channel: 'gate' }],
  ['tools/pages/objects/objects', { account: '0' }],
])('%s bears a list as long as it can be', async (id, query) => {
  answerGrown(phone.answers);
  expect(judge(await open(id, query))).toEqual(FINE);
});

test('the page of oneself bears a thousand stores', async () => {
  answerGrown(phone.answers, 1_000);
  expect(judge(await open('pages/me/me'))).toEqual(FINE);
});

test('of five hundred archived stores as many are shown as a page bears', async () => {
  answerGrown(phone.answers);
  const page = await open('upkeep/pages/stores/stores');
  tapOn(page, '已归档 500 家');
  await pass();
  expect(judge(page)).toEqual(FINE);
  expect(textOf(page)).toContain('还有 450 家归档的，搜店名就能找到');
});
