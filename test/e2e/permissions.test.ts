import type { Locator } from 'playwright-core';
import type { DemoCamera } from '../../sandbox/fleet';
import type { Phone } from '../support/phone';
import { shareStage } from '../support/stage';

jest.setTimeout(90_000);

const NOTICES = '/care/pages/notices/notices';
const DIAGNOSIS = '/live/pages/diagnosis/diagnosis';

const stage = shareStage();
let phone: Phone;
beforeEach(async () => {
  phone = await stage.use();
});

const button = (name: string): Locator =>
  phone.page.getByRole('button', { name, exact: true }).filter({ visible: true }).first();

function camera(): DemoCamera {
  const [found] = stage.sandbox.cameras({ vendor: 'ezviz', trait: 'normal' });
  if (!found) throw new Error('no demo camera');
  return found;
}

const watch = (): Promise<void> => phone.openCamera(camera().name, stage.sandbox.storeOf(camera()));
const isMoving = () => phone.marked(({ device }) => device === camera().device);

/** Holds the talk button for a moment, and answers what is asked meanwhile. */
async function holdToTalk(answer?: string): Promise<void> {
  await phone.page.getByRole('tab', { name: '对讲', exact: true }).click();
  const talk = button('按住说话');
  await talk.scrollIntoViewIfNeeded();
  const box = await talk.boundingBox();
  if (!box) throw new Error('no talk button');
  const middle = { x: box.width / 2, y: box.height / 2 };
  await phone.drag(talk, [middle, middle], { steps: 1, end: 'stay' });
  if (answer !== undefined) await phone.answer(answer);
  await phone.lift();
}

async function takeStill(answer?: string): Promise<void> {
  await phone.page.getByRole('tab', { name: '更多', exact: true }).click();
  await button('截图').click();
  if (answer !== undefined) await phone.answer(answer);
}

/** Goes to the settings, WeChat's or the phone's, allows something there and comes back. */
async function allowInSettings(what: string): Promise<void> {
  await button('去设置').click();
  await phone.page.getByRole('dialog').getByLabel(what).check();
  await phone.answer('返回');
}

async function copyDiagnosis(answer?: string): Promise<void> {
  await button('复制全部').click();
  if (answer !== undefined) await phone.answer(answer);
}

test('what the phone, WeChat or a person refuses says so, and is there once it is allowed', async () => {
  await phone.set({ livePlayerAllowed: false });
  await watch();
  await phone.sees('小程序还不能播放直播');
  await phone.set({ livePlayerAllowed: true, microphone: 'denied' });
  await button('重试').click();
  await isMoving();

  // RTC mode needs the microphone; the picture goes on without it, and has it back after the phone's settings.
  await phone.sees('微信没有麦克风权限，已换成普通模式，延迟会高一些');
  await button('看播放数据').click();
  await phone.sees(/^普通$/);
  await allowInSettings('麦克风');
  await phone.sees(/^低延迟$/);
  await isMoving();

  await holdToTalk('拒绝');
  await phone.sees('你没有允许看店用麦克风');
  await allowInSettings('使用你的麦克风');
  await phone.sees('可以用麦克风了');
  await phone.set({ microphone: 'denied', visible: false });
  await phone.set({ visible: true });
  await isMoving();
  await holdToTalk();
  await phone.sees('手机没有允许微信用麦克风');
  await allowInSettings('麦克风');
  await phone.sees('可以用麦克风了');

  await isMoving();
  await takeStill('拒绝');
  await phone.sees(/没有相册权限/);
  expect(await phone.album()).toHaveLength(0);
  await allowInSettings('保存图片或视频到你的相册');
  await phone.sees(/已存到相册/);
  await phone.set({ album: 'denied' });
  await takeStill();
  await phone.sees(/手机不让微信用相册/);
  await allowInSettings('照片');
  await phone.sees(/已存到相册/);
  expect(await phone.album()).toHaveLength(2);
});

test('the agreement on privacy, refused or without what is needed, keeps nobody out who agrees later', async () => {
  await phone.set({ privacy: 'undeclared' });
  await watch();
  await isMoving();
  await holdToTalk();
  await phone.sees('小程序还不能用麦克风');
  await takeStill();
  await phone.sees(/小程序还不能存到相册/);

  await phone.set({ privacy: 'needed' });
  await holdToTalk('拒绝'); // 103: one box for both
  await phone.sees('要先同意隐私保护指引，才能用麦克风');
  await takeStill(); // nobody is asked again so soon
  await phone.sees(/要先同意隐私保护指引才能存/);
  await phone.openFromWechat(DIAGNOSIS);
  await copyDiagnosis();
  await phone.sees('要先同意隐私保护指引才能复制'); // 104: the clipboard has no box of its own
  await phone.answer('知道了');
  await phone.set({ privacy: 'undeclared' });
  await copyDiagnosis();
  await phone.sees('小程序还不能复制');
  await phone.answer('知道了');

  // Messages need no agreement.
  await phone.openFromWechat(NOTICES);
  await button('允许微信通知我').click();
  await phone.answer('拒绝');
  await phone.sees('掉线：没有允许');
  await phone.set({ subscriptions: 'off' });
  await button('允许微信通知我').click();
  await phone.sees(/你关掉了小程序的通知/);
  await allowInSettings('接收通知');
  await button('允许微信通知我').click();
  await phone.answer('允许');
  await phone.sees('掉线：允许了，多了一条');

  // As after the ten seconds for which WeChat asks nobody again.
  await phone.set({ privacy: 'needed' });
  await phone.openFromWechat(DIAGNOSIS);
  await copyDiagnosis('同意');
  await phone.sees('内容已复制');
  await phone.openFromWechat('/pages/devices/devices');
  await watch();
  await isMoving();
  await phone.set({ privacy: 'needed' });
  await holdToTalk('允许');
  await phone.sees('可以用麦克风了');
  await phone.set({ privacy: 'needed' });
  await takeStill('允许');
  await phone.sees(/已存到相册/);
});
