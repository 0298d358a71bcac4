import { randomUUID } from 'node:crypto';
import type { CallContext } from '../handler';
import { errorFields } from '../log';
import type { Services } from '../services';

/** How long an address is good for. */
const FETCHED_WITHIN_MS = 10 * 60_000;
/** Who began in the last moment may end. */
const KEPT_MS = 2 * FETCHED_WITHIN_MS;
const SWEPT_AT_ONCE = 50;

const pathOf = (id: string): string => `parcels/${id}`;

/** Lays bytes out to be fetched for some minutes; where from. It is written down first, so that none is forgotten. */
export async function layOut({ database, files, now }: CallContext, bytes: Uint8Array): Promise<string> {
  const _id = randomUUID();
  await database.collection('parcels').add([{ _id, until: now + KEPT_MS }]);
  const fileId = await files.put(pathOf(_id), bytes);
  const url = (await files.addressesOf([fileId], FETCHED_WITHIN_MS)).get(fileId);
  if (url === undefined) throw new Error('the storage has no address of what was just put there');
  return url;
}

/** Takes away what nobody may fetch any more, the oldest first; tells how many. What stays is tried again. */
export async function sweepParcels({ database, files, clock, log }: Services, endAt: number): Promise<number> {
  const parcels = database.collection('parcels');
  const where = { until: { below: clock.now() } };
  let removed = 0;
  for (const { _id } of await parcels.find({ where, sort: ['until'], limit: SWEPT_AT_ONCE })) {
    if (clock.now() >= endAt) break;
    try {
      await files.removeAt(pathOf(_id));
      removed += await parcels.remove({ _id });
    } catch (error) {
      log({ event: 'fault', action: 'parcel.sweep', ...errorFields(error) });
    }
  }
  return removed;
}
