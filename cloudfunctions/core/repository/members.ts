import type { Person } from '../../../typings/contract/people';
import type { Database } from '../database';
import { PAGE } from '../database';
import type { MemberDocument } from '../documents';

/** Stands where a person's openid stood that had to be kept out of the count of something. No openid is as short. */
export const NOBODY = '-';

type VisitorCode = (openid: string) => string;

/** The documents of these people, by openid, in one operation for every 1000; none for nobody. */
export async function readMembers(
  database: Database,
  openids: Iterable<string>,
): Promise<ReadonlyMap<string, MemberDocument>> {
  const wanted = [...new Set(openids)];
  const known = new Map<string, MemberDocument>();
  for (let start = 0; start < wanted.length; start += PAGE) {
    const where = { _id: { in: wanted.slice(start, start + PAGE) } };
    const found = await database.collection('members').find({ where, limit: PAGE });
    for (const member of found) known.set(member._id, member);
  }
  return known;
}

/** What colleagues may know of somebody. */
export function toPerson({ _id, memberId, name }: MemberDocument, visitorCode: VisitorCode): Person {
  return { id: memberId, name, visitorCode: visitorCode(_id) };
}

/** As `readMembers`, as colleagues may know them; of whom no name is kept, the visitor code is left, and of nobody nothing. */
export async function readPersons(
  { database, visitorCode }: { readonly database: Database; readonly visitorCode: VisitorCode },
  openids: readonly string[],
): Promise<(openid: string) => Person> {
  const known = await readMembers(database, openids);
  return (openid) => {
    const member = known.get(openid);
    if (member) return toPerson(member, visitorCode);
    return { id: '', name: '', visitorCode: openid === NOBODY ? '' : visitorCode(openid) };
  };
}
