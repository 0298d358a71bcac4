import * as v from 'valibot';
import { closingId, ownOpening, type Opening } from '../../core/audit/opening';
import type { Span } from '../../core/capabilities';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import { stretchesAt } from '../../core/shared-past';

/** Nobody watches for longer: the phone asks after ten minutes, and addresses end. */
const LONGEST_MS = 24 * 3_600_000;

/** Notes that a picture is still being watched, and refuses as soon as its viewer may not see it any more. */
export const watchingBeat: Handler<'watching.beat'> = {
  input: v.strictObject({ openId: id }),
  access: 'members',

  async run({ openId }, context) {
    const { person, now } = context;
    const opening = await findOpen(context, openId);
    const { _id: channelId, storeId } = await allowStill(context, opening);
    const kind = opening.action === 'live.open' ? 'live' : 'playback';
    await context.watchings.beat({ _id: openId, person, channelId, storeId, kind, since: opening.at, seenAt: now });
    return null;
  },
};

/** A watching that was opened and not closed since: a beat may arrive after the closing that it was sent before. */
async function findOpen(context: CallContext, openId: string): Promise<Opening> {
  const lines = await context.audit.list([{ _id: { in: [openId, closingId(openId)] } }], 2);
  const opening = ownOpening(
    lines.find(({ _id }) => _id === openId),
    context,
  );
  if (lines.length > 1 || context.now - opening.at > LONGEST_MS) throw new CallError('not-found', 'no such watching');
  return opening;
}

/** The right by which it was opened, as it stands now. It opens no driver: nothing is asked of a vendor. */
async function allowStill(context: CallContext, { action, channelId, past }: Opening): Promise<ChannelDocument> {
  if (action === 'live.open') return context.allow(channelId, 'view');
  const { channel, bounds } = await context.allowPast(channelId);
  if (bounds === null || (past && liesWithin(past, stretchesAt(bounds, past.place)))) return channel;
  throw new CallError('permission-denied', 'that part of the past was not shared');
}

const liesWithin = (past: Span, stretches: readonly Span[] | null): boolean =>
  stretches === null || stretches.some(({ from, to }) => from <= past.from && past.to <= to);
