import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { runSandbox, type RunningSandbox } from './running-sandbox';

/** The whole system and a browser to use it with. */
export interface Stage {
  readonly sandbox: RunningSandbox;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** Starts both, the system with these arguments. When one does not start the other is ended: whatever stays would keep the test from ending. */
export async function openStage(args: readonly string[] = []): Promise<Stage> {
  const sandbox = await runSandbox(args);
  try {
    const browser = await launchBrowser();
    return {
      sandbox,
      browser,
      async close() {
        await browser.close();
        await sandbox.close();
      },
    };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}
