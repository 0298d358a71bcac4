import type { ShareDocument } from '../../core/tickets/documents';
import type { Services } from '../../core/services';
import { inParallel } from '../../core/in-parallel';
import type { Job } from './job';

const DAY_MS = 86_400_000;
/** Whoever took the last seat in the last second is a guest by then. */
const SETTLED_MS = 60_000;
const SHARES_A_TICK = 50;
const GUESTS_AT_ONCE = 5;

/**
 * Takes shares that have ended from their guests, who then are guests of nothing, and removes what ended so long ago
 * that the audit does not tell of it any more. What a tick does not get done is left to the next.
 */
export const sweepTickets: Job = async (services, endAt) => {
  const { invites, shares, settings, clock } = services;
  const now = clock.now();
  let changed = 0;
  for (const share of await shares.listUncleared(now - SETTLED_MS, SHARES_A_TICK)) {
    if (clock.now() >= endAt) return { changed, removed: 0 };
    changed += await freeGuests(services, share);
    await shares.clear(share._id);
  }
  const before = now - settings.notice.auditDays * DAY_MS;
  return { changed, removed: (await invites.removeEnded(before)) + (await shares.removeEnded(before)) };
};

/** Tells how many there were. */
async function freeGuests({ members }: Pick<Services, 'members'>, { _id, seats }: ShareDocument): Promise<number> {
  const freed = await inParallel(seats, GUESTS_AT_ONCE, ({ person }) =>
    members.change(person, (seen) => {
      const grants = seen?.grants.filter((grant) => grant.role !== 'guest' || grant.shareId !== _id);
      return grants && grants.length < (seen?.grants.length ?? 0) ? { grants } : null;
    }),
  );
  return freed.filter((member) => member !== null).length;
}
