import type { Handlers } from '../../core/handler';
import { codeImage } from './code-image';
import { codeReplace } from './code-replace';
import { codeStyles } from './code-styles';
import { inviteAccept } from './invite-accept';
import { inviteCode } from './invite-code';
import { inviteImage } from './invite-image';
import { inviteList } from './invite-list';
import { inviteMake } from './invite-make';
import { inviteRevoke } from './invite-revoke';
import { shareCode } from './share-code';
import { shareImage } from './share-image';
import { shareList } from './share-list';
import { shareMake } from './share-make';
import { shareRevoke } from './share-revoke';

type TicketCall =
  | `invite.${'make' | 'list' | 'revoke' | 'code' | 'image' | 'accept'}`
  | `share.${'make' | 'list' | 'revoke' | 'code' | 'image'}`
  | `code.${'image' | 'replace' | 'styles'}`;

/** Invitations, shares and the codes on cameras. */
export const ticketHandlers: Handlers<TicketCall> = {
  'invite.make': inviteMake,
  'invite.list': inviteList,
  'invite.revoke': inviteRevoke,
  'invite.code': inviteCode,
  'invite.image': inviteImage,
  'invite.accept': inviteAccept,
  'share.make': shareMake,
  'share.list': shareList,
  'share.revoke': shareRevoke,
  'share.code': shareCode,
  'share.image': shareImage,
  'code.image': codeImage,
  'code.replace': codeReplace,
  'code.styles': codeStyles,
};
