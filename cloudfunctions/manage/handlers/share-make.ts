import * as v from 'valibot';
import type { InputOf } from '../../../typings/contract/calls';
import type { SharedPast } from '../../../typings/contract/codes';
import { onWideRecord, placeOfChannel } from '../../core/audit/on-record';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import { inParallel } from '../../core/in-parallel';
import { areDifferent, endsWithin, id, instant, key, listOf, place } from '../../core/schemas';
import { makeCode } from '../../core/tickets/code';
import { MOST_GUESTS, type ShareDocument } from '../../core/tickets/documents';
import { isLife, isShareable, LONGEST_PAST_MS, shareableUntil } from '../../core/tickets/policy';
import { wishIdOf } from '../../core/wish-id';
import { toShares } from '../../core/tickets/to-share';

type Wish = InputOf<'share.make'>;

const MOST_CAMERAS = 30;
const CAMERAS_AT_ONCE = 8;

const sharedView = v.variant('kind', [
  v.strictObject({ kind: v.literal('live') }),
  v.pipe(
    v.strictObject({ kind: v.literal('playback'), place, from: instant, to: instant }),
    v.forward(endsWithin(LONGEST_PAST_MS), ['to']),
  ),
]);

export const shareMake: Handler<'share.make'> = {
  input: v.pipe(
    v.strictObject({
      channelIds: listOf(id, { least: 1, most: MOST_CAMERAS }),
      view: sharedView,
      until: instant,
      most: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_GUESTS))),
      watermark: v.boolean(),
      requestKey: key,
    }),
    v.forward(
      v.check(({ channelIds, view }) => areDifferent(channelIds) && (view.kind === 'live' || channelIds.length === 1)),
      ['channelIds'],
    ),
  ),
  access: 'members',

  async run(wish, context) {
    const channels = await allowAll(context, wish);
    const _id = wishIdOf('share', context.person, wish.requestKey);
    const known = await context.shares.find(_id);
    const share = sameWish(known ?? (await add(context, toDocument({ _id, wish, channels }, context), channels)), wish);
    const [shown] = await toShares(context, [share]);
    if (!shown) throw new Error('a share was lost on the way');
    return { share: shown, code: share.code };
  },
};

/** The cameras, all of which the caller may share and see what is to be shown of them. */
async function allowAll(context: CallContext, { channelIds, view, until }: Wish): Promise<readonly ChannelDocument[]> {
  const right = view.kind === 'live' ? 'view' : 'playback';
  const channels = await inParallel(channelIds, CAMERAS_AT_ONCE, async (channelId) => {
    await context.allow(channelId, 'share');
    return context.allow(channelId, right);
  });
  if (channels.some(({ hidden }) => hidden)) throw new CallError('conflict', 'a hidden camera is shown to nobody else');
  const { member, now } = context;
  const end = shareableUntil(member?.grants ?? [], { channels, right, now });
  if (end === null || until > end) {
    throw new CallError('permission-denied', 'a share lasts no longer than what its maker holds');
  }
  return channels;
}

interface Making {
  readonly _id: string;
  readonly wish: Wish;
  readonly channels: readonly ChannelDocument[];
}

function toDocument({ _id, wish, channels }: Making, { person, now }: CallContext): ShareDocument {
  const { channelIds, until, most, watermark } = wish;
  const storeIds = [...new Set(channels.map(({ storeId }) => storeId))];
  return {
    ...{ _id, code: makeCode('share'), by: person, channelIds, storeIds, past: pastOf(wish), watermark },
    ...{ createdAt: now, until, most: most ?? MOST_GUESTS, revokedAt: 0, isCleared: false },
    ...{ opened: 0, seats: [], revision: 0 },
  };
}

function pastOf({ view }: Wish): SharedPast | null {
  if (view.kind === 'live') return null;
  const { place: at, from, to } = view;
  return { place: at, from, to };
}

async function add(
  context: CallContext,
  share: ShareDocument,
  channels: readonly ChannelDocument[],
): Promise<ShareDocument> {
  const { _id, past, until } = share;
  if (!isLife(until, context.now)) throw new CallError('invalid-argument', 'it would live too short or too long');
  if (past && !isShareable(past, context.now)) throw new CallError('invalid-argument', 'that time has not come');
  const what = {
    action: 'share.make',
    subject: _id,
    detail: past ? 'playback' : 'live',
    ...(past && { past }),
  } as const;
  const deed = { ...what, places: channels.map(placeOfChannel) };
  return onWideRecord(context, deed, () => context.shares.add(share));
}

/** The same key with another wish would hide that nothing was made of it. */
function sameWish(share: ShareDocument, wish: Wish): ShareDocument {
  const past = pastOf(wish);
  const isSame =
    share.until === wish.until &&
    share.most === (wish.most ?? MOST_GUESTS) &&
    share.watermark === wish.watermark &&
    share.past?.place === past?.place &&
    share.past?.from === past?.from &&
    share.past?.to === past?.to &&
    share.channelIds.length === wish.channelIds.length &&
    wish.channelIds.every((channelId) => share.channelIds.includes(channelId));
  if (!isSame) throw new CallError('conflict', 'that key was used for another share');
  return share;
}
