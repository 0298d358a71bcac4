import { onWideRecord, type Doer } from '../audit/on-record';
import type { Database } from '../database';
import { CallError } from '../errors';
import { NOBODY } from '../repository/members';
import type { Services } from '../services';
import { placesOfPerson } from './colleagues';
import { endTickets } from './ends';
import { anonymiseClaim, reopenClaim } from './first-owner';
import { oneAtATime } from './owners';
import { isOwner } from './policy';
import { mayNot } from './refusals';

const EVERYTHING = { share: null, manage: null } as const;

/** Who is to be forgotten, and whether even if nobody is left then who could make others owners. */
export interface Erasure {
  readonly evenLastOwner: boolean;
}

/**
 * Forgets the person who asks for it: rights first, then what they made, and last who they were, so that whatever
 * fails on the way can be asked for again. Only the audit's lines stay, whose openid then leads to no name.
 */
export async function eraseAccount(services: Services & Doer, { evenLastOwner }: Erasure): Promise<void> {
  const { members, person } = services;
  if (!(await members.find(person))) throw mayNot(); // before the lease: a stranger writes nothing
  await oneAtATime(services, async () => {
    const member = await members.find(person);
    if (!member) throw mayNot();
    if (!evenLastOwner && isOwner(member.grants)) await assertDispensable(services);
    const places = await placesOfPerson(services, member.grants);
    await onWideRecord(services, { action: 'account.delete', places, subject: member.memberId }, () =>
      eraseAll(services),
    );
  });
}

async function assertDispensable({ members, person }: Services & Doer): Promise<void> {
  const isLast = !(await members.hasOther(person, 'owner'));
  if (isLast && (await members.hasOther(person, null))) throw new CallError('conflict', 'the last owner stays');
}

async function eraseAll(services: Services & Doer): Promise<void> {
  const { database, members, clips, shares, subscribers, person, now } = services;
  await members.change(person, (seen) => seen && { name: '', grants: [] });
  await endTickets(services, person, { losses: EVERYTHING, now });
  await anonymiseTickets(database, person);
  await shares.leaveSeats(person, NOBODY);
  await clips.removeOf(person);
  await database.collection('watchings').remove({ person });
  await database.collection('notices').remove({ person });
  await subscribers.remove(person);
  await database.collection('steerings').update({ person }, { person: NOBODY, by: '' });
  const hasOwner = await members.hasOther(person, 'owner');
  await (hasOwner ? anonymiseClaim(database, person, now) : reopenClaim(database, person));
  await members.remove(person);
}

async function anonymiseTickets(database: Database, person: string): Promise<void> {
  const [invites, shares] = [database.collection('invites'), database.collection('shares')];
  await invites.update({ by: person }, { by: NOBODY });
  await invites.update({ usedBy: person }, { usedBy: NOBODY });
  await shares.update({ by: person }, { by: NOBODY });
}
