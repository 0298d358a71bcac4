import type { Channel, StoreSummary } from '../../typings/contract/domain';

/** The list as it was last seen, for times without a network. */
export interface SavedList {
  readonly version: 2;
  /** Epoch ms. */
  readonly at: number;
  readonly stores: readonly StoreSummary[];
  readonly channels: readonly Channel[];
}

/** Enough for most chains, and a tenth of what WeChat lets one key hold. */
const MAX_SAVED = 300;

/** A kept list that this version wrote, or null. */
export function asSavedList(kept: unknown): SavedList | null {
  if (typeof kept !== 'object' || kept === null || !('version' in kept) || kept.version !== 2) return null;
  // Written by toSavedList of this very version, so its members are what they were.
  return kept as SavedList;
}

export function toSavedList(at: number, stores: readonly StoreSummary[], channels: readonly Channel[]): SavedList {
  return { version: 2, at, stores, channels: channels.slice(0, MAX_SAVED) };
}

/** Nobody knows how a camera is now from a list of then. */
export function withUnknownStates(channels: readonly Channel[]): readonly Channel[] {
  return channels.map((channel) => ({
    ...channel,
    status: { ...channel.status, reachability: 'unknown', since: null, condition: 'clear' },
  }));
}
