import * as v from 'valibot';
import { onWideRecord, placeOfChannel } from '../../core/audit/on-record';
import { findManaged } from '../../core/cameras/managed';
import { moveCamera } from '../../core/cameras/move';
import type { Handler } from '../../core/handler';
import { assertManages } from '../../core/people/refusals';
import { id } from '../../core/schemas';
import { findOpenStore } from '../../core/stores/find-store';

/** Both stores' audits tell of it. */
export const cameraMove: Handler<'camera.move'> = {
  input: v.strictObject({ channelId: id, storeId: id }),
  access: 'members',

  async run({ channelId, storeId }, context) {
    const channel = await findManaged(context, channelId);
    assertManages(context.grants, storeId);
    const { name: storeName } = await findOpenStore(context.database, storeId);
    if (channel.storeId === storeId) return null;
    const places = [channel, { ...channel, storeId, storeName }].map(placeOfChannel);
    await onWideRecord(context, { action: 'camera.move', places }, () => moveCamera(context, channel, storeId));
    return null;
  },
};
