import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { reachToDo } from './doing';
import { toRide } from './riding';
import { id, key, motion, speed } from '../../core/schemas';

/** A dead man's switch: the call lives as long as it keeps the camera moving, and stops it in the end. */
export const ptzHold: Handler<'ptz.hold'> = {
  input: v.strictObject({ channelId: id, motion, speed, holdId: key }),
  access: 'members',

  async run({ channelId, ...asked }, context) {
    const reached = await reachToDo(context, { channelId, right: 'ptz', kind: 'ptz' });
    return context.pilot.hold(toRide(context, reached, { ...asked, action: 'ptz.hold' }), context.now);
  },
};
