import * as v from 'valibot';
import { EVERYWHERE, onWideRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { ignoreGone } from '../../core/ignore-gone';
import { id } from '../../core/schemas';
import { toolsOfAccount } from '../../core/tools/reach';
import { objectName } from '../../core/tools/schemas';

/** For good. */
export const objectRemove: Handler<'object.remove'> = {
  input: v.strictObject({ accountId: id, name: objectName }),
  access: 'members',

  async run({ accountId, name }, context) {
    const { objects } = await toolsOfAccount(context, accountId);
    const deed = { action: 'object.remove', places: [EVERYWHERE], subject: accountId, detail: name } as const;
    await onWideRecord(context, deed, () => objects.remove(name).catch(ignoreGone));
    return null;
  },
};
