import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import { toolsOfAccount } from '../../core/tools/reach';

export const objectList: Handler<'object.list'> = {
  input: v.strictObject({ accountId: id }),
  access: 'members',

  async run({ accountId }, context) {
    const tools = await toolsOfAccount(context, accountId);
    const { objects, total } = await tools.objects.list();
    return {
      objects: objects.map(({ name, bytes, date: at, description }) => ({ name, bytes, at, description })),
      total,
    };
  },
};
