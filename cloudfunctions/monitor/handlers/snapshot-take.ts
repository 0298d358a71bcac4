import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { offered, reachToDo } from './doing';
import { onRecord } from '../../core/audit/on-record';
import { id } from '../../core/schemas';

/** The least time between two stills of one camera at the vendor that takes them, whoever asks. */
const GUARD_MS = 4_000;

/** Has the vendor take a still. */
export const snapshotTake: Handler<'snapshot.take'> = {
  input: v.strictObject({ channelId: id }),
  access: 'members',

  async run({ channelId }, context) {
    const { channel, driver } = await reachToDo(context, { channelId, right: 'capture', kind: 'picture' });
    const snapshots = offered(driver.snapshots, 'stills');
    await context.guard(`snapshot/${channelId}`, context.person, GUARD_MS);
    const deed = { id: randomUUID(), action: 'snapshot.take', channel } as const;
    const { url, takenAt, expiresAt } = await onRecord(context, deed, () => snapshots.take(channel.address));
    return { url, takenAt, expiresAt: expiresAt ?? null };
  },
};
