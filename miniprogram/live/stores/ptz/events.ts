import type { PtzHold, PtzMotion } from '../../../../typings/contract/control';
import type { FailureCode } from '../../../utils/call-failed';
import type { TimerEffect } from '../../../stores/watching/deadlines';
import type { HoldOrder, PtzState, PtzTimer, StepOrder } from './state';

/** Everything that can happen to the steering of one camera. */
export type PtzEvent =
  | { readonly type: 'press'; readonly order: HoldOrder }
  /** The finger left the pad. */
  | { readonly type: 'release' }
  /** Whatever else ends a press: a second finger, a cancelled touch, another page or camera, a change of network. */
  | { readonly type: 'halt' }
  /** One step after the other. */
  | { readonly type: 'step'; readonly orders: readonly StepOrder[] }
  | { readonly type: 'network'; readonly connected: boolean }
  | { readonly type: 'hold-answered'; readonly holdId: string; readonly outcome: PtzHold }
  | { readonly type: 'hold-refused'; readonly holdId: string; readonly code: FailureCode }
  | { readonly type: 'step-answered'; readonly holdId: string; readonly outcome: PtzHold }
  | { readonly type: 'step-refused'; readonly holdId: string; readonly code: FailureCode }
  | { readonly type: 'stop-acknowledged'; readonly holdId: string }
  /** `tries`: which one failed. */
  | { readonly type: 'stop-failed'; readonly holdId: string; readonly tries: number; readonly code: FailureCode }
  | { readonly type: 'timer'; readonly name: PtzTimer };

/** What the machine wants done. It does nothing itself. */
export type PtzEffect =
  /** Starts the motion, or extends it when its `holdId` has been sent before. */
  | { readonly type: 'hold'; readonly order: HoldOrder }
  | { readonly type: 'stop'; readonly holdId: string; readonly motion: PtzMotion; readonly tries: number }
  | { readonly type: 'step'; readonly order: StepOrder }
  /** To the hand that holds the phone: something began, or came to its end stop. */
  | { readonly type: 'knock' | 'shake' }
  | TimerEffect<PtzTimer>;

export interface PtzStep {
  readonly state: PtzState;
  readonly effects: readonly PtzEffect[];
}
