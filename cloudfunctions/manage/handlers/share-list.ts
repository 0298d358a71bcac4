import type { Handler } from '../../core/handler';
import { nothing } from '../../core/schemas';
import { readableBy } from '../../core/tickets/readable';
import { toShares } from '../../core/tickets/to-share';

const MOST = 100;

export const shareList: Handler<'share.list'> = {
  input: nothing,
  access: 'members',

  async run(_input, context) {
    const found = await context.shares.list(readableBy(context), MOST);
    return { shares: await toShares(context, found) };
  },
};
