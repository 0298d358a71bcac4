import type { DemoCamera } from '../../sandbox/fleet';
import { openPhone, type Phone } from '../support/phone';
import { openStage, type Stage } from '../support/stage';

jest.setTimeout(120_000);

/** Instances remember for so long what a vendor said. */
const REMEMBERED_MS = 10_500;
const PATIENCE_MS = 40_000;

let stage: Stage;
let phone: Phone;

beforeAll(async () => {
  stage = await openStage(['--notice', '0.2']);
});

afterAll(async () => {
  await phone.close();
  await stage.close();
});

/** The titles of the service messages that WeChat has delivered, in order. */
const titles = async (): Promise<readonly string[]> => (await stage.sandbox.notices()).map(({ title }) => title);

/** Lets the timer run, as it does each minute, until so many messages have come. */
async function tickUntil(messages: number): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    await stage.sandbox.tick();
    if ((await titles()).length >= messages) return;
    if (Date.now() > giveUpAt) throw new Error(`${messages} messages have not come`);
    await phone.page.waitForTimeout(REMEMBERED_MS);
  }
}

/** The camera's card says so, in a list of its namesakes: only what is on the screen is asked about. */
async function watchTurn(camera: DemoCamera, state: '离线' | '在线'): Promise<void> {
  await phone.openFromWechat('/pages/devices/devices');
  await phone.page.getByPlaceholder(/搜索/).fill(camera.name);
  await phone.card(new RegExp(`^${camera.name}，${stage.sandbox.storeOf(camera)} · ${state}`)).waitFor();
}

test('a camera goes and comes back, whoever asked is told once of each, and its page says what to look for', async () => {
  const { sandbox, browser } = stage;
  const all = sandbox.cameras({});
  const isAlone = ({ serial }: (typeof all)[number]) => all.filter((other) => other.serial === serial).length === 1;
  const camera = sandbox.cameras({ vendor: 'ezviz', trait: 'normal' }).find(isAlone);
  if (!camera) throw new Error('no demo camera');
  // The demo's cameras without power would be told of before it.
  for (const dark of sandbox.cameras({ trait: 'offline' })) await sandbox.setPower(dark, true);
  phone = await openPhone(browser, { url: sandbox.url, persona: 'manager' });
  await phone.tap(/^我$/);
  await phone.tap('掉线通知');
  await phone.page.getByRole('button', { name: '允许微信通知我' }).click();
  await phone.answer('允许');
  await phone.sees('还能发 1 条');

  // Whoever has the list open sees it first; with nobody looking the timer would, within five minutes.
  await sandbox.setPower(camera, false);
  await watchTurn(camera, '离线');
  await tickUntil(1);
  await phone.tapMessage(camera.name);
  await phone.tap('可能的原因');
  await phone.sees('摄像头自己断电或断网');

  await sandbox.setPower(camera, true);
  await watchTurn(camera, '在线');
  await tickUntil(2);
  await sandbox.tick();
  expect(await titles()).toEqual(['设备离线提醒', '设备恢复在线通知']);
});
