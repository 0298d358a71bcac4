import type { Handlers } from '../../core/handler';
import { accountDelete } from './account-delete';
import { memberGrant } from './member-grant';
import { memberList } from './member-list';
import { memberOwn } from './member-own';
import { memberRemove } from './member-remove';
import { memberRename } from './member-rename';
import { ownerClaim } from './owner-claim';
import { privacyAgree } from './privacy-agree';

type PeopleCall =
  'owner.claim' | `member.${'list' | 'grant' | 'remove' | 'own' | 'rename'}` | 'privacy.agree' | 'account.delete';

/** Who belongs here, and what they may do. */
export const peopleHandlers: Handlers<PeopleCall> = {
  'owner.claim': ownerClaim,
  'member.list': memberList,
  'member.grant': memberGrant,
  'member.remove': memberRemove,
  'member.own': memberOwn,
  'member.rename': memberRename,
  'privacy.agree': privacyAgree,
  'account.delete': accountDelete,
};
