import * as v from 'valibot';
import type { Session } from '../../../typings/contract/domain';
import { describeGrants } from '../../core/describe-grants';
import type { CallContext, Handler } from '../../core/handler';
import { closedUntil, rightsEver, roleOf } from '../../core/rights';

/** The one call that answers a stranger, who needs a code to show to the owner. */
export const sessionStart: Handler<'session.start'> = {
  input: v.record(v.string(), v.never()),
  access: 'anyone',

  async run(_input, context) {
    const { person, now, visitorCode, settings } = context;
    return { visitorCode: visitorCode(person), member: await describe(context), notice: settings.notice, now };
  },
};

async function describe({ database, member, grants, settings }: CallContext): Promise<Session['member']> {
  const role = roleOf(grants);
  if (!member || !role) return null;
  return {
    name: member.name,
    role,
    rights: rightsEver(grants),
    grants: await describeGrants(database, member.grants),
    agreed: member.agreedTo === settings.notice.version,
    closedUntil: closedUntil(grants),
  };
}
