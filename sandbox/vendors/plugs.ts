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
  hasPower(box: Plugged): boolean;
  /** Epoch ms of the last change; null for a box that nobody touched. */
  changedAt(serial: string): number | null;
  /** Epoch ms at which it was last given power; null for a box that nobody touched. */
  givenAt(serial: string): number | null;
  /** True when that changes anything. */
  set(box: Plugged, on: boolean): boolean;
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
    set(box, on) {
      if (hasPower(box) === on) return false;
      const changedAt = now();
      const givenAt = on ? changedAt : (touched.get(box.serial)?.givenAt ?? null);
      touched.set(box.serial, { on, changedAt, givenAt });
      return true;
    },
  };
}
