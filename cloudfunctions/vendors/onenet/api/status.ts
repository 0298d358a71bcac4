import * as v from 'valibot';
import { inParallel } from '../../../core/in-parallel';
import { idText } from '../../../core/reply-fields';
import type { OnenetClient } from '../client';

/** Guide §8: ids of one status query, and characters of their list. */
const MOST_IDS = 30;
const MOST_CHARACTERS = 500;
const AT_ONCE = 5;

const statusReply = v.looseObject({
  result: v.looseObject({ devices: v.nullish(v.array(v.looseObject({ id: idText, online: v.boolean() })), []) }),
});

/** Guide §8: which devices have a line. */
export function statusApi({ call }: OnenetClient) {
  const ask = async (devIds: string) =>
    (await call({ path: 'ipc/video/device/QryDevStatus', query: { devIds }, schema: statusReply })).result.devices;

  return {
    /** By device; one that the vendor does not know is missing. Takes as many queries as the ids need. */
    async read(deviceIds: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
      const replies = await inParallel(statusBatches(deviceIds), AT_ONCE, ask);
      return new Map(replies.flat().map(({ id, online }) => [id, online]));
    },
  };
}

/** Lists of ids, each short enough for one status query. */
export function statusBatches(ids: readonly string[]): readonly string[] {
  const batches: string[] = [];
  let batch: string[] = [];
  for (const id of ids) {
    if (batch.length === MOST_IDS || [...batch, id].join(',').length > MOST_CHARACTERS) {
      batches.push(batch.join(','));
      batch = [];
    }
    batch.push(id);
  }
  return batch.length > 0 ? [...batches, batch.join(',')] : batches;
}
