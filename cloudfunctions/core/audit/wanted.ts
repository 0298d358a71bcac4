import type { StoreId } from '../../../typings/contract/domain';
import type { AuditQuery } from '../../../typings/contract/audit';
import type { MemberId } from '../../../typings/contract/people';
import type { MemberDocument, StoreDocument } from '../documents';
import { CallError } from '../errors';
import type { CallContext } from '../handler';
import { DEFAULT_ZONE } from '../repository/zones';
import { decide } from '../rights';
import { dayIn } from '../zoned-day';
import { readPosition } from './position';
import type { Author, Reader, Wanted } from './query';

/** What is needed to find out what somebody may ask for. */
export type Asking = Pick<CallContext, 'database' | 'channels' | 'audit' | 'grants' | 'person' | 'member'>;

/** What a phone asks for, in the audit's own terms; `store` is the one that it names. */
export interface Understood {
  readonly wanted: Wanted;
  readonly store: StoreDocument | null;
}

/**
 * Finds out what a phone asks for. A store, camera or person that the reader may not know of is
 * `not-found`, whether it exists or not.
 */
export async function understand(
  context: Asking,
  reader: Reader,
  { storeId, channelId, memberId, kind, day, cursor }: AuditQuery,
): Promise<Understood> {
  const after = cursor === undefined ? undefined : readPosition(cursor);
  const [store, person] = await Promise.all([
    storeId === undefined ? null : findStore(context, storeId),
    memberId === undefined ? undefined : findPerson(context, reader, memberId),
    channelId === undefined ? undefined : assertKnown(context, channelId),
  ]);
  const wanted = {
    ...(storeId !== undefined && { storeId }),
    ...(channelId !== undefined && { channelId }),
    ...(person !== undefined && { person }),
    ...(kind !== undefined && { kind }),
    ...(day !== undefined && { day: dayIn(store?.zone ?? DEFAULT_ZONE, day) }),
    ...(after !== undefined && { after }),
  };
  return { wanted, store };
}

async function findStore({ database, channels, grants }: Asking, storeId: StoreId): Promise<StoreDocument> {
  const inStore = grants.some((grant) => grant.role === 'owner' || ('storeId' in grant && grant.storeId === storeId));
  const shared = inStore ? [] : grants.flatMap((grant) => (grant.role === 'guest' ? grant.channelIds : []));
  const isKnown = inStore || (await standsIn(channels, shared, storeId));
  const store = isKnown ? await database.collection('stores').get(storeId) : null;
  if (!store) throw new CallError('not-found', 'no such store');
  return store;
}

async function standsIn(channels: Asking['channels'], ids: readonly string[], storeId: StoreId): Promise<boolean> {
  return ids.length > 0 && (await channels.read(ids)).some((channel) => channel.storeId === storeId);
}

async function assertKnown({ channels, grants }: Asking, channelId: string): Promise<void> {
  const { kind } = decide(grants, await channels.find(channelId), null);
  if (kind !== 'allowed' && kind !== 'outside-hours') throw new CallError('not-found', 'no such camera');
}

/** The lines that are theirs, and not those of an account of the same openid that was deleted. */
export const authorOf = ({ _id, knownSince }: MemberDocument): Author => ({ openid: _id, since: knownSince });

/** The caller, or somebody who belongs to a store whose audit may be read, or who is found there. */
async function findPerson(context: Asking, reader: Reader, memberId: MemberId): Promise<Author> {
  if (memberId === context.member?.memberId) return authorOf(context.member);
  const mayKnowOthers = reader.stores === 'all' || reader.stores.length > 0;
  const members = context.database.collection('members');
  const [found] = mayKnowOthers ? await members.find({ where: { memberId }, limit: 1 }) : [];
  if (!found || !(await isKnown(context, reader, found))) throw new CallError('not-found', 'no such member');
  return authorOf(found);
}

async function isKnown(
  { audit }: Asking,
  { stores }: Reader,
  { _id, grants, knownSince }: MemberDocument,
): Promise<boolean> {
  if (stores === 'all') return true;
  const belongs = grants.some(
    (grant) => grant.role === 'owner' || ('storeId' in grant && stores.includes(grant.storeId)),
  );
  const own = { person: _id, at: { above: knownSince - 1 }, storeId: { in: stores } };
  return belongs || (await audit.list([own], 1)).length > 0;
}
