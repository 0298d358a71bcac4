import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { offered } from './doing';
import { id } from '../../core/schemas';
import { readStates } from './switch-states';

export const switchRead: Handler<'switch.read'> = {
  input: v.strictObject({ channelId: id }),
  access: 'members',

  async run({ channelId }, context) {
    const { channel, driver } = await context.reach(channelId, 'view');
    return readStates(offered(driver.switches, 'switches'), channel.address);
  },
};
