import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tcb from '@cloudbase/node-sdk';
import { startCloud } from '../../sandbox/cloud/index';
import type { Cloud, CloudOptions } from '../../sandbox/cloud/index';

const folders: string[] = [];
const open = new Set<Cloud>();

afterAll(async () => {
  for (const cloud of open) await cloud.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after the tests of this file. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kandian-'));
  folders.push(folder);
  return folder;
}

/** Starts a cloud in a folder of its own, unless told otherwise; it is closed after the tests of this file. */
export async function makeCloud(options: Partial<CloudOptions> = {}): Promise<Cloud> {
  const dataDir = options.dataDir ?? makeFolder();
  const functionsDir = join(dataDir, 'functions');
  const cloud = await startCloud({ dataDir, functionsDir, collections: {}, env: {}, ...options });
  const close = async () => {
    if (open.delete(tracked)) await cloud.close();
  };
  const tracked = { ...cloud, close };
  open.add(tracked);
  return tracked;
}

/** The real SDK, pointed at a cloud. It reads the environment at each request, so one cloud at a time. */
export function openSdk(cloud: Cloud, sdkEnv: Readonly<Record<string, string>> = cloud.sdkEnv) {
  Object.assign(process.env, sdkEnv);
  return tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true });
}

/** Checks that the SDK, or the cloud itself, throws with this code and message. */
export async function expectRefusal(work: Promise<unknown>, code: string, message = /./): Promise<void> {
  const error: unknown = await work.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error) || !('code' in error)) throw new Error(`no refusal: ${String(error)}`);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
}
