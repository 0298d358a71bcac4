import { createHash, timingSafeEqual } from 'node:crypto';
import { EVERYWHERE, onWideRecord } from '../audit/on-record';
import { addNew, type Database } from '../database';
import type { ClaimDocument } from '../documents';
import { CallError } from '../errors';
import type { CallContext } from '../handler';
import type { AlterMember } from './members';
import { NOBODY } from '../repository/members';
import { isOwner, withOwnership } from './policy';
import { mayNot } from './refusals';

const CLAIM = 'first-owner';
const TRIES = 'owner.claim';
const MOST_TRIES = 5;
const HOUR_MS = 3_600_000;

/**
 * Makes the caller the first owner by the installation's bootstrap code. `used` when there is or was one; whoever won
 * may repeat it until it took effect.
 */
export async function claimOwnership(
  context: CallContext,
  { code, name }: { readonly code: string; readonly name: string },
): Promise<void> {
  const { database, member, person, members, settings, now } = context;
  const claim = await database.collection('claims').get(CLAIM);
  if (claim && hasTaken(claim, person) && isOwner(member?.grants ?? [])) return; // only the answer got lost
  if ((claim && !isOpenTo(claim, person)) || (await members.hasOther(person, 'owner'))) throw taken();
  await assertCode(database, { code, bootstrap: settings.bootstrap, now });
  await take(database, person, now);
  const deed = { action: 'owner.claim', places: [EVERYWHERE], ...(member && { subject: member.memberId }) } as const;
  await onWideRecord(context, deed, async () => {
    const agreedTo = settings.notice.version;
    const alter: AlterMember = (seen) => ({ name, agreedTo, grants: withOwnership(seen?.grants ?? [], true) });
    await members.change(person, alter, now);
  });
  await database.collection('claims').update({ _id: CLAIM, person }, { appliedAt: now });
}

/** Lets the bootstrap code count again, once there is no owner left: nobody could bring the installation back else. */
export async function reopenClaim(database: Database, person: string): Promise<void> {
  const claims = database.collection('claims');
  await claims.remove({ _id: CLAIM, person });
  await claims.remove({ _id: CLAIM, appliedAt: { above: 0 } });
}

/** Forgets who made the claim, but not that it was made: it has taken effect, whether or not that was written down. */
export async function anonymiseClaim(database: Database, person: string, now: number): Promise<void> {
  await database.collection('claims').update({ _id: CLAIM, person }, { person: NOBODY, appliedAt: now });
}

const hasTaken = ({ person: winner, appliedAt }: ClaimDocument, person: string): boolean =>
  winner === person && appliedAt !== 0;

const isOpenTo = ({ person: winner, appliedAt }: ClaimDocument, person: string): boolean =>
  winner === person && appliedAt === 0;

const taken = (): CallError => new CallError('used', 'there is an owner already');

async function take(database: Database, person: string, now: number): Promise<void> {
  const claims = database.collection('claims');
  if (await addNew(claims, { _id: CLAIM, person, at: now, appliedAt: 0 })) return;
  const winner = await claims.get(CLAIM);
  if (!winner || !isOpenTo(winner, person)) throw taken();
}

/** A try counts before it is known whether it was right: else many at once would be more than may be. */
async function assertCode(
  database: Database,
  { code, bootstrap, now }: { readonly code: string; readonly bootstrap: string | null; readonly now: number },
): Promise<void> {
  await countTry(database, now);
  const isRight = timingSafeEqual(digestOf(code), digestOf(bootstrap ?? ''));
  if (!isRight || bootstrap === null) throw mayNot();
  await database.collection('limits').remove({ _id: TRIES });
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The try is refused when there were too many in the hour that began with the first of them. */
async function countTry(database: Database, now: number): Promise<void> {
  const limits = database.collection('limits');
  const seen = await limits.get(TRIES);
  if (!seen) {
    if (await addNew(limits, { _id: TRIES, tries: 1, since: now })) return;
    return countTry(database, now);
  }
  const { tries, since } = seen;
  const isOver = since + HOUR_MS <= now;
  if (!isOver && tries >= MOST_TRIES) {
    throw new CallError('rate-limited', 'too many wrong codes', { retryAt: since + HOUR_MS });
  }
  const next = isOver ? { tries: 1, since: now } : { tries: tries + 1 };
  if ((await limits.update({ _id: TRIES, tries, since }, next)) === 0) await countTry(database, now);
}
