import * as v from 'valibot';
import { EVERYWHERE, onWideRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { noticeVersion } from '../../core/schemas';
import { assertAgreed } from '../../core/tickets/refusal';

/** Of strangers nothing is kept, so that there is nothing for them to agree to yet. */
export const privacyAgree: Handler<'privacy.agree'> = {
  input: v.strictObject({ notice: noticeVersion }),
  access: 'members',

  async run({ notice }, context) {
    assertAgreed(notice, context);
    const { member, members, person } = context;
    if (!member || member.agreedTo === notice) return null;
    const deed = { places: [EVERYWHERE], subject: member.memberId, detail: notice };
    await onWideRecord(context, { action: 'privacy.agree', ...deed }, () =>
      members.change(person, (seen) => seen && { agreedTo: notice }),
    );
    return null;
  },
};
