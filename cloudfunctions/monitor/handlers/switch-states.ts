import type { SwitchStates } from '../../../typings/contract/control';
import type { Switches } from '../../core/capabilities';
import type { ChannelAddress } from '../../core/ports';

export const UNKNOWN_STATES: SwitchStates = { mask: null, camera: null, recording: null };

/** How the switches stand, as far as the vendor can be asked. */
export async function readStates(switches: Switches, address: ChannelAddress): Promise<SwitchStates> {
  return { ...UNKNOWN_STATES, mask: (await switches.readMask?.(address)) ?? null };
}
