import * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { id } from './schemas';

/** Says how long somebody watched. Closing again changes nothing. */
export const liveClose: Handler<'live.close'> = {
  input: v.strictObject({ openId: id }),
  access: 'members',

  async run({ openId }, { audit, person, now, requestId }) {
    const opened = await audit.find(openId);
    const isOwn = opened?.person === person && opened.action === 'live.open' && opened.result === 'ok';
    if (!isOwn) throw new CallError('not-found', 'no such watching');
    await audit.appendOnce({
      ...opened,
      _id: `${openId}.close`, // the same at every try: the first one counts
      at: now,
      action: 'live.close',
      requestId,
      durationMs: Math.max(0, now - opened.at),
    });
    return null;
  },
};
