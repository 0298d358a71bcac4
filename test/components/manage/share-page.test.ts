import { mount, restartApp, textOf, unmountAll } from '../../support/mount';
import { ManagePhone } from '../../miniprogram/support/manage-phone';
import { NOON } from '../../miniprogram/support/phone';
import { elementOf, hear, rolesOf } from '../../support/screen-reader';
import { makeShare } from '../../miniprogram/support/shares';

interface Page {
  onLoad(query: object): void;
  onShow(): void;
  onHide(): void;
  onUnload(): void;
  onShareAppMessage(): { readonly title?: string; readonly path?: string; readonly imageUrl?: string };
}

const CODE = 'sAbCdEfGhIjKlMnOpQrStUvWx';
let phone: ManagePhone;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  phone = new ManagePhone();
  phone.install();
  phone.answers
    .on('share.make', () => ({ share: makeShare('s1'), code: CODE }))
    .on('share.list', () => ({ shares: [makeShare('s1')] }))
    .on('share.code', () => ({ code: CODE }))
    .on('share.revoke', () => null);
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

const pass = (ms = 500) => jest.advanceTimersByTimeAsync(ms);

async function open(query: object = { channel: 'gate' }) {
  const page = mount('manage/pages/share/share');
  const instance = page.instance as unknown as Page;
  instance.onLoad(query);
  instance.onShow();
  await pass();
  const press = async (role: string, label: string) => {
    hear(page, role, label).fire('tap');
    await pass();
  };
  return { page, instance, press };
}

test('a share is made of what is chosen, and the menu offers it only then', async () => {
  const { page, instance, press } = await open();
  expect(phone.titles.at(-1)).toBe('分享');
  expect(phone.menus).toEqual([false]);
  await press('radio', '7 天');
  await press('radio', '不限');
  await press('switch', '水印');
  expect(textOf(page)).toContain('不盖名字');
  await press('button', '生成分享');

  expect(phone.answers.inputs('share.make')).toMatchObject([
    { channelIds: ['gate'], until: NOON + 7 * 24 * 3_600_000 + 2_000, most: null, watermark: false },
  ]);
  expect(textOf(page)).toContain('分享好了');
  expect(phone.menus).toEqual([false, true]);
  expect(instance.onShareAppMessage()).toMatchObject({ path: `/pages/entry/entry?code=${CODE}` });
  expect(elementOf(page, 'wx-button').attribute('open-type')).toBe('share');
});

test('the code itself is never text on the page, nor what is shared in the title of the card', async () => {
  const { page, instance, press } = await open();
  await press('button', '生成分享');

  expect(textOf(page)).not.toContain(CODE);
  expect(instance.onShareAppMessage().title).not.toMatch(/收银台|南京路/);
  expect(instance.onShareAppMessage().imageUrl).toBe('/manage/images/share-view.png');
});

test('before there is anything to hand on, a card would lead to the list only', async () => {
  const { instance } = await open();

  expect(instance.onShareAppMessage()).toEqual({ path: '/pages/devices/devices' });
});

test('cameras are added from a list and taken out again', async () => {
  const { page, press } = await open();
  await press('button', '加摄像头');
  expect(hear(page, 'checkbox', '收银台 南京路店').attribute('aria-disabled')).toBe(true);
  await press('checkbox', '后门 南京路店');
  expect(hear(page, 'checkbox', '后门 南京路店').attribute('aria-checked')).toBe(true);
  await press('button', '选好了（2）');
  await press('button', '不分享 后门 南京路店');

  expect(textOf(page)).toContain('1 个，最多 20 个');
});

test('an end is picked by day and time', async () => {
  const { page, press } = await open();
  await press('radio', '自选');
  const day = rolesOf(page).find(({ label }) => label.startsWith('日期'));
  day?.fire('change', { value: '2026-11-25' });
  await pass();
  rolesOf(page)
    .find(({ label }) => label.startsWith('时间'))
    ?.fire('change', { value: '09:30' });
  await pass();
  expect(textOf(page)).toContain('11月25日 09:30 自动失效');

  day?.fire('change', { value: '2027-11-25' });
  await pass();
  expect(textOf(page)).toContain('最长 30 天');
  expect(hear(page, 'button', '生成分享').attribute('aria-disabled')).toBe(true);
});

test('a stretch offers no other cameras, and says which it is', async () => {
  const { page } = await open({
    channel: 'gate',
    place: 'device',
    from: '1795136400000',
    to: '1795137000000',
    ahead: '480',
  });

  expect(phone.titles.at(-1)).toBe('分享这一段');
  expect(textOf(page)).toContain('09:00:00 — 09:10:00');
  expect(textOf(page)).not.toContain('加摄像头');
});

test('it is taken back after a question that says what happens to those who watch', async () => {
  const { page, press } = await open();
  await press('button', '生成分享');
  phone.agree = false;
  await press('button', '收回');
  expect(phone.answers.inputs('share.revoke')).toEqual([]);
  expect(phone.modals[0]?.content).toContain('一分钟内就看不到了');

  phone.agree = true;
  await press('button', '收回');
  expect(phone.answers.inputs('share.revoke')).toEqual([{ id: 's1' }]);
  expect(textOf(page)).toContain('谁都不能再打开它');
  expect(phone.menus.at(-1)).toBe(false);
  expect(phone.toasts).toEqual(['已收回']);
});

test('both kinds of codes can be had, and kept in the album', async () => {
  const { press } = await open();
  await press('button', '生成分享');
  await press('tab', '二维码');
  expect(phone.answers.inputs('share.image')).toEqual([
    { id: 's1', style: 'mini-program' },
    { id: 's1', style: 'link' },
  ]);
  await press('button', '存到相册');

  expect(phone.album).toEqual(['usr/分享码.png']);
});

test('a share of before is handed on once more', async () => {
  const { instance, press } = await open({ share: 's1' });

  expect(instance.onShareAppMessage().path).toBe(`/pages/entry/entry?code=${CODE}`);
  await press('link', '看所有分享');
  expect(phone.opened).toEqual(['/manage/pages/shares/shares']);
});

test('who leaves leaves nothing to hand on', async () => {
  const { instance, press } = await open();
  await press('button', '生成分享');
  instance.onHide();
  instance.onUnload();

  expect(instance.onShareAppMessage()).toEqual({ path: '/pages/devices/devices' });
});
