import type { Browser } from 'playwright-core';
import { openPhone, type Persona, type Phone } from '../support/phone';
import { runSandbox, type RunningSandbox } from '../support/running-sandbox';
import { openStage } from '../support/stage';

jest.setTimeout(120_000);

let sandbox: RunningSandbox;
let browser: Browser;
let phones: Phone[] = [];
let close = async (): Promise<void> => {};

/** What one test does to people would be there in the next. */
beforeEach(async () => {
  ({ sandbox, browser, close } = await openStage());
});

afterEach(async () => {
  for (const phone of phones) await phone.close();
  phones = [];
  await close();
});

async function use(persona: Persona): Promise<Phone> {
  const phone = await openPhone(browser, { url: sandbox.url, persona });
  phones.push(phone);
  return phone;
}

const camera = () => {
  const [found] = sandbox.cameras({ vendor: 'ezviz', trait: 'normal' });
  if (!found) throw new Error('no demo camera');
  return found;
};

const isPlaying = async (phone: Phone): Promise<void> => {
  const first = await phone.marked(({ device }) => device === camera().device);
  await phone.marked(({ instant }) => instant > first.instant + 500);
};

/** Presses the button of exactly this name. */
const press = (phone: Phone, name: string): Promise<void> =>
  phone.page.getByRole('button', { name, exact: true }).click();

/** Reads the notice, as a person does who wants to go on, and ticks it. */
async function agree(phone: Phone): Promise<void> {
  await phone.page.getByRole('checkbox').click();
}

test('a manager invites, somebody accepts and watches, is taken out, and is stopped', async () => {
  const manager = await use('manager');
  await manager.tap(/^我$/);
  await manager.tap('邀请');
  await manager.tap('邀请同事');
  await manager.tap(/^南京路店/);
  await manager.tap('生成邀请');
  await manager.tap('发给微信好友');
  await manager.answer('发送');
  const [card] = await manager.cards();
  expect(card?.path).toMatch(/^\/pages\/entry\/entry\?code=i[0-9A-Za-z]{24}$/);
  expect(card?.title).not.toContain('南京路');

  const newcomer = await use('stranger');
  await newcomer.sees('你还没有权限');
  await newcomer.openFromWechat(card?.path ?? '');
  await newcomer.sees('邀请你加入');
  await newcomer.sees('南京路店');
  await newcomer.page.getByPlaceholder('同事会看到它').fill('新来的');
  await agree(newcomer);
  await press(newcomer, '加入');
  await newcomer.sees('南京路店');
  await newcomer.openCamera(camera().name, sandbox.storeOf(camera()));
  await isPlaying(newcomer);

  await manager.openFromWechat('/manage/pages/members/members');
  await manager.tap(/新来的/);
  await manager.tap('移出这家门店');
  await manager.answer('移出');
  await newcomer.sees('不能再看了');
  expect(await newcomer.mark()).toBeNull();
}, 120_000);

test('a share is watched under the viewer’s name, and ends at once when it is taken back', async () => {
  const manager = await use('manager');
  await manager.openCamera(camera().name, sandbox.storeOf(camera()));
  await isPlaying(manager);
  await manager.page.getByRole('link', { name: '分享', exact: true }).click();
  await manager.tap('生成分享');
  await manager.tap('发给微信好友');
  await manager.answer('发送');
  const [card] = await manager.cards();
  expect(card?.title).not.toContain(camera().name);

  const viewer = await use('stranger');
  await viewer.openFromWechat(card?.path ?? '');
  await viewer.sees('分享给你看直播');
  await viewer.page.getByRole('textbox').fill('路过的人');
  await agree(viewer);
  await press(viewer, '打开');
  await isPlaying(viewer);
  await viewer.sees('路过的人');

  await manager.openFromWechat('/manage/pages/shares/shares');
  await manager.sees('1/');
  await manager.tap('收回');
  await manager.answer('收回');
  await viewer.sees('不能再看了');
  expect(await viewer.mark()).toBeNull();
});

test('a share opens for a stranger, expires under way, and is refused from then on', async () => {
  const { channels } = await sandbox.call('owner', 'monitor', 'channel.list', { query: camera().name });
  const channelIds = channels.slice(0, 1).map(({ id }) => id);
  const share = { channelIds, view: { kind: 'live' }, most: 1, watermark: false } as const;
  const until = Date.now() + 15_000;
  const made = await sandbox.call('owner', 'manage', 'share.make', { ...share, until, requestKey: 'short-lived' });
  const viewer = await use('stranger');
  await viewer.openFromWechat(`/pages/entry/entry?code=${made.code}`);
  await agree(viewer);
  await press(viewer, '打开');
  await viewer.marked(({ instant }) => instant > 0);
  await viewer.page
    .getByText(/不能再看了|分享已过期/)
    .first()
    .waitFor({ timeout: 50_000 });
  expect(await viewer.mark()).toBeNull();

  await viewer.openFromWechat(`/pages/entry/entry?code=${made.code}`);
  await viewer.sees('这个分享已过期');
});

test('the code stuck on a camera, scanned, opens it for staff and tells a stranger nothing', async () => {
  const manager = await use('manager');
  await manager.openCamera(camera().name, sandbox.storeOf(camera()));
  await manager.tap(/^更多$/);
  await manager.tap('摄像头的码');
  await press(manager, '存到相册');
  await manager.answer('允许');
  await manager.sees('已存到相册');
  const png = await manager.albumContent(0);

  const staff = await use('staff');
  await staff.scanNext({ png });
  await staff.tap(/^扫码$/);
  await isPlaying(staff);

  const stranger = await use('stranger');
  await stranger.scanNext({ png });
  await stranger.tap(/^扫码$/);
  await stranger.sees('这个码打不开');
});

test('who looked stands in the record, and staff read their own', async () => {
  const staff = await use('staff');
  await staff.openCamera(camera().name, sandbox.storeOf(camera()));
  await isPlaying(staff);
  await staff.openFromWechat('/records/pages/audit/audit');
  await staff.sees(new RegExp(camera().name));

  const manager = await use('manager');
  await manager.openFromWechat('/records/pages/audit/audit');
  await manager.sees(/演示店员/);
});

test('the first owner comes in by the bootstrap code, once', async () => {
  const fresh = await runSandbox(['--empty']);
  try {
    const first = await openPhone(browser, { url: fresh.url, persona: 'owner' });
    phones.push(first);
    await first.tap('我有启用码');
    const [code, name] = [first.page.getByRole('textbox').nth(0), first.page.getByRole('textbox').nth(1)];
    await code.fill(await fresh.bootstrap());
    await name.fill('开店的人');
    await agree(first);
    await press(first, '成为老板');
    await first.misses('成为老板');
    await first.tap(/^我$/);
    await first.sees('开店的人');
  } finally {
    await fresh.close();
  }
});
