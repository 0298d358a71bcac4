import type { Person } from '../../../typings/contract/people';
import { PAGE } from '../database';
import type { MemberDocument } from '../documents';
import { NOBODY } from '../people/erase';
import type { Services } from '../services';

/** Somebody by their openid, by the names that colleagues may know. */
export type PersonOf = (openid: string) => Person;

/** Reads who these people are, in one operation for every 1000; of whom no name is kept, the visitor code is left. */
export async function readPersons(
  { members, visitorCode }: Pick<Services, 'members' | 'visitorCode'>,
  openids: readonly string[],
): Promise<PersonOf> {
  const wanted = [...new Set(openids)];
  const known = new Map<string, MemberDocument>();
  for (let start = 0; start < wanted.length; start += PAGE) {
    const found = await members.findAll(wanted.slice(start, start + PAGE));
    for (const member of found) known.set(member._id, member);
  }
  return (openid) => {
    const member = known.get(openid);
    const code = openid === NOBODY ? '' : visitorCode(openid);
    return { id: member?.memberId ?? '', name: member?.name ?? '', visitorCode: code };
  };
}
