import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { claimOwnership } from '../../core/people/first-owner';
import { noticeVersion, personName } from '../../core/schemas';
import { assertAgreed } from '../../core/tickets/refusal';

export const ownerClaim: Handler<'owner.claim'> = {
  input: v.strictObject({
    code: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    name: personName,
    notice: noticeVersion,
  }),
  access: 'anyone',

  async run({ notice, ...claim }, context) {
    assertAgreed(notice, context);
    await claimOwnership(context, claim);
    return null;
  },
};
