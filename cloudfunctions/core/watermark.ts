import type { Right } from '../../typings/contract/domain';
import type { CallContext } from './handler';
import { isWatermarked, type ChannelPlace } from './rights';

/** What must lie over the pictures that the caller sees by this right; null when nothing must. */
export function watermarkOf(
  { grants, member, person, visitorCode }: Pick<CallContext, 'grants' | 'member' | 'person' | 'visitorCode'>,
  channel: ChannelPlace,
  right: Right,
): string | null {
  return isWatermarked(grants, channel, right) ? member?.name || visitorCode(person) : null;
}
