import * as v from 'valibot';
import type { InputOf } from '../../../typings/contract/calls';
import { onWideRecord, placeOfChannel } from '../../core/audit/on-record';
import type { Grant } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import type { AlterMember } from '../../core/people/members';
import { bearerCode, noticeVersion, personName } from '../../core/schemas';
import { findShare, type FoundShare } from '../../core/tickets/found';
import { withGiven } from '../../core/tickets/policy';
import { assertAgreed, assertOpen } from '../../core/tickets/refusal';
import { viewOf } from '../../core/tickets/to-share';

/**
 * A seat is taken first, then told in the audit, and then the caller is a guest: nobody sees anything unrecorded, and
 * who tries again has the seat.
 */
export const shareOpen: Handler<'share.open'> = {
  input: v.strictObject({ code: bearerCode, notice: noticeVersion, name: v.exactOptional(personName) }),
  access: 'anyone',

  async run(input, context) {
    assertAgreed(input.notice, context);
    const found = await findShare(context, input.code);
    assertOpen(found.state);
    if (!found.seesAll) await admit(context, found, input);
    const { share, channels } = found;
    const shown = channels.map(({ _id }) => _id);
    return { view: viewOf(share), channelIds: share.channelIds.filter((channelId) => shown.includes(channelId)) };
  },
};

async function admit(
  context: CallContext,
  { share, channels }: FoundShare,
  { name = '', notice }: InputOf<'share.open'>,
): Promise<void> {
  const { person, member, grants, now } = context;
  const known = member?.name ?? '';
  if (share.watermark && name === '' && known === '') {
    throw new CallError('invalid-argument', 'the name of the viewer belongs over these pictures');
  }
  const isGuest = grants.some((grant) => grant.role === 'guest' && grant.shareId === share._id);
  if (!isGuest) {
    const { _id, past } = share;
    const what = {
      action: 'share.open',
      subject: _id,
      detail: past ? 'playback' : 'live',
      ...(past && { past }),
    } as const;
    const deed = { ...what, places: channels.map(placeOfChannel) };
    await onWideRecord(context, deed, () => context.shares.takeSeat(share, person, now));
  }
  const isOver = overIn(context);
  const letIn: AlterMember = (current) => ({
    name: current?.name || name,
    agreedTo: notice,
    grants: withGiven(
      (current?.grants ?? []).filter((grant) => !isOver(grant)),
      [{ role: 'guest', shareId: share._id }],
    ),
  });
  await context.members.change(person, letIn, now);
}

/** Which of the caller's grants led to shares that have ended: they must not pile up. */
function overIn({ member, grants }: CallContext): (grant: Grant) => boolean {
  const alive = new Set(grants.flatMap((grant) => (grant.role === 'guest' ? [grant.shareId] : [])));
  const held = (member?.grants ?? []).flatMap((grant) => (grant.role === 'guest' ? [grant.shareId] : []));
  const over = new Set(held.filter((shareId) => !alive.has(shareId)));
  return (grant) => grant.role === 'guest' && over.has(grant.shareId);
}
