import * as v from 'valibot';
import { EVERYWHERE, onWideRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import { toolsOfAccount } from '../../core/tools/reach';

/** Whoever repeats it says what is to be, not to switch over. */
export const encryptionSet: Handler<'encryption.set'> = {
  input: v.strictObject({ accountId: id, on: v.boolean() }),
  access: 'members',

  async run({ accountId, on }, context) {
    const tools = await toolsOfAccount(context, accountId);
    const what = { subject: accountId, detail: on ? 'on' : 'off' };
    const deed = { action: 'encryption.set', places: [EVERYWHERE], ...what } as const;
    await onWideRecord(context, deed, () => tools.setEncryption(on));
    return null;
  },
};
