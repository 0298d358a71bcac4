import * as v from 'valibot';
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

    async run({ openId }, { audit, person, now, requestId }) {
      const opened = await audit.find(openId);
      const isOwn = opened?.person === person && opened.action === opening && opened.result === 'ok';
      if (!isOwn) throw new CallError('not-found', 'no such watching');
      await audit.appendOnce({
        ...opened,
        _id: `${openId}.close`, // the same at every try: the first one counts
        at: now,
        action: closing,
        requestId,
        durationMs: Math.max(0, now - opened.at),
      });
      return null;
    },
  };
}
