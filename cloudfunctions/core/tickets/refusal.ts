import type { TicketState } from '../../../typings/contract/codes';
import { CallError } from '../errors';
import type { CallContext } from '../handler';

/** Refuses a ticket that is not open, by the name of its state. */
export function assertOpen(state: TicketState): void {
  if (state !== 'open') throw new CallError(state, 'it cannot be taken up any more');
}

export const noSuchCode = (): CallError => new CallError('not-found', 'no such code');

/** Refuses who has not read the notice as it is now. */
export function assertAgreed(notice: string, { settings }: Pick<CallContext, 'settings'>): void {
  if (notice !== settings.notice.version) throw new CallError('conflict', 'the notice has changed meanwhile');
}
