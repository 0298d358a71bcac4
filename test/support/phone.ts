import type { Browser, Locator, Page } from 'playwright-core';
import { readStrip, STRIP_CELLS, stripPoint, type Mark } from '../../sandbox/media/strip';

export type Persona = 'owner' | 'manager' | 'staff' | 'guest' | 'stranger';

/** How long a person would wait before giving up on a step. */
const PATIENCE_MS = 20_000;

/** One phone in the browser, used as a person would: by what stands on the screen. */
export interface Phone {
  readonly page: Page;
  /** The card of a camera in the list; `label` is part of what a screen reader says of it: name, store, state. */
  card(label: string | RegExp): Locator;
  /** Searches for `name` and taps the card of that camera in that store. */
  openCamera(name: string, store: string): Promise<void>;
  /** Resolves when `text` stands on the screen. */
  sees(text: string | RegExp): Promise<void>;
  /** Resolves when `text` no longer stands on the screen. */
  misses(text: string | RegExp): Promise<void>;
  tap(text: string | RegExp): Promise<void>;
  /** What the strip in the moving picture says now; null while there is none. */
  mark(): Promise<Mark | null>;
  /** Resolves with the first mark that `wanted` accepts. */
  marked(wanted: (mark: Mark) => boolean): Promise<Mark>;
  /** Changes the phone itself: its network, whether WeChat is in front, what WeChat allows. */
  set(change: PhoneSettings): Promise<void>;
  close(): Promise<void>;
}

export interface PhoneSettings {
  readonly visible?: boolean;
  readonly network?: 'wifi' | '4g' | 'none';
  readonly microphone?: 'authorized' | 'denied';
  readonly livePlayerAllowed?: boolean;
}

export interface PhoneOptions {
  readonly url: string;
  readonly persona: Persona;
  readonly width?: number;
  readonly dark?: boolean;
  readonly language?: 'zh_CN' | 'en';
  /** 1.4 is WeChat's large type. */
  readonly typeScale?: number;
}

/** Opens the mini-program as that person. */
export async function openPhone(browser: Browser, options: PhoneOptions): Promise<Phone> {
  const { url, persona, width = 375, dark = false, language = 'zh_CN', typeScale = 1 } = options;
  const theme = dark ? 'dark' : 'light';
  const context = await browser.newContext({
    viewport: { width, height: 812 },
    deviceScaleFactor: 2,
    colorScheme: theme,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const query = new URLSearchParams({ openid: `sandbox-${persona}`, theme, language, type: String(typeScale) });
  await page.goto(`${url}/phone/?${query.toString()}`);
  await page.waitForFunction(() => '__kandian' in globalThis);
  const mark = () => readMark(page);
  return {
    page,
    mark,
    card: (label) => page.getByRole('button', { name: label }).first(),
    async openCamera(name, store) {
      await page.getByPlaceholder(/搜索|Search/).fill(name);
      await page
        .getByRole('button', { name: new RegExp(`^${name}.+${store}`) })
        .first()
        .click();
    },
    async sees(text) {
      await page.getByText(text).filter({ visible: true }).first().waitFor();
    },
    async misses(text) {
      await page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'hidden' });
    },
    async tap(text) {
      await page.getByText(text).filter({ visible: true }).first().click();
    },
    async marked(wanted) {
      const giveUpAt = Date.now() + PATIENCE_MS;
      while (Date.now() < giveUpAt) {
        const seen = await mark();
        if (seen && wanted(seen)) return seen;
        await page.waitForTimeout(50);
      }
      throw new Error('no picture with the wanted mark');
    },
    set: (change) => page.evaluate(changePhone, change),
    close: () => context.close(),
  };
}

/** Runs in the page, where the preview keeps its simulated phone. */
function changePhone(change: PhoneSettings): void {
  const { __kandian } = globalThis as unknown as { __kandian: { device: { set(settings: PhoneSettings): void } } };
  __kandian.device.set(change);
}

async function readMark(page: Page): Promise<Mark | null> {
  const cells = await page.evaluate(readCells, STRIP_POINTS);
  return cells && readStrip((cell) => cells[cell] ?? 0);
}

/** Where the cells lie in a picture of 1 × 1. */
const STRIP_POINTS = Array.from({ length: STRIP_CELLS }, (_, cell) => {
  const [x, y] = stripPoint(cell, { width: 10_000, height: 10_000 });
  return [x / 10_000, y / 10_000] as const;
});

/** Runs in the page: brightness of the playing picture at the given points. */
function readCells(points: readonly (readonly [number, number])[]): number[] | null {
  const { document } = globalThis as unknown as BrowserGlobals;
  const video = [...document.querySelectorAll('video')].find((one) => one.videoWidth > 0 && one.readyState >= 2);
  if (!video) return null;
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(video, 0, 0);
  return points.map(([x, y]) => {
    const { data } = context.getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1);
    return data[1] ?? 0;
  });
}

/** The little of the browser that `readCells` uses; tests are compiled without the browser's types. */
interface BrowserGlobals {
  readonly document: {
    querySelectorAll(tag: 'video'): Iterable<{ videoWidth: number; videoHeight: number; readyState: number }>;
    createElement(tag: 'canvas'): {
      width: number;
      height: number;
      getContext(
        kind: '2d',
        options: object,
      ): {
        drawImage(image: object, x: number, y: number): void;
        getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
      };
    };
  };
}
