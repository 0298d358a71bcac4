import type { SwitchChange } from '../../../../typings/contract/control';
import type { FailureCode } from '../../../utils/call-failed';

export type SwitchName = SwitchChange['name'];
/** What is on or off, and at some vendors can be read. */
export type ToggleName = Extract<SwitchChange, { readonly on: boolean }>['name'];

/** How a switch stands. `told`: this phone changed it, and the vendor cannot say how it is now. */
export type Standing =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'read'; readonly on: boolean }
  | { readonly kind: 'told'; readonly change: SwitchChange };

/** How the last change ended. `unanswered`: it may have been made. `unsure`: so it may, and the cloud cannot say either. */
export type SwitchResult =
  | { readonly kind: 'done' | 'unsure'; readonly change: SwitchChange }
  | { readonly kind: 'refused' | 'unanswered'; readonly change: SwitchChange; readonly code: FailureCode }
  /** It was changed a moment ago, here or by somebody else. */
  | { readonly kind: 'resting' };

export interface SwitchState {
  readonly standing: Standing;
  /** The change that was sent and is not answered. */
  readonly work: SwitchChange | null;
  /** Epoch ms before which a change is refused. */
  readonly restsUntil: number;
  readonly result: SwitchResult | null;
}

export const initialSwitch: SwitchState = { standing: { kind: 'unknown' }, work: null, restsUntil: 0, result: null };

/** Whether it shows on or off; null where nobody can say. What can be read again moves before it is answered. */
export function shownOn({ standing, work }: SwitchState): boolean | null {
  if (standing.kind !== 'read') return null;
  return work !== null && 'on' in work ? work.on : standing.on;
}
