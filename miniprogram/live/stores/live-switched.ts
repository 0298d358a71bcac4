import type { ChannelId, ChannelStatus } from '../../../typings/contract/domain';
import type { LiveState } from './live-machine/state';

/** A camera's switch that hides its picture was turned. */
interface Turned {
  readonly channelId: ChannelId;
  readonly condition: 'masked' | 'disabled';
  readonly on: boolean;
  /** What was known of the camera until now. */
  readonly known: ChannelStatus | undefined;
  readonly now: number;
}

/** The camera's status from now on; null where something else hides the picture, which stays. */
export function statusSwitched({ phase, camera }: LiveState, turned: Turned): ChannelStatus | null {
  const { channelId, condition, on, known, now } = turned;
  const failed = camera?.id === channelId && phase.kind === 'failed' && phase.reason === condition;
  if (!on && !failed && known?.condition !== condition) return null;
  const { reachability, since } = known ?? { reachability: 'unknown', since: null };
  return { id: channelId, reachability, since, condition: on ? condition : 'clear', checkedAt: now };
}
