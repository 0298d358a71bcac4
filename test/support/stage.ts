import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { openPhone, type Persona, type Phone, type PhoneOptions } from './phone';
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

/** A stage that the tests of a file have in common. */
export interface SharedStage {
  readonly sandbox: RunningSandbox;
  /** Opens the mini-program as that person, until the test is over. */
  use(persona?: Persona, look?: Partial<PhoneOptions>): Promise<Phone>;
}

/** Opens a stage before a file's tests and closes it after them. Each leaves neither a phone nor a fault to the next. */
export function shareStage(): SharedStage {
  let stage: Stage | null = null;
  let phones: readonly Phone[] = [];
  const standing = (): Stage => {
    if (!stage) throw new Error('the stage opens with the first test');
    return stage;
  };
  beforeAll(async () => {
    stage = await openStage();
  });
  afterEach(async () => {
    for (const phone of phones) await phone.close();
    phones = [];
    await standing().sandbox.clearFaults();
  });
  afterAll(() => stage?.close());
  return {
    get sandbox() {
      return standing().sandbox;
    },
    async use(persona = 'owner', look = {}) {
      const { browser, sandbox } = standing();
      const phone = await openPhone(browser, { url: sandbox.url, persona, ...look });
      phones = [...phones, phone];
      return phone;
    },
  };
}
