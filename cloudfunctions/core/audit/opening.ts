import type { ChannelId } from '../../../typings/contract/domain';
import type { AuditDocument } from '../documents';
import { CallError } from '../errors';
import type { CallContext } from '../handler';

const OPENINGS = ['live.open', 'playback.open'] as const;

/** The line of a watching that succeeded. */
export interface Opening extends AuditDocument {
  readonly action: (typeof OPENINGS)[number];
  readonly channelId: ChannelId;
}

/** The line that says how long it was watched: the same at every try, of which the first one counts. */
export const closingId = (openId: string): string => `${openId}.close`;

/** The caller's own watching of that name; anybody else's, and anything else, is `not-found`. */
export function ownOpening(found: AuditDocument | null | undefined, { person }: Pick<CallContext, 'person'>): Opening {
  if (found && isOpening(found) && found.person === person && found.result === 'ok') return found;
  throw new CallError('not-found', 'no such watching');
}

function isOpening(document: AuditDocument): document is Opening {
  return OPENINGS.some((action) => action === document.action) && document.channelId !== null;
}
