import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { CloudFiles } from '../../sandbox/preview/cloud-files';
import type { PhoneMessages } from '../../sandbox/preview/messages';
import { startPreview, type Preview } from '../../sandbox/preview/server';
import { launchBrowser } from './browser';
import { fingersOn, type Fingers } from './fingers';

/** The fixture mini-program in a browser, without sandbox or product. */
export interface FixturePhone extends Fingers {
  readonly page: Page;
  readonly preview: Preview;
  /** Runs an expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  /** What the fixture's scripts noted since the last time, in order. */
  notes(): Promise<readonly string[]>;
  /** The element with this id of the fixture's, on the page that is shown; in the document it carries a prefix. */
  find(id: string): ReturnType<Page['locator']>;
  /** Loads the phone anew, at `path` (`?theme=dark#/pages/mine/mine`). */
  open(path?: string): Promise<void>;
  close(): Promise<void>;
}

export interface FixtureOptions {
  readonly miniprogramDir?: string;
  readonly trustedCertificates?: readonly string[];
  /** Device pixels for each of the page's, 1 by default. */
  readonly pixelRatio?: number;
  readonly files?: CloudFiles;
  readonly messages?: PhoneMessages;
  readonly invoke?: (fn: string, event: unknown, openid: string) => Promise<unknown>;
}

const FIXTURE = join(__dirname, 'fixture-app');

export async function openFixture(options: FixtureOptions = {}): Promise<FixturePhone> {
  const { miniprogramDir = FIXTURE, trustedCertificates = [], pixelRatio = 1 } = options;
  const { invoke = () => Promise.resolve(null), files, messages } = options;
  const [preview, browser] = await Promise.all([
    startPreview({
      port: 0,
      miniprogramDir,
      invoke,
      ...(files && { files }),
      ...(messages && { messages }),
      control: () => undefined,
      trustedCertificates,
      watch: true,
      log: () => undefined,
    }),
    launchBrowser(),
  ]);
  const page = await browser.newPage({
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    deviceScaleFactor: pixelRatio,
  });
  page.setDefaultTimeout(10_000);
  const phone: FixturePhone = {
    ...fingersOn(page),
    page,
    preview,
    evaluate: (expression) => page.evaluate(expression),
    notes: () => page.evaluate('getApp().log.splice(0)'),
    find: (id) => page.locator(`.page-window:not([hidden]) [id$="--${id}"]`),
    async open(path = '') {
      await page.goto('about:blank');
      await page.goto(`${preview.url}/phone/${path}`);
      await page.waitForFunction('globalThis.__kandian && getCurrentPages().length > 0');
    },
    close: () => closeAll(browser, preview),
  };
  await phone.open();
  return phone;
}

async function closeAll(browser: Browser, preview: Preview): Promise<void> {
  await browser.close();
  await preview.close();
}
