import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../sandbox/sandbox';
import { launchBrowser } from '../test/support/browser';
import { openPhone, type Phone } from '../test/support/phone';

const OUT = join(__dirname, '../docs/images/preview.png');
const CAMERAS = ['仓库', '停车场', '后门', '大堂', '收银台'];
const STORE = '南京路店';
/** The live page keeps a cover once a picture has stood for two seconds. */
const COVER_MS = 3_000;

/** Looks at each camera of the first store, so that the list has covers. */
async function collectCovers(phone: Phone): Promise<void> {
  for (const name of CAMERAS) {
    await phone.card(new RegExp(`^${name}.+${STORE}`)).click();
    await phone.marked(() => true);
    await phone.page.waitForTimeout(COVER_MS);
    await phone.page.keyboard.press('Escape'); // the phone's back key
    await phone.sees(STORE);
  }
}

const image = (bytes: Buffer): string => `<img src="data:image/png;base64,${bytes.toString('base64')}">`;

const STYLE = `body { margin: 0; padding: 32px; display: flex; gap: 32px; width: max-content; background: #e4e8ec }
  img { width: 375px; border-radius: 32px; box-shadow: 0 8px 32px #0003 }`;

/** Takes the readme's picture from the running preview. The machine needs a font with Chinese characters. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kandian-'));
  const sandbox = await startSandbox({ port: 0, dataDir, isUsual: false, devices: 28, accounts: null, empty: false });
  const browser = await launchBrowser();
  const phone = await openPhone(browser, { url: sandbox.url.replace(/\/$/, ''), persona: 'manager' });
  await phone.sees(STORE);
  await collectCovers(phone);
  const list = await phone.page.screenshot();
  await phone.card(new RegExp(`^收银台.+${STORE}`)).click();
  await phone.marked(() => true);
  await phone.page.waitForTimeout(COVER_MS);
  const live = await phone.page.screenshot();

  const sheet = await browser.newPage({ viewport: { width: 848, height: 876 } });
  await sheet.setContent(`<style>${STYLE}</style>${image(list)}${image(live)}`);
  writeFileSync(OUT, await sheet.screenshot());
  await browser.close();
  await sandbox.close();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
}

void main();
