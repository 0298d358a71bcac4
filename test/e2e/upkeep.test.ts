import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { openPhone, type Phone } from '../support/phone';
import { runSandbox, type RunningSandbox } from '../support/running-sandbox';

jest.setTimeout(120_000);

let sandbox: RunningSandbox;
let browser: Browser;
let owner: Phone;

/** An installation in which there is nothing but its first owner. */
beforeAll(async () => {
  sandbox = await runSandbox(['--empty']);
  browser = await launchBrowser();
  const code = await sandbox.bootstrap();
  const { notice } = await sandbox.call('owner', 'monitor', 'session.start', {});
  await sandbox.call('owner', 'manage', 'owner.claim', { code, name: '开店的人', notice: notice.version });
});

afterAll(async () => {
  await browser.close();
  await sandbox.close();
});

afterEach(() => owner.close());

const press = (name: string | RegExp): Promise<void> =>
  owner.page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .filter({ visible: true })
    .first()
    .click();

const write = (label: string | RegExp, text: string): Promise<void> =>
  owner.page.getByRole('textbox', { name: label }).filter({ visible: true }).first().fill(text);

test('an owner starts from nothing: a store, an account, its cameras, and a moving picture', async () => {
  owner = await openPhone(browser, { url: sandbox.url, persona: 'owner' });
  await owner.openFromWechat('/upkeep/pages/stores/stores');
  await press(/新建门店/);
  await write(/门店名字/, '南京路店');
  await press('建好');
  await owner.sees(/已建好|添加摄像头/);

  await owner.openFromWechat('/upkeep/pages/account/account');
  const keys = await sandbox.credentials('ezviz');
  await owner.sees('哪家云平台');
  await write(/接口地址/, keys['baseUrl'] ?? '');
  await write(/AppKey/, keys['appKey'] ?? '');
  await write(/^Secret/, 'a-wrong-secret');
  await write(/名称/, '直营店的萤石账号');
  await press('先试一下');
  await owner.sees('云平台说这里不对');

  await write(/^Secret/, keys['appSecret'] ?? '');
  await press('添加');
  await owner.sees('看看有什么');
  await press(/看看有什么/);
  await owner.sees(/名单读于/);
  await press(/全选/);
  await press(/选同一家门店/);
  await press(/^南京路店/);
  await press(/加进来/);
  await owner.sees(/已加进来 \d+ 个/);

  await owner.openFromWechat('/pages/devices/devices');
  await owner.openCamera('收银台', '南京路店');
  const first = await owner.marked(({ cloud }) => cloud === 1);
  await owner.marked(({ instant }) => instant > first.instant + 500);
});

test('the label on a camera brings it in, and says why when it does not', async () => {
  owner = await openPhone(browser, { url: sandbox.url, persona: 'owner' });
  await owner.scanNext({ text: 'www.ys7.com\rK20000001\rKANDIX\rCS-C6N\r' });
  await owner.tap(/^扫码$/);
  await write(/叫什么名字/, '新机位');
  await press(/放到哪家门店/);
  await press(/^南京路店/);
  await press('添加');
  await owner.sees('验证码不对');

  await press('回去改');
  await write(/验证码/, 'KANDIA');
  await press('添加');
  await owner.sees(/已添加 新机位|云平台收到了 新机位/);
});
