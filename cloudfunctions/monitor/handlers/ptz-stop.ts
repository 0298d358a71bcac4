import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { onRecord } from '../../core/audit/on-record';
import { steeringOf, toWish } from './riding';
import { id, key, motion } from '../../core/schemas';

/** Stops a hold. There is no limit to it: nobody is kept from letting go. */
export const ptzStop: Handler<'ptz.stop'> = {
  input: v.strictObject({ channelId: id, motion, holdId: key }),
  access: 'members',

  async run({ channelId, ...asked }, context) {
    const reached = await context.reach(channelId, 'ptz');
    const ptz = steeringOf(reached, asked.motion);
    const deed = { id: randomUUID(), action: 'ptz.stop', channel: reached.channel, detail: asked.motion } as const;
    await onRecord(context, deed, () => context.pilot.stop(toWish(context, reached, asked), ptz));
    return null;
  },
};
