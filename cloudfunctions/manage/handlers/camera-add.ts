import * as v from 'valibot';
import { findAccount } from '../../core/accounts/refusals';
import type { Handler } from '../../core/handler';
import { addCamera } from '../../core/imports/add-camera';
import { assertManages } from '../../core/people/refusals';
import { id, key, thingName } from '../../core/schemas';
import { findOpenStore } from '../../core/stores/find-store';

/** As a label says it, or as somebody types it off. */
const printed = (least: number) =>
  v.pipe(v.string(), v.maxLength(200), v.trim(), v.minLength(least), v.maxLength(64), v.regex(/^[\x20-\x7e]*$/));

export const cameraAdd: Handler<'camera.add'> = {
  input: v.strictObject({
    ...{ accountId: id, storeId: id, requestKey: key },
    ...{ serial: printed(1), code: printed(0), name: thingName },
  }),
  access: 'members',

  async run({ accountId, storeId, ...label }, context) {
    assertManages(context.grants, storeId);
    const store = await findOpenStore(context.database, storeId);
    const account = await findAccount(context, accountId);
    return addCamera(context, { ...label, account, store });
  },
};
