import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { CameraRecords } from '../miniprogram/stores/camera-records';
import { makeFleet } from '../sandbox/fleet';
import { startPreview } from '../sandbox/preview/server';
import { launchBrowser } from '../test/support/browser';
import { openPhone } from '../test/support/phone';
import { runSandbox } from '../test/support/running-sandbox';
import type { Channel } from '../typings/contract/domain';
import { againstLimit, besidePeer, type Measurement, type Row } from './report';
import { median, repeat } from './rounds';

const CAMERAS = 10_000;
const KB = 1024;
/** A long, hard flick: twelve hundred screens in ten seconds would be more than a thumb can do. */
const SCROLL = { steps: 300, stepPx: 800, pauseMs: 16 } as const;
/** What somebody types on the way to a name: every prefix is a search. */
const TYPED = ['收', '收银', '收银台', '南', '南京', '南京路', '9', '99', 'no such camera'] as const;

/** A list of 10,000 cameras, beside a page that sets and draws all of them. */
export const list10k: Measurement = {
  name: 'list-10k',
  async measure() {
    const browser = await launchBrowser();
    try {
      const peer = await openBareList(browser);
      const ours = await openList(browser);
      const first = { what: `${CAMERAS} cameras: setData until the list stands`, unit: 'KB' };
      const nodes = { what: `${CAMERAS} cameras: nodes`, unit: '' };
      return {
        rows: [
          againstLimit(first, ours.firstBytes / KB, { atMost: 50 }),
          besidePeer(first, { ours: ours.firstBytes / KB, peer: peer.firstBytes / KB }, { atMost: 0.1 }),
          againstLimit(nodes, ours.nodes, { atMost: 999 }),
          besidePeer(nodes, { ours: ours.nodes, peer: peer.nodes }, { atMost: 0.1 }),
          againstLimit({ what: 'setData a second while scrolling, at worst', unit: '' }, ours.perSecond, {
            atMost: 20,
          }),
          await searchRow(),
        ],
      };
    } finally {
      await browser.close();
    }
  },
};

interface ListFigures {
  readonly firstBytes: number;
  /** The most at any moment. */
  readonly nodes: number;
  readonly perSecond: number;
}

interface SetDataCount {
  /** In all. */
  readonly bytes: number;
  readonly peakPerSecond: number;
}

const setDataOf = (page: Page): Promise<SetDataCount> => page.evaluate<SetDataCount>('__kandian.setData()');
const nodesOf = (page: Page): Promise<number> => page.evaluate<number>('__kandian.nodes()');

async function openList(browser: Browser): Promise<ListFigures> {
  const sandbox = await runSandbox(['--devices', String(CAMERAS)]);
  try {
    const { page } = await openPhone(browser, { url: sandbox.url, persona: 'owner' });
    await page
      .getByRole('button', { name: /在线|离线/ })
      .first()
      .waitFor();
    await page.waitForTimeout(1_000);
    const { bytes } = await setDataOf(page);
    return { firstBytes: bytes, ...(await scrollFar(page)) };
  } finally {
    await sandbox.close();
  }
}

async function scrollFar(page: Page): Promise<Pick<ListFigures, 'nodes' | 'perSecond'>> {
  await page.evaluate('__kandian.resetSetData()');
  await page.mouse.move(180, 500);
  let nodes = await nodesOf(page);
  for (let step = 0; step < SCROLL.steps; step += 1) {
    await page.mouse.wheel(0, SCROLL.stepPx);
    await page.waitForTimeout(SCROLL.pauseMs);
    if (step % 10 === 0) nodes = Math.max(nodes, await nodesOf(page));
  }
  await page.waitForTimeout(1_000);
  const { peakPerSecond } = await setDataOf(page);
  if (peakPerSecond === 0) throw new Error('the list did not scroll');
  return { nodes: Math.max(nodes, await nodesOf(page)), perSecond: peakPerSecond };
}

async function openBareList(browser: Browser): Promise<Omit<ListFigures, 'perSecond'>> {
  const { stores, cameras } = makeFleet(CAMERAS);
  const rows = cameras.map(({ serial, channel, name, store }) => {
    return { id: `${serial}-${channel}`, name, storeName: stores[store]?.name ?? '' };
  });
  const preview = await startPreview({
    port: 0,
    miniprogramDir: join(__dirname, 'bare-list'),
    invoke: () => Promise.resolve(rows),
    control: () => undefined,
    trustedCertificates: [],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 375, height: 812 } });
    await page.goto(`${preview.url}/phone/`);
    await page.waitForFunction(`globalThis.__kandian?.nodes() > ${CAMERAS}`, undefined, { timeout: 120_000 });
    return { firstBytes: (await setDataOf(page)).bytes, nodes: await nodesOf(page) };
  } finally {
    await preview.close();
  }
}

/** Of all that is typed, what takes longest. */
async function searchRow(): Promise<Row> {
  const records = new CameraRecords();
  records.takeFirstPage(makeChannels(), true);
  const times: number[] = [];
  for (const text of TYPED) {
    const search = async () => {
      const startedAt = performance.now();
      records.search(text);
      return performance.now() - startedAt;
    };
    times.push(median(await repeat(9, search)));
  }
  const what = `search of ${CAMERAS} loaded names, the slowest of ${TYPED.length}`;
  return againstLimit({ what, unit: 'ms' }, Math.max(...times), { atMost: 16 });
}

function makeChannels(): readonly Channel[] {
  const { stores, cameras } = makeFleet(CAMERAS);
  return cameras.map(({ serial, channel, name, store }): Channel => {
    const id = `${serial}-${channel}`;
    const status = { id, reachability: 'online', since: null, condition: 'clear', checkedAt: 0 } as const;
    const place = { storeId: String(store), storeName: stores[store]?.name ?? '' };
    return {
      id,
      name,
      ...place,
      qualities: ['main', 'sub'],
      status,
      hidden: false,
      elsewhere: false,
      tools: false,
      rights: ['view'],
      past: null,
    };
  });
}
