import type { DemoCamera, Fleet } from './fleet';
import type { Simulator } from './vendors/simulator';

export interface DescribedCamera extends Pick<DemoCamera, 'vendor' | 'serial' | 'channel' | 'name' | 'trait'> {
  readonly storeName: string;
  readonly hasPower: boolean;
}

/** So many of the demo's cameras are told of; a chain of thousands is for measuring. */
const MOST_DESCRIBED = 100;

/** The demo's cameras as whoever wants to pull a plug has to name them. */
export function describeCameras(
  { cameras, stores }: Fleet,
  simulators: readonly Pick<Simulator, 'vendor' | 'hasPower'>[],
): readonly DescribedCamera[] {
  return cameras.slice(0, MOST_DESCRIBED).map(({ vendor, serial, channel, name, store, trait }) => {
    const hasPower = simulators.find((one) => one.vendor === vendor)?.hasPower(serial) ?? false;
    return { vendor, serial, channel, name, storeName: stores[store]?.name ?? '', trait, hasPower };
  });
}
