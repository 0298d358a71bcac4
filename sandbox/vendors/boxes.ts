import type { DemoCamera, DemoStore } from '../fleet';

/** One device and its lenses, ordered by channel. */
export interface Box {
  readonly serial: string;
  readonly name: string;
  readonly cameras: readonly DemoCamera[];
}

/** Puts cameras that share a serial number into one box, named after its only camera or after its store. */
export function groupByBox(
  { cameras, stores }: { readonly cameras: readonly DemoCamera[]; readonly stores: readonly DemoStore[] },
  recorderName: string,
): ReadonlyMap<string, Box> {
  const members = new Map<string, DemoCamera[]>();
  for (const camera of cameras) {
    const box = members.get(camera.serial);
    if (box) box.push(camera);
    else members.set(camera.serial, [camera]);
  }
  const boxes = new Map<string, Box>();
  for (const [serial, lenses] of members) {
    const [first, second] = lenses;
    const name = first && !second ? first.name : `${stores[first?.store ?? 0]?.name ?? ''}${recorderName}`;
    boxes.set(serial, { serial, name, cameras: lenses });
  }
  return boxes;
}
