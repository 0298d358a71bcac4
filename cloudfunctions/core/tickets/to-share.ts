import type { ChannelId, ZoneOffset } from '../../../typings/contract/domain';
import type { Share, SharedView } from '../../../typings/contract/codes';
import { PAGE } from '../database';
import type { ChannelDocument } from '../documents';
import type { CallContext } from '../handler';
import { readPersons } from '../repository/members';
import { rightsOn } from '../rights';
import { offsetsIn } from '../zoned-day';
import type { ShareDocument } from './documents';
import { MOST_GUESTS } from './documents';
import { stateOfShare } from './policy';

/** Shares as a phone may know them: without their codes, and of the cameras those that the caller may see. */
export async function toShares(context: CallContext, shares: readonly ShareDocument[]): Promise<readonly Share[]> {
  const { grants, now } = context;
  const openids = shares.flatMap(({ by, seats }) => [by, ...seats.map(({ person }) => person)]);
  const [channels, personOf] = await Promise.all([
    readChannels(context, [...new Set(shares.flatMap(({ channelIds }) => channelIds))]),
    readPersons(context, openids),
  ]);
  const visible = channels.filter((channel) => rightsOn(grants, channel).length > 0);
  return Promise.all(
    shares.map(async (share) => {
      const cameras = visible.filter(({ _id }) => share.channelIds.includes(_id));
      return {
        id: share._id,
        view: viewOf(share),
        cameras: cameras.map(({ _id, name, storeName }) => ({ id: _id, name, storeName })),
        offsets: await offsetsOf(context, share),
        state: stateOfShare(share, { person: null, now }),
        createdAt: share.createdAt,
        until: share.until,
        most: share.most === MOST_GUESTS ? null : share.most,
        watermark: share.watermark,
        by: personOf(share.by),
        opened: share.seats.map(({ person, at }) => ({ ...personOf(person), at })),
      };
    }),
  );
}

export const viewOf = ({ past }: Pick<ShareDocument, 'past'>): SharedView =>
  past ? { kind: 'playback', ...past } : { kind: 'live' };

async function readChannels({ channels }: CallContext, ids: readonly ChannelId[]): Promise<readonly ChannelDocument[]> {
  const pages = Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, page) =>
    channels.read(ids.slice(page * PAGE, (page + 1) * PAGE)),
  );
  return (await Promise.all(pages)).flat().sort((a, b) => (a.sort < b.sort ? -1 : 1));
}

async function offsetsOf({ zones }: CallContext, { past, storeIds }: ShareDocument): Promise<readonly ZoneOffset[]> {
  const [storeId] = storeIds;
  return past && storeId !== undefined ? offsetsIn(await zones(storeId), past) : [];
}
