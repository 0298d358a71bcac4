import { mount, restartApp, tapOn, textOf, unmountAll } from '../../support/mount';
import { ManagePhone } from '../../miniprogram/support/manage-phone';
import { NOON } from '../../miniprogram/support/phone';
import { hear } from '../../support/screen-reader';
import type { Share } from '../../../typings/contract/codes';
import { makePerson, makeShare } from '../../miniprogram/support/shares';

interface Page {
  onLoad(): void;
  onShow(): void;
}

let phone: ManagePhone;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  phone = new ManagePhone();
  phone.install();
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

const pass = (ms = 500) => jest.advanceTimersByTimeAsync(ms);

async function open(shares: readonly Share[]) {
  phone.answers.on('share.list', () => ({ shares })).on('share.revoke', () => null);
  const page = mount('manage/pages/shares/shares');
  const instance = page.instance as unknown as Page;
  instance.onLoad();
  instance.onShow();
  await pass();
  const press = async (label: string) => {
    hear(page, 'button', label).fire('tap');
    await pass();
  };
  return { page, instance, press };
}

test('my own share can be handed on once more, somebody else’s only taken back', async () => {
  const { page, press } = await open([makeShare('s1'), makeShare('s2', { by: makePerson('小王') })]);
  expect(phone.titles.at(-1)).toBe('分享记录');
  expect(textOf(page)).toContain('小王 分享于');
  expect(textOf(page).match(/再发一次/g)).toHaveLength(1);
  await press('再发一次 收银台 · 南京路店');

  expect(phone.opened).toEqual(['/manage/pages/share/share?share=s1']);
});

test('it is taken back after a question that names it', async () => {
  const { page, press } = await open([makeShare('s1')]);
  phone.agree = false;
  await press('收回 收银台 · 南京路店');
  expect(phone.modals[0]?.content).toMatch(/^收银台 · 南京路店\n.*一分钟内/);
  expect(phone.answers.inputs('share.revoke')).toEqual([]);

  phone.agree = true;
  await press('收回 收银台 · 南京路店');
  expect(phone.answers.inputs('share.revoke')).toEqual([{ id: 's1' }]);
  expect(textOf(page)).toContain('已收回');
});

test('everybody who opened it can be seen', async () => {
  const opened = Array.from({ length: 6 }, (_, n) => ({ ...makePerson(`客${n}`, { id: `p${n}` }), at: NOON }));
  const { page, press } = await open([makeShare('s1', { opened, most: 20 })]);
  expect(textOf(page)).toContain('6/20 人打开过');
  expect(textOf(page)).not.toContain('客5');
  await press('看全部 6 人 收银台 · 南京路店');

  expect(textOf(page)).toContain('客5 今天');
});

test('without shares the page says how one is made, and leads back', async () => {
  const { page } = await open([]);
  expect(textOf(page)).toContain('还没有分享');
  tapOn(page, '返回');
  await pass();

  expect(phone.backs).toBe(1);
});

test('a list that cannot be read anew stays with its age and a button', async () => {
  const { page, instance } = await open([makeShare('s1')]);
  phone.answers.refuse('share.list', 'timeout');
  instance.onShow();
  await pass();
  expect(textOf(page)).toMatch(/等了 8 秒没有回应，下面是.*收银台/s);

  phone.answers.on('share.list', () => ({ shares: [makeShare('s1')] }));
  hear(page, 'button', '重试').fire('tap');
  await pass();
  expect(textOf(page)).not.toContain('没有回应');
});

test('a list that cannot be had says why, and its button asks again', async () => {
  phone.answers.refuse('share.list', 'timeout');
  const page = mount('manage/pages/shares/shares');
  (page.instance as unknown as Page).onShow();
  await pass();
  expect(textOf(page)).toContain('等了 8 秒没有回应');

  phone.answers.on('share.list', () => ({ shares: [makeShare('s1')] }));
  tapOn(page, '重试');
  await pass();
  expect(textOf(page)).toContain('收银台');
});
