import * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { toStatus } from '../../core/repository/channels';
import { rightsOn } from '../../core/rights';
import { id, listOf } from '../../core/schemas';

export const channelStatus: Handler<'channel.status'> = {
  input: v.strictObject({ ids: listOf(id, { least: 1, most: 30 }) }),
  access: 'members',

  async run({ ids }, { channels, statuses, grants }) {
    const wanted = [...new Set(ids)];
    const found = await channels.read(wanted);
    const visible = found.filter((channel) => rightsOn(grants, channel).length > 0);
    if (visible.length < wanted.length) throw new CallError('not-found', 'no such camera');
    const [only] = visible;
    const told =
      visible.length === 1 && only ? [(await statuses.inspect(only)).channel] : await statuses.refresh(visible);
    return { statuses: told.map(toStatus) };
  },
};
