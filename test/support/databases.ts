import { openDatabase } from '../../cloudfunctions/core/cloudbase';
import { collections } from '../../cloudfunctions/core/collections';
import type { Database } from '../../cloudfunctions/core/database';
import type { Cloud } from '../../sandbox/cloud/index';
import { MemoryDatabase } from './memory-database';
import { makeCloud } from './sandbox-cloud';

/** A cloud with our collections, and the real SDK led to it; closed after the tests of this file. */
export async function leadToCloud(): Promise<Cloud> {
  const cloud = await makeCloud({ collections });
  Object.assign(process.env, cloud.sdkEnv);
  return cloud;
}

/**
 * The same tests on the database of memory and on CloudBase's own, so that the one may stand for the other. `%s` in the
 * title is which. All rounds on the second share what is kept there.
 */
export function describeDatabases(title: string, tests: (open: () => Database) => void): void {
  beforeAll(() => leadToCloud());
  describe.each<[string, () => Database]>([
    ['in memory', () => new MemoryDatabase()],
    ['of CloudBase, through its SDK', () => openDatabase()],
  ])(title, (_, open) => tests(open));
}
