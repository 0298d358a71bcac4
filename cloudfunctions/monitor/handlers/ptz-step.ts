import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { reachToDo } from './doing';
import { toRide } from './riding';
import { id, motion, speed } from './schemas';

/** One movement that ends by itself. */
export const ptzStep: Handler<'ptz.step'> = {
  input: v.strictObject({
    channelId: id,
    motion,
    speed,
    ms: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(1500)),
  }),
  access: 'members',

  async run({ channelId, ms, ...asked }, context) {
    const reached = await reachToDo(context, { channelId, right: 'ptz', kind: 'ptz' });
    const ride = toRide(context, reached, { ...asked, action: 'ptz.step', holdId: randomUUID() });
    return context.pilot.step(ride, ms);
  },
};
