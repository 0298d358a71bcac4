import type { ChannelId, Right } from '../../../typings/contract/domain';
import type { LimitKind } from '../../core/camera-limits';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext } from '../../core/handler';
import { ignoreGone } from '../../core/ignore-gone';
import type { Driver } from '../../core/ports';

/** A camera and what its vendor can do, for somebody who may do something to it and has not done too much. */
export async function reachToDo(
  context: CallContext,
  { channelId, right, kind }: { readonly channelId: ChannelId; readonly right: Right; readonly kind: LimitKind },
): Promise<{ readonly channel: ChannelDocument; readonly driver: Driver }> {
  const reached = await context.reach(channelId, right);
  const { person, now } = context;
  context.limits(kind, { person, channelId }, now);
  return reached;
}

/** A capability of a vendor that has it; otherwise `unsupported`. */
export function offered<T>(capability: T | undefined, what: string): T {
  if (capability === undefined) throw new CallError('unsupported', `the vendor offers no ${what}`);
  return capability;
}

/** Has the vendor remove something; what is not there any more counts as removed. */
export const removed = (removal: Promise<void>): Promise<void> => removal.catch(ignoreGone);
