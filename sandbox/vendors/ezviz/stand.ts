import { HOME_LOOK, type Look } from '../simulator';
import { between, positionAfter, travelMs, type Direction, type Position, type Speed } from './motion';

export interface Mirrored {
  readonly vertical: boolean;
  readonly horizontal: boolean;
}

/** A message that a camera plays, epoch ms. */
export interface Spoken {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** What a picture follows from, as long as nobody changes it. */
export interface Stand {
  readonly motor: Motor;
  readonly mirrored: Mirrored;
  readonly masked: boolean;
  readonly spoken: Spoken | null;
}

export type Motor =
  | { readonly kind: 'standing'; readonly at: Position }
  | {
      readonly kind: 'moving';
      readonly from: Position;
      readonly since: number;
      readonly motion: { readonly direction: Direction; readonly speed: Speed };
    }
  | { readonly kind: 'travelling'; readonly from: Position; readonly to: Position; readonly since: number };

/** What a camera that stands so shows at an instant. */
export function lookOf({ motor, mirrored, masked, spoken }: Stand, instant: number): Look {
  const speaks = spoken !== null && instant >= spoken.from && instant < spoken.to;
  const tenths = speaks ? Math.round((spoken.to - spoken.from) / 100) : 0;
  return {
    ...HOME_LOOK,
    ...positionAt(motor, instant),
    mirror: mirrorName(mirrored),
    masked,
    caption: speaks ? `TALK ${(tenths / 10).toFixed(1)}` : '',
    talkTenths: tenths,
  };
}

/** Where the lens points at an instant, as long as nobody gives another order. */
export function positionAt(motor: Motor, instant: number): Position {
  switch (motor.kind) {
    case 'standing':
      return motor.at;
    case 'moving':
      return positionAfter(motor.from, motor.motion, Math.max(0, instant - motor.since));
    case 'travelling': {
      const share = (instant - motor.since) / travelMs(motor.from, motor.to);
      return between(motor.from, motor.to, Math.max(0, Math.min(1, share)));
    }
  }
}

function mirrorName({ vertical, horizontal }: Mirrored): Look['mirror'] {
  if (vertical) return horizontal ? 'both' : 'vertical';
  return horizontal ? 'horizontal' : 'none';
}
