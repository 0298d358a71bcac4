import * as v from 'valibot';
import type { ChannelDocument } from '../../core/documents';
import type { CallContext, Handler } from '../../core/handler';
import { ADDRESS_MS, hindranceOf } from '../../core/covers/policy';
import { isWatermarked, rightsOn } from '../../core/rights';
import { id, listOf } from '../../core/schemas';

/** Covers of cameras, for who may look at them now; which is what keeps them fresh. */
export const coverList: Handler<'cover.list'> = {
  input: v.strictObject({ channelIds: listOf(id, { least: 1, most: 30 }) }),
  access: 'members',

  async run({ channelIds }, context) {
    const { channels, covers, files, now } = context;
    const ids = [...new Set(channelIds)];
    const [found, known] = await Promise.all([channels.read(ids), covers.read(ids)]);
    const shown = found.filter((channel) => maySee(context, channel));
    const stills = new Map(known.map((cover) => [cover._id, cover]));
    const there = shown.flatMap(({ _id }) => {
      const cover = stills.get(_id);
      return cover && cover.removedAt === 0 && cover.fileId !== '' ? [cover] : [];
    });
    const [addresses] = await Promise.all([
      files.addressesOf(
        there.map(({ fileId }) => fileId),
        ADDRESS_MS,
      ),
      covers.want(
        shown.filter((channel) => hindranceOf(channel) === null),
        known,
        now,
      ),
    ]);
    return {
      covers: there.flatMap(({ _id: channelId, fileId, takenAt }) => {
        const url = addresses.get(fileId);
        return url === undefined ? [] : [{ channelId, url, takenAt }];
      }),
    };
  },
};

/** A cover bears nobody's name, so whoever sees pictures only with their own on them sees none. */
function maySee({ grants }: CallContext, channel: ChannelDocument): boolean {
  return !channel.hidden && rightsOn(grants, channel).includes('view') && !isWatermarked(grants, channel, 'view');
}
