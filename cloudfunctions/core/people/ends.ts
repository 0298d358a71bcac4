import type { Services } from '../services';
import type { Losses } from './policy';

/** Takes back what a person shared and whom they invited, where that rests on what they lose. */
export async function endTickets(
  { shares, invites }: Pick<Services, 'shares' | 'invites'>,
  openid: string,
  { losses, now }: { readonly losses: Losses; readonly now: number },
): Promise<void> {
  const { share, manage } = losses;
  await Promise.all([
    ...(isSomewhere(share) ? [shares.revokeMade(openid, share, now)] : []),
    ...(isSomewhere(manage) ? [invites.revokeMade(openid, manage, now)] : []),
  ]);
}

const isSomewhere = (storeIds: Losses['share']): boolean => storeIds === null || storeIds.length > 0;
