import type { DemoCamera } from '../fleet';

/** One box with a serial number, as far as its plug goes. */
export type Plugged = Pick<DemoCamera, 'serial' | 'trait'>;

/** What a plug gives power to. */
export interface PoweredBox extends Plugged {
  /** Numbers in the strips of its cameras' pictures. */
  readonly pictures: readonly number[];
}

/** The box of these cameras; null when there are none. */
export function boxOfCameras(cameras: readonly Pick<DemoCamera, 'serial' | 'trait' | 'device'>[]): PoweredBox | null {
  const [first] = cameras;
  if (!first) return null;
  return { serial: first.serial, trait: first.trait, pictures: cameras.map(({ device }) => device) };
}

/** Which boxes have power. One whose camera is `offline` from the start has none until somebody gives it some. */
export interface Plugs {
  readonly hasPower: (box: Plugged) => boolean;
  /** Epoch ms of the last change; null for a box that nobody touched. */
  readonly changedAt: (serial: string) => number | null;
  /** Epoch ms at which it was last given power; null for a box that nobody touched. */
  readonly givenAt: (serial: string) => number | null;
  /** True when that changes anything. */
  readonly set: (box: Plugged, on: boolean) => boolean;
}

interface Plug {
  readonly on: boolean;
  readonly changedAt: number;
  readonly givenAt: number | null;
}

export function createPlugs(now: () => number): Plugs {
  const touched = new Map<string, Plug>();
  const hasPower = ({ serial, trait }: Plugged): boolean => touched.get(serial)?.on ?? trait !== 'offline';
  return {
    hasPower,
    changedAt: (serial) => touched.get(serial)?.changedAt ?? null,
    givenAt: (serial) => touched.get(serial)?.givenAt ?? null,
    set: (box, on) => {
      if (hasPower(box) === on) return false;
      const changedAt = now();
      const givenAt = on ? changedAt : (touched.get(box.serial)?.givenAt ?? null);
      touched.set(box.serial, { on, changedAt, givenAt });
      return true;
    },
  };
}

interface SwitchParts {
  /** Every box there is by its serial number; without it those of the demo are. */
  readonly boxOf: ((serial: string) => PoweredBox | null) | undefined;
  readonly cameras: readonly Pick<DemoCamera, 'serial' | 'trait' | 'device'>[];
  /** Cameras have lost power at this moment: those with these numbers in their pictures. */
  readonly loseLines: (isGone: (picture: number) => boolean) => void;
}

/** Pulls plugs and puts them in, by serial numbers. */
export function createPowerSwitch(plugs: Plugs, { cameras, loseLines, ...parts }: SwitchParts) {
  const boxOf = parts.boxOf ?? ((serial: string) => boxOfCameras(cameras.filter((camera) => camera.serial === serial)));
  return {
    setPower: (serial: string, on: boolean): boolean => {
      const box = boxOf(serial);
      if (!box) return false;
      if (plugs.set(box, on) && !on) loseLines((picture) => box.pictures.includes(picture));
      return true;
    },
    hasPower: (serial: string): boolean | null => {
      const box = boxOf(serial);
      return box && plugs.hasPower(box);
    },
  };
}
