import type { ChannelId } from '../../../typings/contract/domain';
import type { Database } from '../database';

/** How many cameras are forgotten at once: a request stays well below a megabyte. */
export const FORGOTTEN_AT_ONCE = 500;

/**
 * Takes cameras, at most `FORGOTTEN_AT_ONCE`, out of everything that is kept of them: their shares end, and what hangs
 * on them goes. They themselves go last, so that who was cut off finds them still there and begins anew.
 */
export async function forgetCameras(database: Database, ids: readonly ChannelId[], now: number): Promise<void> {
  if (ids.length === 0) return;
  const open = { channelIds: { in: ids }, revokedAt: 0, until: { above: now } };
  await database.collection('shares').update(open, { revokedAt: now });
  // Whose files go with the timer; nobody is shown them any more, and nobody takes new ones.
  const gone = { removedAt: now, dueAt: Number.MAX_SAFE_INTEGER, claimedUntil: Number.MAX_SAFE_INTEGER };
  await database.collection('covers').update({ _id: { in: ids } }, gone);
  await database.collection('codes').remove({ _id: { in: ids } });
  await database.collection('presets').remove({ channelId: { in: ids } });
  await database.collection('watchings').remove({ channelId: { in: ids } });
  await database.collection('notices').remove({ channelId: { in: ids } });
  await database.collection('placements').remove({ _id: { in: ids } });
  await database.collection('offers').remove({ _id: { in: ids } });
  await database.collection('channels').remove({ _id: { in: ids } });
}
