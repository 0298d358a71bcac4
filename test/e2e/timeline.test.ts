import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { startTimelineApp, type TimelineApp } from '../support/timeline-app';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 10, 19, 16);
const NOON = FROM + 12 * HOUR;
const PAST = {
  from: FROM,
  to: FROM + 24 * HOUR,
  now: FROM + 90 * HOUR,
  offsets: [{ from: FROM, minutes: 480 }],
  segments: [{ from: NOON - HOUR, to: NOON + 6 * HOUR, trigger: 'timed', id: null }],
  place: 'device',
  known: true,
};

let app: TimelineApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTimelineApp(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});
afterEach(() => context.close());

interface Told {
  readonly type: string;
  readonly detail: { readonly at?: number } | undefined;
}

async function open({ theme = 'light', width = 375, calm = false } = {}): Promise<void> {
  context = await browser.newContext({
    viewport: { width, height: 400 },
    deviceScaleFactor: 3,
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    ...(calm && { reducedMotion: 'reduce' as const }),
  });
  page = await context.newPage();
  await page.goto(`${app.url}/phone/?theme=${theme}`);
  await page.waitForFunction('globalThis.__timeline !== undefined');
  const show = `const { handle } = __timeline; handle.showPast(${JSON.stringify(PAST)}); handle.follow(${NOON});`;
  await page.evaluate(`{ ${show} handle.zoomTo(${HOUR}); }`);
  await rested('12:00:00');
  await page.evaluate('__timeline.told.splice(0)');
}

const slider = (): Locator => page.getByRole('slider', { name: '播放位置' });
const told = (): Promise<readonly Told[]> => page.evaluate<readonly Told[]>('__timeline.told');
const setDataCalls = (): Promise<number> => page.evaluate<number>('__kandian.setData().calls');

/** Resolves when the slider says that time. */
async function rested(clock: string): Promise<void> {
  const said = `document.querySelector('[role=slider]').getAttribute('aria-valuetext')`;
  const hour = `document.querySelector('[role=radio][aria-label="1 小时"]').getAttribute('aria-checked')`;
  await page.waitForFunction(`${said}.includes(${JSON.stringify(clock)}) && ${hour} === 'true'`);
}

/** Drags from one place to another across the timeline and holds still before letting go. */
async function drag(from: number, to: number): Promise<void> {
  const box = await slider().boundingBox();
  if (!box) throw new Error('no timeline on the screen');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + to, y, { steps: 12 });
  await page.waitForTimeout(200);
  await page.evaluate('globalThis.__during = __kandian.setData().calls');
  await page.mouse.up();
}

/** The colour of the canvas at a share of its width and height: `r,g,b`. */
function colourAt(x: number, y: number): Promise<string> {
  return page.evaluate<string>(`(() => {
    const canvas = document.querySelector('canvas');
    const at = [Math.floor(canvas.width * ${x}), Math.floor(canvas.height * ${y})];
    return canvas.getContext('2d').getImageData(...at, 1, 1).data.slice(0, 3).join();
  })()`);
}

test('a drag seeks to the time that came to rest under the cursor, without a single setData on the way', async () => {
  await open();
  await page.evaluate('__kandian.resetSetData()');
  await drag(300, 200);
  await page.waitForFunction(`__timeline.told.some(({ type }) => type === 'seek')`);

  expect((await told()).map(({ type }) => type)).toEqual(['grab', 'seek']);
  const at = (await told()).at(-1)?.detail?.at ?? NaN;
  expect(Math.abs(at - (NOON + (100 / 375) * HOUR))).toBeLessThan(2_000);
  expect(await page.evaluate<number>('__during')).toBe(0);
  expect(await setDataCalls()).toBeGreaterThan(0);
});

test('arrow keys and buttons move it by a step', async () => {
  await open({ calm: true });
  await slider().press('ArrowRight');
  await rested('12:02:00');
  await page.getByRole('button', { name: '后退 2 分钟' }).click();
  await rested('12:00:00');
});

test('a tap brings the tapped time under the cursor', async () => {
  await open();
  await slider().click({ position: { x: 250, y: 50 } });
  await rested('12:10:00');
});

test('the canvas is drawn in the colours of the theme, on no more pixels than WeChat bears', async () => {
  await open({ theme: 'light', width: 430 });
  expect(await colourAt(0.25, 0.8)).toBe('74,159,149');
  const size = await page.evaluate<number>(`document.querySelector('canvas').width`);
  expect(size).toBe(1290);
  await context.close();
  await open({ theme: 'dark' });
  expect(await colourAt(0.25, 0.8)).toBe('35,137,124');
});

test('a phone that is turned is drawn anew', async () => {
  await open();
  await page.setViewportSize({ width: 667, height: 375 });
  await page.waitForFunction(`document.querySelector('canvas').width === 1365`);
  await page.waitForTimeout(50);
  expect(await colourAt(0.4, 0.8)).toBe('74,159,149');
});
