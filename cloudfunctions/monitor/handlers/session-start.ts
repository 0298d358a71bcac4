import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { roleOf } from '../../core/rights';

/** The one call that answers a stranger, who needs a code to show to the owner. */
export const sessionStart: Handler<'session.start'> = {
  input: v.record(v.string(), v.never()),
  access: 'anyone',

  async run(_input, { person, member, grants, now, visitorCode }) {
    const role = roleOf(grants, now);
    return { visitorCode: visitorCode(person), member: member && role ? { name: member.name, role } : null, now };
  },
};
