import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { reachToDo } from './doing';
import { toRide } from './riding';
import { id, key, motion, speed } from '../../core/schemas';

/** One movement that ends by itself; it bears a name so that it can be stopped like a hold. */
export const ptzStep: Handler<'ptz.step'> = {
  input: v.strictObject({
    channelId: id,
    motion,
    speed,
    holdId: key,
    ms: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(1500)),
  }),
  access: 'members',

  async run({ channelId, ms, ...asked }, context) {
    const reached = await reachToDo(context, { channelId, right: 'ptz', kind: 'ptz' });
    const ride = toRide(context, reached, { ...asked, action: 'ptz.step' });
    return context.pilot.step(ride, ms);
  },
};
