import { INVITE_CODE } from '../miniprogram/support/entry-rig';
import { makeScanResult } from '../miniprogram/support/scan-result';
import { mount, restartApp, settle, textOf, unmountAll, type Mounted } from '../support/mount';
import { elementOf } from '../support/screen-reader';

interface Page {
  onShow(): void;
  onTabItemTap(): void;
}

const opened: string[] = [];
const tabs: string[] = [];
let scans = 0;

beforeEach(() => {
  opened.length = tabs.length = scans = 0;
  Object.assign(wx, {
    navigateTo: ({ url }: { url: string }) => opened.push(url),
    setTabBarItem: ({ text }: { text: string }) => tabs.push(text),
    setNavigationBarTitle: () => undefined,
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
  });
});

afterEach(() => {
  unmountAll();
  restartApp();
});

async function open(answer: (options: WechatMiniprogram.ScanCodeOption) => void): Promise<Mounted> {
  Object.assign(wx, {
    scanCode: (options: WechatMiniprogram.ScanCodeOption) => {
      scans += 1;
      answer(options);
    },
  });
  const page = mount('pages/scan/scan');
  (page.instance as Page).onShow();
  await settle(60);
  return page;
}

test('a tap on the tab opens the scanner, and one of our codes its page', async () => {
  const page = await open(({ success }) =>
    success?.(makeScanResult({ path: `pages/entry/entry?scene=${INVITE_CODE}` })),
  );
  expect(textOf(page)).toContain('摄像头上贴的码');
  expect([scans, tabs]).toEqual([0, ['门店', '扫码', '我']]);

  (page.instance as Page).onTabItemTap();
  await settle(60);

  expect(opened).toEqual([`/pages/entry/entry?code=${INVITE_CODE}`]);
});

test.each([
  ['a camera’s own label', 'ys7.com\rC12345678\rABCDEF\rCS-C6N', '这是摄像头机身的标签'],
  ['a foreign code', 'https://example.com/', '这不是看店的码'],
])('%s is told, and the button scans again', async (_, result, words) => {
  const page = await open(({ success }) => success?.(makeScanResult({ result })));
  elementOf(page, 'wx-button').fire('tap');
  await settle(60);
  expect(textOf(page)).toContain(words);

  elementOf(page, 'wx-button').fire('tap');
  await settle(60);
  expect([scans, opened]).toEqual([2, []]);
});

test('backing out says nothing', async () => {
  const page = await open(({ fail }) => fail?.({ errMsg: 'scanCode:fail cancel' }));
  const before = textOf(page);
  elementOf(page, 'wx-button').fire('tap');
  await settle(60);

  expect(textOf(page)).toBe(before);
});
