import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import type { DemoCamera } from '../sandbox/fleet';
import { listen } from '../sandbox/cloud/server';
import { launchBrowser } from '../test/support/browser';
import { openPhone, type Phone } from '../test/support/phone';
import { runSandbox, type RunningSandbox } from '../test/support/running-sandbox';
import type { Reply } from '../typings/contract/calls';
import { found } from './backend';
import { besidePeer, type Finding, type Measurement } from './report';
import { interleave } from './rounds';

const ROUNDS = 25;
const WARM_UP_CALLS = 30;
/** Until the list has asked how the camera just found is; a person would read its name first. */
const READING_MS = 700;

/** From the tap on a camera to its first frame, beside a page that holds nothing but the player. */
export const firstFrame: Measurement = {
  name: 'first-frame',
  async measure() {
    const [sandbox, browser, bare] = await Promise.all([runSandbox(), launchBrowser(), serveBarePage()]);
    try {
      return await compare(sandbox, browser, bare.url);
    } finally {
      await browser.close();
      await Promise.all([sandbox.close(), bare.close()]);
    }
  },
};

async function compare(sandbox: RunningSandbox, browser: Browser, bareUrl: string): Promise<Finding> {
  const cameras = sandbox.cameras({ vendor: 'ezviz', trait: 'normal' });
  const phone = await openPhone(browser, { url: sandbox.url, persona: 'owner' });
  const bare = await browser.newPage();
  await bare.goto(bareUrl);
  await warmUp(sandbox, cameras);
  const turn = { ours: 0, peer: 0 };
  const next = (name: keyof typeof turn) => found(cameras[turn[name]++ % cameras.length]);
  const { medians } = await interleave(ROUNDS, {
    ours: () => openInApp(phone, sandbox, next('ours')),
    peer: async () => playBare(bare, await findAddress(sandbox, next('peer'))),
  });
  // Either may wait up to two frames of the camera, so a round's pair of figures says little; their medians do.
  const figure = { what: 'tap on a camera to its first frame', unit: 'ms' };
  return { rows: [besidePeer(figure, medians, { atMost: 1.5 })] };
}

/** Function instances as a person finds them who has opened a few cameras already: three calls go out at a time. */
async function warmUp(sandbox: RunningSandbox, cameras: readonly DemoCamera[]): Promise<void> {
  for (let nth = 0; nth < WARM_UP_CALLS; nth += 3) {
    const some = [0, 1, 2].map((offset) => found(cameras[(nth + offset) % cameras.length]));
    await Promise.all(some.map((camera) => findAddress(sandbox, camera)));
  }
}

/** In the page: ms from the next release of the mouse, which is a tap, to the first frame of the next video. */
const WAIT_FOR_FRAME = `new Promise((resolve) => {
  let tappedAt = 0;
  addEventListener('mouseup', ({ timeStamp }) => (tappedAt = timeStamp), { capture: true, once: true });
  const known = new Set(document.querySelectorAll('video'));
  const observer = new MutationObserver(() => {
    const video = [...document.querySelectorAll('video')].find((one) => !known.has(one));
    if (video === undefined) return;
    observer.disconnect();
    video.requestVideoFrameCallback((shownAt) => resolve(shownAt - tappedAt));
  });
  observer.observe(document, { childList: true, subtree: true });
})`;

async function openInApp(phone: Phone, sandbox: RunningSandbox, camera: DemoCamera): Promise<number> {
  const { page } = phone;
  await page.getByPlaceholder(/搜索/).fill(camera.name);
  const card = page.getByRole('button', { name: new RegExp(`^${camera.name}.+${sandbox.storeOf(camera)}`) }).first();
  await card.waitFor();
  await page.waitForTimeout(READING_MS);
  const [ms] = await Promise.all([page.evaluate<number>(WAIT_FOR_FRAME), card.click()]);
  await page.evaluate('wx.navigateBack()');
  await page.waitForFunction('__kandian.routes().length === 1');
  return ms;
}

const playBare = (page: Page, address: string): Promise<number> =>
  page.evaluate<number>(`play(${JSON.stringify(address)})`);

/** The address that the app plays too, as a browser can pull it without anybody between. */
async function findAddress(sandbox: RunningSandbox, camera: DemoCamera): Promise<string> {
  const { channels } = await call<'channel.list'>(sandbox.url, 'channel.list', { query: camera.name, limit: 100 });
  const channel = found(
    channels.find(({ name, storeName }) => name === camera.name && storeName === sandbox.storeOf(camera)),
  );
  const { sources } = await call<'live.open'>(sandbox.url, 'live.open', { channelId: channel.id, quality: 'sub' });
  return found(sources.find(({ protocol }) => protocol === 'flv')).url.replace(/^http/, 'ws');
}

async function call<A extends 'channel.list' | 'live.open'>(url: string, action: A, data: object) {
  const body = JSON.stringify({ openid: 'sandbox-owner', function: 'monitor', action, data });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/__sandbox/call`, { method: 'POST', headers, body });
  const reply = (await response.json()) as Reply<A>;
  if (reply.ok) return reply.data;
  throw new Error(`${action}: ${reply.error.code}`);
}

async function serveBarePage() {
  const page = readFileSync(`${__dirname}/bare-player/index.html`);
  const script = readFileSync(createRequire(__filename).resolve('mpegts.js'));
  const server = createServer(({ url }, response) => {
    const isScript = url === '/mpegts.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(isScript ? script : page);
  });
  const url = await listen(server);
  return {
    url,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
