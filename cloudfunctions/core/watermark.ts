import type { Right } from '../../typings/contract/domain';
import type { CallContext } from './handler';
import { isWatermarked, type ChannelPlace } from './rights';

/**
 * What must lie over the pictures that the caller sees by this right; null when nothing must. Anybody may type a
 * colleague's name, and nobody their visitor code.
 */
export function watermarkOf(
  { grants, member, person, visitorCode }: Pick<CallContext, 'grants' | 'member' | 'person' | 'visitorCode'>,
  channel: ChannelPlace,
  right: Right,
): string | null {
  if (!isWatermarked(grants, channel, right)) return null;
  return [member?.name ?? '', visitorCode(person)].filter((part) => part !== '').join(' · ');
}
