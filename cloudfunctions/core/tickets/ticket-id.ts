import { createHash } from 'node:crypto';

/** The same for every try of one request, so that none makes a second one; it leads back to nobody. */
export function ticketIdOf(
  kind: 'invite' | 'share' | 'account' | 'camera',
  person: string,
  requestKey: string,
): string {
  const name = JSON.stringify([kind, person, requestKey]);
  return createHash('sha256').update(name).digest('base64url').slice(0, 22);
}
