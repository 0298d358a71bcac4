import type { TicketState } from '../../../typings/contract/codes';
import type { ChannelDocument, Grant, MemberDocument } from '../documents';
import type { HeldGrant } from '../grants';
import type { CallContext } from '../handler';
import { rightsOn } from '../rights';
import { kindOfCode } from './code';
import type { InviteDocument, ShareDocument } from './documents';
import { gainsNothing, givenBy, shareableUntil, stateOfInvite, stateOfShare, storesStillIn } from './policy';
import { noSuchCode } from './refusal';

/** An invitation as its bearer finds it. */
export interface FoundInvite {
  readonly invite: InviteDocument;
  /** Null when the maker is gone. */
  readonly maker: MemberDocument | null;
  /** What it gives; nothing where its maker may not give it any more, and then it counts as revoked. */
  readonly given: readonly Grant[];
  readonly state: TicketState;
  /**
   * In how many of its stores the caller is anyway: by having taken it up, and then it is `used`, or because it gives
   * nothing that they do not hold, and then it stays `open`. Null for anybody else.
   */
  readonly inside: number | null;
}

/** Two operations, three for who won it; `not-found` for anything that is no invitation's code. */
export async function findInvite(context: CallContext, code: string): Promise<FoundInvite> {
  const { invites, members, person, now } = context;
  const invite = kindOfCode(code) === 'invite' ? await invites.findByCode(code) : null;
  if (!invite) throw noSuchCode();
  // Another try of the same person may have made them a member since the call began.
  const isWinner = invite.usedBy === person;
  const [maker, member] = await Promise.all([
    members.find(invite.by),
    isWinner ? members.find(person) : context.member,
  ]);
  const given = givenBy(maker?.grants ?? [], invite);
  const state = stateOfInvite(invite, { person, now });
  const found = { invite, maker, given: given ?? [], state: state === 'open' && given === null ? 'revoked' : state };
  const inside = insideBy(member?.grants ?? [], found, person);
  return { ...found, inside, state: inside !== null && isWinner ? 'used' : found.state };
}

/** Who was cut off before it took effect is in only with all that it gives: else they could not try again. */
function insideBy(
  held: readonly Grant[],
  { invite, given, state }: Pick<FoundInvite, 'invite' | 'given' | 'state'>,
  person: string,
): number | null {
  if (invite.usedBy === person && invite.appliedAt !== 0) return storesStillIn(held, invite);
  return state === 'open' && gainsNothing(held, given) ? invite.storeIds.length : null;
}

/** A share as its bearer finds it. */
export interface FoundShare {
  readonly share: ShareDocument;
  readonly maker: MemberDocument | null;
  /** Those of its cameras that there are and that are not hidden. */
  readonly channels: readonly ChannelDocument[];
  readonly state: TicketState;
  /** Whether the caller opened it before, or sees all that it shows without it. */
  readonly isInside: boolean;
  readonly seesAll: boolean;
}

/** Three operations; `not-found` for anything that is no share's code. */
export async function findShare(context: CallContext, code: string): Promise<FoundShare> {
  const { person, now } = context;
  const share = kindOfCode(code) === 'share' ? await context.shares.findByCode(code) : null;
  if (!share) throw noSuchCode();
  const [maker, known] = await Promise.all([context.members.find(share.by), context.channels.read(share.channelIds)]);
  const channels = known.filter(({ hidden }) => !hidden);
  const isGiven = channels.length > 0 && mayShare(maker, { share, channels, now });
  const state = stateOfShare(share, { person, now });
  const seesAll = isGiven && seesWithout(context.grants, share, channels);
  const hasSeat = share.seats.some((seat) => seat.person === person);
  return {
    share,
    maker,
    channels,
    state: stateFor(state, { isGiven, seesAll }),
    isInside: hasSeat || seesAll,
    seesAll,
  };
}

/** A share dies with its maker's right, and has room for who needs none. */
function stateFor(
  state: TicketState,
  { isGiven, seesAll }: { readonly isGiven: boolean; readonly seesAll: boolean },
): TicketState {
  if (state === 'full' && seesAll) return 'open';
  return state === 'open' && !isGiven ? 'revoked' : state;
}

const rightOf = ({ past }: ShareDocument): 'view' | 'playback' => (past ? 'playback' : 'view');

function mayShare(
  maker: MemberDocument | null,
  { share, channels, now }: Pick<FoundShare, 'share' | 'channels'> & { readonly now: number },
): boolean {
  return shareableUntil(maker?.grants ?? [], { channels, right: rightOf(share), now }) !== null;
}

function seesWithout(
  grants: readonly HeldGrant[],
  share: ShareDocument,
  channels: readonly ChannelDocument[],
): boolean {
  const others = grants.filter((grant) => grant.role !== 'guest');
  return channels.every((channel) => rightsOn(others, channel).includes(rightOf(share)));
}
