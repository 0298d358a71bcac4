import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { comesToRest, countCalls } from '../test/support/page-audit';
import { openPhone, type Phone } from '../test/support/phone';
import { openStage } from '../test/support/stage';
import { planTour, type Stop } from '../test/support/tour';
import { HELP, lookName, readScreensOptions, type Look, type ScreensOptions } from './screens/options';
import { WrongSetting } from './wrong-setting';

const OUT = join(__dirname, '../out/screens');
/** A page whose data has not changed for so long stands still. */
const STILL_MS = 400;
/** Moving pictures and clocks never stand still. */
const PATIENCE_MS = 6_000;
/** Longer pages are cut here; what repeats needs no second look. */
const MOST_PX = 2_400;

interface Shot {
  readonly page: string;
  readonly bytes: Buffer;
}

/** Runs in the page: how much of it lies below the screen, px. */
const HIDDEN = `(() => {
  const page = [...document.querySelectorAll('.page-window:not([hidden])')].pop();
  const scrolled = [page, ...page.querySelectorAll('*')].filter((element) =>
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowY));
  return Math.max(0, ...scrolled.map((element) => element.scrollHeight - element.clientHeight));
})()`;

/** The whole page in one picture: the phone is made as long as what it shows, unless it would stand up again. */
async function shoot({ page }: Phone, { width, height }: Look): Promise<Buffer> {
  if (width > height) return page.screenshot();
  let tall = height;
  // A longer phone may have other margins, so that what fits has to be asked again.
  while (tall < MOST_PX) {
    const hidden = await page.evaluate<number>(HIDDEN);
    if (hidden === 0) break;
    tall = Math.min(MOST_PX, tall + hidden);
    await page.setViewportSize({ width, height: tall });
    await page.waitForTimeout(STILL_MS);
  }
  const bytes = await page.screenshot();
  if (tall !== height) await page.setViewportSize({ width, height });
  return bytes;
}

async function lookAt(browser: Browser, url: string, stops: readonly Stop[], look: Look): Promise<readonly Shot[]> {
  const { width, height, dark, language, typeScale } = look;
  const phone = await openPhone(browser, { url, persona: 'owner', width, dark, language, typeScale });
  await phone.page.setViewportSize({ width, height });
  // Whoever saves a file meanwhile would load the phone anew, in the middle of a page.
  await phone.page.route('**/__preview/changes', (route) => route.abort());
  await phone.page.reload();
  await phone.page.waitForFunction(() => '__kandian' in globalThis);
  const underWay = countCalls(phone);
  const shots: Shot[] = [];
  for (const { page, address } of stops) {
    await phone.openFromWechat(address);
    await comesToRest(phone, underWay, { stillMs: STILL_MS, patienceMs: PATIENCE_MS });
    shots.push({ page, bytes: await shoot(phone, look) });
  }
  await phone.close();
  return shots;
}

const SHEET_STYLE = `body { margin: 0; padding: 24px; display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start;
  background: #cfd6dd; font: 20px sans-serif } figure { margin: 0 } figcaption { margin-bottom: 8px }
  img { display: block; box-shadow: 0 4px 16px #0004 }`;

/** All pages of one look on one picture. */
async function writeSheet(browser: Browser, shots: readonly Shot[], look: Look): Promise<void> {
  const columns = look.width > look.height ? 3 : 6;
  const sheet = await browser.newPage({ viewport: { width: columns * (look.width + 24) + 24, height: 800 } });
  const figures = shots.map(
    ({ page, bytes }) =>
      `<figure><figcaption>${page}</figcaption>` +
      `<img width="${look.width}" src="data:image/png;base64,${bytes.toString('base64')}"></figure>`,
  );
  await sheet.setContent(`<style>${SHEET_STYLE}</style>${figures.join('')}`);
  writeFileSync(join(OUT, `${lookName(look)}.png`), await sheet.screenshot({ fullPage: true }));
  await sheet.close();
}

/** Takes pictures of every page in every look that is asked for. Chinese needs a font with its characters. */
async function takeScreens({ looks, only }: ScreensOptions): Promise<void> {
  const stage = await openStage();
  try {
    const tour = await planTour(stage.sandbox);
    const stops = tour.filter(({ page }) => page.includes(only));
    if (stops.length === 0) throw new WrongSetting(`no page is called "${only}"`);
    for (const look of looks) {
      const shots = await lookAt(stage.browser, stage.sandbox.url, stops, look);
      const dir = join(OUT, lookName(look));
      if (only === '') rmSync(dir, { recursive: true, force: true });
      mkdirSync(dir, { recursive: true });
      for (const { page, bytes } of shots) writeFileSync(join(dir, `${page.replaceAll('/', '-')}.png`), bytes);
      await writeSheet(stage.browser, shots, look);
      process.stdout.write(`${join('out/screens', `${lookName(look)}.png`)}: ${shots.length} pages\n`);
    }
  } finally {
    await stage.close();
  }
}

async function main(): Promise<void> {
  const options = readScreensOptions(process.argv.slice(2));
  if (options === null) process.stdout.write(`${HELP}\n`);
  else await takeScreens(options);
}

main().catch((error: unknown) => {
  if (!(error instanceof WrongSetting)) throw error;
  process.stderr.write(`screens: ${error.message}\n`);
  process.exitCode = 1;
});
