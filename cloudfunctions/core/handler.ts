import type { GenericSchema } from 'valibot';
import type { Action, InputOf, OutputOf } from '../../typings/contract/calls';
import type { ChannelId, Right } from '../../typings/contract/domain';
import type { ChannelDocument, Grant, MemberDocument } from './documents';
import type { Driver } from './ports';
import type { Services } from './services';

/** One call, made by one person. */
export interface CallContext extends Services {
  /** The caller's openid. */
  readonly person: string;
  /** Null for a stranger, whom only calls open to `anyone` reach. */
  readonly member: MemberDocument | null;
  /** The member's; empty for a stranger. */
  readonly grants: readonly Grant[];
  /** When it arrived, epoch ms. */
  readonly now: number;
  readonly requestId: string;
  /** A channel on which the caller holds `right`; otherwise rejects with `not-found` or `permission-denied`. */
  allow(channelId: ChannelId, right: Right): Promise<ChannelDocument>;
  /** The only way to a driver: through a channel on which the caller holds `right`. */
  reach(channelId: ChannelId, right: Right): Promise<{ readonly channel: ChannelDocument; readonly driver: Driver }>;
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
