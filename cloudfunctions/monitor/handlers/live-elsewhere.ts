import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { onRecord } from '../../core/audit/on-record';
import { isLetIn } from '../../core/rights';
import { id } from '../../core/schemas';

/** The way to the vendor's own mini-program, for one camera that our player cannot show. */
export const liveElsewhere: Handler<'live.elsewhere'> = {
  input: v.strictObject({ channelId: id }),
  access: 'members',

  async run({ channelId }, context) {
    const { channel, driver } = await context.reach(channelId, 'view');
    if (!isLetIn(context.grants, channel)) throw new CallError('permission-denied', 'a share does not lead elsewhere');
    return onRecord(context, { id: randomUUID(), action: 'live.elsewhere', channel }, async () => {
      const { vendorApp } = driver;
      if (!vendorApp) throw new CallError('unsupported', 'the account offers no way to the vendor’s own mini-program');
      const { appId, path } = await vendorApp.openLive(channel.address);
      return { appId, path };
    });
  },
};
