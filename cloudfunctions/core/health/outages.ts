import type { ChannelDocument } from '../documents';
import type { VendorStatus } from '../ports';

/**
 * What people were told of a camera that is gone: `new` when it is gone and nobody was told yet, `announced` when they
 * were, `over` when it is back and they are still to be told so.
 */
export type OutageState = 'none' | 'new' | 'announced' | 'over';

/** The part of a channel that says since when it is as it is, and what became of that. */
export type Outage = Pick<ChannelDocument, 'reachability' | 'seenFrom' | 'outageState' | 'outageFrom'>;

/** How far apart two sights of the same must be to count: what comes and goes in between begins and ends nothing. */
export const APART_MS = 60_000;

/** When it was seen, epoch ms, and how far apart two sights must be. */
export interface Sight {
  readonly now: number;
  readonly apartMs: number;
}

/** What an outage is after one more word of the vendor. Announcing one, and its end, is for whoever tells people. */
export function nextOutage(
  known: Outage | null,
  told: Pick<VendorStatus, 'reachability' | 'since'>,
  { now, apartMs }: Sight,
): Omit<Outage, 'reachability'> {
  if (known?.reachability !== told.reachability) {
    const { outageState, outageFrom } = known ?? { outageState: 'none', outageFrom: 0 };
    return { seenFrom: now, outageState, outageFrom };
  }
  const { seenFrom, outageState, outageFrom } = known;
  if (now - seenFrom < apartMs) return { seenFrom, outageState, outageFrom };
  switch (told.reachability) {
    case 'offline':
      if (outageState !== 'none') return { seenFrom, outageState, outageFrom };
      return { seenFrom, outageState: 'new', outageFrom: Math.min(told.since ?? seenFrom, now) };
    case 'online':
      if (outageState === 'new') return { seenFrom, outageState: 'none', outageFrom: 0 };
      return { seenFrom, outageState: outageState === 'announced' ? 'over' : outageState, outageFrom };
    case 'unknown':
      return { seenFrom, outageState, outageFrom };
  }
}
