import * as v from 'valibot';
import { EVERYWHERE, onWideRecord, type Doer } from '../audit/on-record';
import type { Caller } from '../identity';
import type { Services } from '../services';
import { eraseAccount } from './erase';

/** What WeChat tells of a person, as its guide to the security of mini-programs lists it; a pushed event's own fields. */
const told = v.looseObject({
  MsgType: v.literal('event'),
  Event: v.picklist(['user_authorization_revoke', 'user_authorization_cancellation']),
  OpenID: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  RevokeInfo: v.optional(v.union([v.string(), v.number()])),
});

type Told = v.InferOutput<typeof told>;

/** The nickname of old, with the portrait, and the one that WeChat's keyboard offers. */
const NICKNAMES: readonly string[] = ['6', '19'];

/** What WeChat takes for an answer; after any other one it sends the event again. */
const UNDERSTOOD = 'success';

/**
 * Obeys what WeChat pushes about a person, and leaves everything else to `answer`. An event comes from WeChat when no
 * user sent it; a user may say such a thing of themselves only.
 */
export function obeyPlatform<R>(
  services: Services,
  answer: (event: unknown, caller: Caller) => Promise<R>,
): (event: unknown, caller: Caller) => Promise<R | typeof UNDERSTOOD> {
  return async (event, caller) => {
    if (!v.is(told, event) || (caller.isUser && caller.person !== event.OpenID)) return answer(event, caller);
    await obey(services, event, caller.requestId);
    return UNDERSTOOD;
  };
}

async function obey(services: Services, { Event, OpenID, RevokeInfo }: Told, requestId: string): Promise<void> {
  const { members, clock, log } = services;
  const doer = { ...services, person: OpenID, now: clock.now(), requestId };
  const member = await members.find(OpenID);
  if (!member) return;
  switch (Event) {
    case 'user_authorization_cancellation':
      // Also of the last owner: the account is gone, and with it the one who could stay.
      await eraseAccount(doer, { evenLastOwner: true });
      log({ event: 'call', action: 'account.delete', code: 'ok', requestId });
      return;
    case 'user_authorization_revoke':
      if (NICKNAMES.includes(String(RevokeInfo)) && member.name !== '') await forgetName(doer);
  }
}

async function forgetName(doer: Services & Doer): Promise<void> {
  const { members, person, requestId, log } = doer;
  await onWideRecord(doer, { action: 'member.rename', places: [EVERYWHERE] }, () =>
    members.change(person, (seen) => seen && { name: '' }),
  );
  log({ event: 'call', action: 'member.rename', code: 'ok', requestId });
}
