import type { PtzMotion, PtzSpeed } from '../../../../typings/contract/control';
import type { FailureCode } from '../../../utils/call-failed';
import type { Deadlines } from '../../../stores/watching/deadlines';

/** What a press asks for. Its stop names the same `holdId` and motion. */
export interface HoldOrder {
  /** 8–64 characters, new for every press. */
  readonly holdId: string;
  readonly motion: PtzMotion;
  readonly speed: PtzSpeed;
}

/** One movement of `ms` that ends by itself; its id is for the stop that it needs when that is in doubt. */
export interface StepOrder extends HoldOrder {
  readonly ms: number;
}

export type PtzPhase =
  | { readonly kind: 'idle' }
  /**
   * The finger is down, or has just been: `released` while a tap has its least length. `moving` once the cloud has said
   * so; `calls` of this press have not been answered.
   */
  | {
      readonly kind: 'asking' | 'moving';
      readonly order: HoldOrder;
      readonly since: number;
      readonly calls: number;
      readonly released: boolean;
    }
  /** The stop of `order` has been sent `tries` times and not acknowledged; `next` is pressed and waits for it. */
  | {
      readonly kind: 'stopping';
      readonly order: HoldOrder;
      readonly tries: number;
      readonly next: HoldOrder | null;
    }
  /** Nobody acknowledged the stop of `order`. */
  | { readonly kind: 'unsure'; readonly order: HoldOrder }
  /** `rest` follows one after the other, `next` after them, if the finger is still down. */
  | {
      readonly kind: 'stepping';
      readonly order: StepOrder;
      readonly rest: readonly StepOrder[];
      readonly next: HoldOrder | null;
    };

export type PtzPhaseOf<K extends PtzPhase['kind']> = Extract<PtzPhase, { readonly kind: K }>;

/** What a person is told about the last press. */
export type PtzNotice =
  | { readonly kind: 'limit' }
  /** The cloud stopped the camera while the finger was down, or the finger was down for too long. */
  | { readonly kind: 'broken-off' | 'too-long' }
  /** Epoch ms since when somebody else steers. */
  | { readonly kind: 'held'; readonly by: string; readonly since: number }
  | { readonly kind: 'refused'; readonly code: FailureCode };

export const PTZ_TIMERS = ['extend', 'least', 'longest', 'retry', 'slow', 'notice'] as const;
export type PtzTimer = (typeof PTZ_TIMERS)[number];

export interface PtzState {
  readonly phase: PtzPhase;
  readonly notice: PtzNotice | null;
  /** What is being waited for takes so long that the screen says so. */
  readonly slow: boolean;
  readonly deadlines: Deadlines<PtzTimer>;
}

export const initialPtzState: PtzState = { phase: { kind: 'idle' }, notice: null, slow: false, deadlines: {} };

/** The motion to be shown as going on: until its stop is acknowledged. */
export function litMotion({ phase }: PtzState): PtzMotion | null {
  return phase.kind === 'idle' ? null : phase.order.motion;
}
