import * as v from 'valibot';
import type { Viewer } from '../../../typings/contract/audit';
import type { ChannelDocument } from '../../core/documents';
import { readGrantsOf } from '../../core/grants';
import type { CallContext, Handler, Reached } from '../../core/handler';
import { errorFields } from '../../core/log';
import { readMembers, toPerson } from '../../core/repository/members';
import { roleOn } from '../../core/rights';
import { id } from '../../core/schemas';
import type { WatchingDocument } from '../../core/watchings';

/** Three beats: whoever is silent for longer has gone. */
const SEEN_WITHIN_MS = 60_000;

/** Who watches a camera now, as far as our own phones say; beside it, how many the vendor counts. */
export const watchingList: Handler<'watching.list'> = {
  input: v.strictObject({ channelId: id }),
  access: 'members',

  async run({ channelId }, context) {
    const reached = await context.reach(channelId, 'manage');
    const [viewers, vendorCount] = await Promise.all([
      listViewers(context, reached.channel),
      countByVendor(context, reached),
    ]);
    return { viewers, vendorCount };
  },
};

async function listViewers(context: CallContext, channel: ChannelDocument): Promise<readonly Viewer[]> {
  const { database, watchings, visitorCode, now } = context;
  const current = onePerKind(await watchings.current(channel._id, now - SEEN_WITHIN_MS));
  const members = await readMembers(
    database,
    current.map(({ person }) => person),
  );
  const grantsOf = await readGrantsOf(database, [...members.values()], now);
  return current.flatMap(({ person, kind, since }) => {
    const member = members.get(person);
    const role = member ? roleOn(grantsOf(member), channel) : null;
    // Without a role, the picture is gone with the next beat.
    return member && role ? [{ ...toPerson(member, visitorCode), kind, role, since }] : [];
  });
}

/** A phone that lost its way opens anew before the old watching has faded: it is one person all the same. */
function onePerKind(current: readonly WatchingDocument[]): readonly WatchingDocument[] {
  const nameOf = ({ person, kind }: WatchingDocument): string => JSON.stringify([person, kind]);
  return [...new Map(current.map((watching) => [nameOf(watching), watching])).values()].sort(byBeginning);
}

const byBeginning = (one: WatchingDocument, other: WatchingDocument): number => other.since - one.since;

/** Null where the vendor counts nobody, and where it does not answer: our own list is worth showing without. */
async function countByVendor({ log, requestId }: CallContext, { channel, driver }: Reached): Promise<number | null> {
  try {
    return (await driver.listViewers?.(channel.address))?.length ?? null;
  } catch (error) {
    log({ event: 'fault', action: 'watching.list', ...errorFields(error), requestId });
    return null;
  }
}
