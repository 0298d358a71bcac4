import type { ChannelId } from '../../../typings/contract/domain';
import type { PtzMotion } from '../capabilities';
import type { ChannelAddress } from '../ports';

/** A hold that was stopped, and until when (epoch ms) a start of it that comes late is turned away. */
export interface Tombstone {
  readonly holdId: string;
  readonly until: number;
}

/** Collection `steerings`: the last hold of each camera. There is one document a camera, so that each change is atomic. */
export interface SteeringDocument {
  readonly _id: ChannelId;
  readonly accountId: string;
  readonly address: ChannelAddress;
  readonly holdId: string;
  /** Who holds: openid, and the name in the list of members. */
  readonly person: string;
  readonly by: string;
  /** The motion that began: the one that a stop must name. */
  readonly motion: PtzMotion;
  /** Epoch ms. */
  readonly since: number;
  /** Epoch ms at which it is stopped unless it is held on. */
  readonly until: number;
  /** `starting` and `stopping`: the vendor is being asked right now, or was when an instance died. */
  readonly state: 'starting' | 'moving' | 'stopping' | 'ended';
  /** Epoch ms from which whoever should stop it counts as dead; `NEVER` once it is ended. */
  readonly dueAt: number;
  readonly buried: readonly Tombstone[];
  /** One more with every change, so that none is made on top of one not seen. */
  readonly revision: number;
}

/** Later than any time. */
export const NEVER = Number.MAX_SAFE_INTEGER;
