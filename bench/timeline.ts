import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser';
import { startTimelineApp } from '../test/support/timeline-app';
import { againstLimit, besidePeer, type Measurement } from './report';
import { median } from './rounds';

const SEGMENTS = 1_440;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const KB = 1024;
/** Forty seconds of every minute of a day, every third by motion: as many as there can be. */
const LENGTH_MS = 40_000;
const ROUNDS = 7;

/** The timeline with a segment for each minute of a day, beside rows drawn as the vendor's demo draws them. */
export const timeline: Measurement = {
  name: 'timeline',
  async measure() {
    const [app, browser] = await Promise.all([startTimelineApp(), launchBrowser()]);
    try {
      const peer = await measureRows(await openPage(browser, `${app.url}/phone/#/pages/rows/rows`));
      const ours = await measureOurs(await openPage(browser, `${app.url}/phone/#/pages/ours/ours`));
      const on = `timeline, ${SEGMENTS} segments:`;
      const bytes = { ours: ours.firstBytes / KB, peer: peer.firstBytes / KB };
      return {
        rows: [
          againstLimit({ what: `${on} one drawing while dragging, p95`, unit: 'ms' }, ours.drawMs, { atMost: 4 }),
          besidePeer(
            { what: `${on} the first drawing`, unit: 'ms' },
            { ours: ours.firstMs, peer: peer.firstMs },
            {
              atMost: 0.5,
            },
          ),
          againstLimit({ what: `${on} setData while dragging`, unit: '' }, ours.dragCalls, { atMost: 0 }),
          againstLimit({ what: `${on} bytes of them`, unit: '' }, ours.dragBytes, { atMost: 0 }),
          besidePeer({ what: `${on} setData to show them`, unit: 'KB' }, bytes, { atMost: 0.1 }),
          besidePeer({ what: `${on} nodes`, unit: '' }, { ours: ours.nodes, peer: peer.nodes }, { atMost: 0.1 }),
        ],
        notes: [
          `A drawing is one animation frame: gesture, painting, and a pixel read back so that it has been painted; ` +
            `${ours.drawings} of them, over every range from a day to a minute.`,
        ],
      };
    } finally {
      await browser.close();
      await app.close();
    }
  },
};

interface Shown {
  readonly firstMs: number;
  readonly firstBytes: number;
  readonly nodes: number;
}

interface Dragged {
  readonly drawMs: number;
  readonly drawings: number;
  readonly dragCalls: number;
  readonly dragBytes: number;
}

interface SetDataCount {
  readonly calls: number;
  readonly bytes: number;
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 375, height: 812 }, deviceScaleFactor: 2 });
  await page.goto(url);
  await page.waitForFunction('globalThis.__timeline !== undefined || globalThis.__rows !== undefined');
  await page.waitForTimeout(500);
  return page;
}

const setDataOf = (page: Page): Promise<SetDataCount> => page.evaluate<SetDataCount>('__kandian.setData()');
const nodesOf = (page: Page): Promise<number> => page.evaluate<number>('__kandian.nodes()');

/** Shows the day again and again; the first time warms up. */
async function showing(page: Page, expression: (round: number) => string): Promise<Shown> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    await page.evaluate('__kandian.resetSetData()');
    const time = await page.evaluate<number>(expression(round));
    if (round > 0) times.push(time);
    bytes = (await setDataOf(page)).bytes;
  }
  return { firstMs: median(times), firstBytes: bytes, nodes: await nodesOf(page) };
}

function measureRows(page: Page): Promise<Shown> {
  const segments = JSON.stringify(makeSegments(0).map(({ from, to }) => ({ from: from / 1_000, to: to / 1_000 })));
  return showing(page, () => `__rows.show(${segments})`);
}

async function measureOurs(page: Page): Promise<Shown & Dragged> {
  await page.evaluate(FRAME_TIMER);
  // Each round is another day, or nothing would have changed.
  const shown = await showing(page, (round) => {
    const show = `__timeline.handle.showPast(past); __timeline.handle.follow(${noonOf(round)});`;
    return `((past) => __frames.next(() => { ${show} }))(${JSON.stringify(makePast(round))})`;
  });
  return { ...shown, ...(await drag(page)) };
}

/** Flicks back and forth, at each range; what the browser does in between is not ours. */
async function drag(page: Page): Promise<Dragged> {
  const box = await page.locator('[role=slider]').boundingBox();
  if (!box) throw new Error('no timeline on the screen');
  const y = box.y + box.height / 2;
  let calls = 0;
  let bytes = 0;
  const times: number[] = [];
  for (const range of ['24 小时', '6 小时', '1 小时', '10 分钟', '1 分钟']) {
    await page.getByRole('radio', { name: range, exact: true }).click();
    await page.waitForTimeout(1_000);
    await page.evaluate('__kandian.resetSetData(); __frames.take()');
    await page.mouse.move(box.x + 300, y);
    await page.mouse.down();
    for (let step = 0; step <= 60; step += 1) {
      await page.mouse.move(box.x + 187 + 112 * Math.cos((step / 60) * 4 * Math.PI), y);
      await page.waitForTimeout(8);
    }
    const count = await setDataOf(page);
    calls += count.calls;
    bytes += count.bytes;
    times.push(...(await page.evaluate<number[]>('__frames.take()')));
    await page.mouse.up();
  }
  if (times.length < 100) throw new Error(`the timeline was drawn ${times.length} times only`);
  const sorted = times.sort((a, b) => a - b);
  const drawMs = sorted[Math.floor(sorted.length * 0.95)] ?? NaN;
  return { drawMs, drawings: times.length, dragCalls: calls, dragBytes: bytes };
}

/** Runs in the page: how long each frame of the timeline's canvas takes, its pixels included. */
const FRAME_TIMER = `(() => {
  const canvas = document.querySelector('canvas');
  const request = canvas.requestAnimationFrame;
  const times = [];
  const waiting = [];
  canvas.requestAnimationFrame = (draw) => request(() => {
    const startedAt = performance.now();
    draw();
    canvas.getContext('2d').getImageData(0, 0, 1, 1);
    const time = performance.now() - startedAt;
    times.push(time);
    for (const done of waiting.splice(0)) done(time);
  });
  globalThis.__frames = {
    take: () => times.splice(0),
    /** Milliseconds of what \`act\` does and of the frame that follows on it. */
    next: (act) => new Promise((resolve) => {
      const startedAt = performance.now();
      act();
      const acted = performance.now() - startedAt;
      waiting.push((time) => resolve(acted + time));
    }),
  };
})()`;

function makeSegments(from: number) {
  return Array.from({ length: SEGMENTS }, (_, minute) => {
    const start = from + minute * MINUTE;
    return { from: start, to: start + LENGTH_MS, trigger: minute % 3 === 0 ? 'motion' : 'timed', id: null } as const;
  });
}

function makePast(day: number) {
  const from = day * DAY;
  const offsets = [{ from, minutes: 0 }];
  return {
    from,
    to: from + DAY,
    now: from + 9 * DAY,
    offsets,
    segments: makeSegments(from),
    place: 'device',
    known: true,
  };
}

const noonOf = (day: number): number => day * DAY + DAY / 2;
