import * as v from 'valibot';
import { EVERYWHERE, onWideRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import { layOut } from '../../core/tools/parcels';
import { toolsOfAccount } from '../../core/tools/reach';
import { objectName } from '../../core/tools/schemas';

/** The vendor hands an object to who has the account's keys only: it is fetched, and laid out for this one phone. */
export const objectOpen: Handler<'object.open'> = {
  input: v.strictObject({ accountId: id, name: objectName }),
  access: 'members',

  async run({ accountId, name }, context) {
    const { objects } = await toolsOfAccount(context, accountId);
    const deed = { action: 'object.open', places: [EVERYWHERE], subject: accountId, detail: name } as const;
    return { url: await onWideRecord(context, deed, async () => layOut(context, await objects.read(name))) };
  },
};
