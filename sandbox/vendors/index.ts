import type { Fleet, FleetVendor } from '../fleet';
import { startEzviz } from './ezviz/index';
import { startOnenet } from './onenet/index';
import { startOvopark } from './ovopark/index';
import type { Simulator, SimulatorOptions } from './simulator';

export interface SimulatorsOptions extends Pick<SimulatorOptions, 'startOrigin' | 'clock'> {
  readonly fleet: Fleet;
  /** Where each API is to listen. */
  readonly ports?: Readonly<Partial<Record<FleetVendor, number>>>;
}

const STARTS = [
  ['ezviz', startEzviz],
  ['onenet', startOnenet],
  ['ovopark', startOvopark],
] as const;

/** The clouds of all three vendors, each with its share of the fleet. */
export const startSimulators = ({ fleet, ports, ...options }: SimulatorsOptions): Promise<readonly Simulator[]> =>
  Promise.all(STARTS.map(([vendor, start]) => start({ ...fleet, ...options, port: ports?.[vendor] })));
