import * as v from 'valibot';
import { closingId, ownOpening } from '../../core/audit/opening';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';

/** Says how long somebody watched what `opening` opened. Closing again changes nothing. */
export function closeWatching(
  opening: 'live.open' | 'playback.open',
  closing: 'live.close' | 'playback.close',
): Handler<'live.close'> & Handler<'playback.close'> {
  return {
    input: v.strictObject({ openId: id }),
    access: 'members',

    async run({ openId }, context) {
      const { audit, watchings, now, requestId } = context;
      const opened = ownOpening(await audit.find(openId), context);
      if (opened.action !== opening) throw new CallError('not-found', 'no such watching');
      await audit.appendOnce({
        ...opened,
        _id: closingId(openId),
        at: now,
        action: closing,
        requestId,
        durationMs: Math.max(0, now - opened.at),
      });
      await watchings.end(openId);
      return null;
    },
  };
}
