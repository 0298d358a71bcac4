import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import { toolsOfAccount } from '../../core/tools/reach';

export const encryptionRead: Handler<'encryption.read'> = {
  input: v.strictObject({ accountId: id }),
  access: 'members',

  async run({ accountId }, context) {
    const tools = await toolsOfAccount(context, accountId);
    return { on: await tools.readEncryption() };
  },
};
