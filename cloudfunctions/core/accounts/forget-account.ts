import { forgetCameras, FORGOTTEN_AT_ONCE } from '../cameras/forget-cameras';
import type { Database } from '../database';
import type { AccountDocument } from '../documents';

/** As a time at which something is due. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** How long an instance may still work with an account that was removed: as long as it remembers and a listing lasts. */
export const GONE_AFTER_MS = 10 * 60_000;

/** Takes an account's cameras, and all that is kept of them and of it, away. Safe to be repeated at any time. */
export async function forgetAccount(
  database: Database,
  { _id: accountId, vendor }: Pick<AccountDocument, '_id' | 'vendor'>,
  now: number,
): Promise<void> {
  for (;;) {
    const found = await database.collection('channels').find({ where: { accountId }, limit: FORGOTTEN_AT_ONCE });
    const ids = found.map(({ _id }) => _id);
    await forgetCameras(database, ids, now);
    if (found.length < FORGOTTEN_AT_ONCE) break;
  }
  await database.collection('placements').remove({ accountId });
  await database.collection('offers').remove({ accountId });
  await database.collection('listings').remove({ _id: accountId });
  // A vendor's tokens are kept under its id, the account's and what else tells them apart.
  const prefix = `${vendor}:${accountId}`;
  await database.collection('tokens').remove({ _id: { above: `${prefix}:`, below: `${prefix};` } });
}
