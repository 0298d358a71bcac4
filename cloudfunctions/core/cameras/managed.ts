import type { ChannelId } from '../../../typings/contract/domain';
import type { ChannelDocument } from '../documents';
import type { CallContext } from '../handler';
import { refusalOf } from '../refusal';
import { decide } from '../rights';

/**
 * A camera that the caller manages, as it is now; refused as `allow` refuses. What `allow` remembers for a while would
 * be too old for who changes where it hangs.
 */
export async function findManaged(
  { database, grants }: Pick<CallContext, 'database' | 'grants'>,
  channelId: ChannelId,
): Promise<ChannelDocument> {
  const channel = await database.collection('channels').get(channelId);
  const verdict = decide(grants, channel, 'manage');
  if (channel && verdict.kind === 'allowed') return channel;
  throw refusalOf(verdict);
}
