import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
const INSTALLED = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  // A microphone that beeps, and nobody to ask whether it may be used.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

interface FoundBrowser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts Chromium: `CHROME_PATH`, else an installed one, else the one packaged in npm (Linux x64). */
export async function launchBrowser({ args = [] }: { args?: readonly string[] } = {}): Promise<Browser> {
  const { executablePath, env } = findNamed() ?? findInstalled() ?? (await unpackPackaged());
  return chromium.launch({ executablePath, args: [...FLAGS, ...args], env: { ...process.env, ...env } });
}

function findNamed(): FoundBrowser | null {
  const named = process.env['CHROME_PATH'];
  if (named === undefined || named === '') return null;
  if (!existsSync(named)) throw new Error(`CHROME_PATH names no file: ${named}`);
  return { executablePath: named, env: {} };
}

function findInstalled(): FoundBrowser | null {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => INSTALLED.map((name) => join(folder, name)));
  const executablePath = candidates.find((file) => existsSync(file));
  return executablePath === undefined ? null : { executablePath, env: {} };
}

/**
 * The package inflates into TMPDIR and takes a half-written file for a finished one, so it works in a folder of its
 * own that is moved into place when whole. It hands out the libraries it carries only where it believes to run on
 * Lambda.
 */
async function unpackPackaged(): Promise<FoundBrowser> {
  const cache = join(ROOT, 'node_modules/.cache');
  const home = join(cache, 'kandian-chromium-147.0.0');
  if (!existsSync(home)) {
    await mkdir(cache, { recursive: true });
    const staging = await mkdtemp(join(cache, 'chromium-'));
    const script =
      "require('@sparticuz/chromium').executablePath().catch((e) => { console.error(e); process.exit(1); })";
    const env = { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    await run(process.execPath, ['-e', script], { cwd: ROOT, env });
    await writeFile(join(staging, 'fonts.conf'), fontConfig(join(home, 'fonts')));
    try {
      await rename(staging, home);
    } catch (error) {
      await rm(staging, { recursive: true, force: true });
      if (!existsSync(home)) throw error; // another process was first otherwise
    }
  }
  const libraries = [join(home, 'al2023/lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter((path) => path !== '');
  const env = { LD_LIBRARY_PATH: libraries.join(':'), FONTCONFIG_FILE: join(home, 'fonts.conf') };
  return { executablePath: join(home, 'chromium'), env };
}

/** The machine's own fonts, if it has any, and the one that the package carries. */
function fontConfig(packaged: string): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `  <dir>${packaged}</dir>`,
    '</fontconfig>',
    '',
  ].join('\n');
}
