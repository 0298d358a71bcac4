import type { GenericSchema } from 'valibot';
import type { Action, InputOf, OutputOf } from '../../typings/contract/calls';
import type { ChannelId, Right } from '../../typings/contract/domain';
import type { SharedPast } from '../../typings/contract/codes';
import type { ChannelDocument, MemberDocument } from './documents';
import type { HeldGrant } from './grants';
import type { Driver } from './ports';
import type { Services } from './services';

/** One call, made by one person. */
export interface CallContext extends Services {
  /** The caller's openid. */
  readonly person: string;
  /** Null for a stranger, whom only calls open to `anyone` reach. */
  readonly member: MemberDocument | null;
  /** The member's, as they stand now; empty for a stranger. */
  readonly grants: readonly HeldGrant[];
  /** When it arrived, epoch ms. */
  readonly now: number;
  readonly requestId: string;
  /**
   * A channel on which the caller holds `right`, or, with `null`, any right; otherwise rejects with `not-found`,
   * `permission-denied` or `outside-hours`. Whose `playback` is bounded holds it by `allowPast` and `reachPast` only.
   */
  allow(channelId: ChannelId, right: Right | null): Promise<ChannelDocument>;
  /** As `allow` for `playback`, with the stretches that the caller may look back to; null for all of the past. */
  allowPast(channelId: ChannelId): Promise<{ readonly channel: ChannelDocument; readonly bounds: Bounds }>;
  /** The only ways to a driver: through a channel on which the caller holds `right`, or any right. */
  reach(channelId: ChannelId, right: Right | null): Promise<Reached>;
  /** As `allowPast`, with the driver. */
  reachPast(channelId: ChannelId): Promise<Reached & { readonly bounds: Bounds }>;
}

type Bounds = readonly SharedPast[] | null;

export interface Reached {
  readonly channel: ChannelDocument;
  readonly driver: Driver;
}

/** What one call takes, who may make it, and what it does. */
export interface Handler<A extends Action> {
  /** Strict: anything but the contract's input is refused before the caller is looked up. */
  readonly input: GenericSchema<unknown, InputOf<A>>;
  /** `members` hold at least one grant that is not over. */
  readonly access: 'anyone' | 'members';
  run(input: InputOf<A>, context: CallContext): Promise<OutputOf<A>>;
}

/** A handler for each of the calls. */
export type Handlers<Calls extends Action> = { readonly [A in Calls]: Handler<A> };
