import type { Person } from '../../../typings/contract/people';
import type { Database } from '../database';
import { PAGE } from '../database';
import type { MemberDocument } from '../documents';

/** The documents of these people, by openid, in one operation; none for nobody. At most 1000. */
export async function readMembers(
  database: Database,
  openids: Iterable<string>,
): Promise<ReadonlyMap<string, MemberDocument>> {
  const ids = [...new Set(openids)];
  if (ids.length === 0) return new Map();
  const found = await database.collection('members').find({ where: { _id: { in: ids } }, limit: PAGE });
  return new Map(found.map((member) => [member._id, member]));
}

/** What colleagues may know of somebody. */
export function toPerson({ _id, memberId, name }: MemberDocument, visitorCode: (openid: string) => string): Person {
  return { id: memberId, name, visitorCode: visitorCode(_id) };
}
