import type { Handlers } from '../../core/handler';

type TicketCall =
  | `invite.${'make' | 'list' | 'revoke' | 'code' | 'image' | 'accept'}`
  | `share.${'make' | 'list' | 'revoke' | 'code' | 'image'}`
  | `code.${'image' | 'replace' | 'styles'}`;

/** Invitations, shares and the codes on cameras. */
export const ticketHandlers = {} as Handlers<TicketCall>;
