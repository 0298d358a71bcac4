import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { NO_MESSAGES } from '../../../sandbox/preview/messages';
import { startPreview, type Preview } from '../../../sandbox/preview/server';
import { drawCode } from '../../../sandbox/cloud/open-api/code-picture';
import { LINK, textOfCode } from '../../../sandbox/mini-program-code';
import { launchBrowser } from '../../support/browser';

jest.setTimeout(60_000);

let preview: Preview;
let browser: Browser;
let desk: Page;
const asked: { readonly method: string; readonly body: unknown }[] = [];

const STATE = {
  bootstrap: 'aaaa-bbbb',
  cameras: [
    { vendor: 'ezviz', serial: 'K10000001', name: '收银台', storeName: '南京路店', hasPower: true },
    { vendor: 'onenet', serial: '2160003', name: '后门', storeName: '南京路店', hasPower: false },
  ],
};
const MESSAGE = {
  ...{ openid: 'sandbox-manager', title: '设备离线提醒', page: 'pages/mine/mine', at: 0 },
  rows: [{ label: '设备名称', text: '收银台' }],
};

const ENTRIES = [
  { kind: 'cloud', at: 0, openid: 'sandbox-staff', action: 'live.open', ms: 12, outcome: 'device-offline' },
  { kind: 'vendor', at: 0, vendor: 'ezviz', call: 'POST /api/lapp/token/get', outcome: '200' },
];

beforeAll(async () => {
  [preview, browser] = await Promise.all([
    startPreview({
      port: 0,
      miniprogramDir: join(__dirname, '../../support/fixture-app'),
      invoke: () => Promise.resolve(null),
      trustedCertificates: [],
      messages: { ...NO_MESSAGES, delivered: () => [MESSAGE, { ...MESSAGE, openid: 'sandbox-staff' }] },
      log: () => undefined,
      async control(request, response) {
        if (request.url === '/__sandbox/log') {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          for (const entry of ENTRIES) response.write(`data: ${JSON.stringify(entry)}\n\n`);
          return;
        }
        if (request.url === '/__sandbox/state') return void response.end(JSON.stringify(STATE));
        asked.push({ method: request.method ?? '', body: await readJson(request) });
        response.end('{}');
      },
    }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await preview.close();
});
beforeEach(async () => {
  asked.length = 0;
  desk = await browser.newPage();
  await desk.goto(preview.url);
  await ready();
});
afterEach(() => desk.close());

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const piece of request as AsyncIterable<Buffer>) text += piece.toString();
  return text === '' ? null : JSON.parse(text);
}

function phone(): Frame {
  const frame = desk.frames().find((each) => each.url().includes('/phone/'));
  if (frame === undefined) throw new Error('no phone on the desk');
  return frame;
}

async function ready(): Promise<void> {
  await desk.frameLocator('iframe').locator('.nav-title').filter({ hasText: 'Home page' }).waitFor();
}

/** Waits until the desk has asked for so many things, or has had 2 s to do it. */
async function asks(count: number): Promise<void> {
  for (let tries = 0; asked.length < count && tries < 100; tries += 1) await desk.waitForTimeout(20);
}

const press = (name: string) => desk.getByRole('button', { name, exact: true }).click();

test('another person is another caller', async () => {
  await press('店员');
  await desk.waitForFunction(
    "document.querySelector('iframe').contentWindow.__kandian?.device.openid === 'sandbox-staff'",
  );
});

test('the phone takes over its width, theme, network, being in the background, microphone and calls', async () => {
  await press('430');
  expect((await desk.locator('iframe').boundingBox())?.width).toBe(430);
  await press('深色 Dark');
  await press('断网 None');
  await press('后台 Hidden');
  await press('麦克风关 Mic off');
  await press('通话中 In a call');
  expect(await phone().evaluate('__kandian.device.state')).toMatchObject({
    theme: 'dark',
    network: 'none',
    visible: false,
    microphone: 'denied',
    inCall: true,
  });
});

test('faults are set together, for the vendor chosen, and cleared', async () => {
  await press('萤石');
  await press('断流 Reset');
  await press('配额用尽 Quota');
  await press('清除 Clear');
  await asks(4);
  expect(asked).toEqual([
    { method: 'DELETE', body: null },
    { method: 'POST', body: { vendor: 'ezviz', reset: true } },
    { method: 'POST', body: { vendor: 'ezviz', reset: true, quota: true } },
    { method: 'DELETE', body: null },
  ]);
});

test('calls of functions and vendors are listed, and can be sifted', async () => {
  const rows = desk.locator('.log li:visible');
  await rows.nth(1).waitFor();
  await press('云函数');
  expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('live.open')]);
  await press('全部');
  await desk.getByLabel('筛选').fill('token');
  expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('ezviz')]);
});

describe('WeChat around the phone', () => {
  const route = () => phone().evaluate('__kandian.route()');
  const opening = () => desk.getByRole('region', { name: /用微信打开/ });
  const opens = async (text: string) => {
    await opening().getByRole('textbox').fill(text);
    await opening().getByRole('button', { name: /打开/ }).click();
  };

  test('the bootstrap code of this start can be read', async () => {
    await desk.getByText('aaaa-bbbb').waitFor();
  });

  test('a card’s path opens as it is, the text of a code with its scene', async () => {
    await opens('/extra/pages/share/share?code=s1');
    expect(await route()).toBe('extra/pages/share/share?code=s1');
    await opens(textOfCode({ page: 'extra/pages/share/share', scene: 'a=1' }));
    expect(await route()).toBe('extra/pages/share/share?scene=a%3D1');
  });

  test('the picture of a code opens what the code says', async () => {
    const buffer = drawCode(textOfCode({ page: 'extra/pages/detail/detail', scene: 'x' }), 430);
    await opening().getByLabel(/图片/).setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer });
    await phone().waitForFunction("__kandian.route() === 'extra/pages/detail/detail?scene=x'");
  });

  test('what is none of ours opens nothing, and a link needs its page', async () => {
    for (const text of ['https://elsewhere.example/', `${LINK}abc`, '看店']) {
      await opens(text);
      await opening().getByRole('status').getByText('Not of this mini-program').waitFor();
      expect(await route()).toBe('pages/home/home');
      await opens('/pages/home/home');
    }
  });

  test('a card that one person has sent another one opens', async () => {
    await phone().evaluate("wx.navigateTo({ url: '/extra/pages/share/share' })");
    const frame = desk.frameLocator('iframe');
    await frame.getByRole('button', { name: 'share' }).click();
    await frame.getByRole('button', { name: '发送', exact: true }).click();
    await opening().getByRole('button', { name: '卡片 A card' }).waitFor();
    await press('店员');
    await ready();
    await opening().getByRole('button', { name: '卡片 A card' }).click();
    expect(await route()).toBe('extra/pages/detail/detail?id=1');
  });
});

test('a camera’s plug is pulled by its name, and the timer runs when it is told to', async () => {
  const chooser = desk.getByLabel('摄像头 Camera');
  await chooser.getByText('✕ 南京路店 后门').waitFor({ state: 'attached' });
  await chooser.selectOption({ index: 1 });
  await press('插电源 Plug in');
  await press('现在跑定时器 Run timer');
  await asks(2);
  expect(asked).toEqual([
    { method: 'POST', body: { vendor: 'onenet', serial: '2160003', on: true } },
    { method: 'POST', body: {} },
  ]);
});

test('a service message opens in the phone of whoever it is for, and in no other', async () => {
  const row = (who: string) => desk.getByRole('button', { name: new RegExp(`${who} · 设备离线提醒`) });
  await row('staff').click();
  await row('manager').click();
  await phone().waitForFunction("__kandian.route() === 'pages/mine/mine'");
  expect(await phone().evaluate('getApp().log.filter((note) => note === "mine show").length')).toBe(1);
});
