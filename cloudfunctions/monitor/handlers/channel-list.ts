import * as v from 'valibot';
import { decodeCursor, encodeCursor } from '../../core/cursor';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { filterOf } from '../../core/repository/channel-filter';
import { toChannel } from '../../core/repository/channels';
import { roleOf, scopeOf } from '../../core/rights';
import { id, listOf, namePart } from '../../core/schemas';

const DEFAULT_LIMIT = 50;
const MOST = 100;

export const channelList: Handler<'channel.list'> = {
  input: v.strictObject({
    storeId: v.exactOptional(id),
    accountId: v.exactOptional(id),
    query: v.exactOptional(namePart),
    reachability: v.exactOptional(v.picklist(['online', 'offline'])),
    ids: v.exactOptional(listOf(id, { least: 0, most: MOST })),
    cursor: v.exactOptional(v.pipe(v.string(), v.maxLength(1000))),
    limit: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST))),
  }),
  access: 'members',

  async run({ cursor, limit = DEFAULT_LIMIT, ...selection }, { channels, grants }) {
    if (selection.accountId !== undefined && roleOf(grants) !== 'owner')
      throw new CallError('permission-denied', 'only an owner knows accounts');
    const after = cursor === undefined ? {} : { after: decodeCursor(cursor) };
    // One more than asked for tells whether there is a next page.
    const found = await channels.list(filterOf(scopeOf(grants), { ...selection, ...after }), limit + 1);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      channels: page.map((channel) => toChannel(channel, grants)),
      next: last ? encodeCursor(last.sort) : null,
    };
  },
};
