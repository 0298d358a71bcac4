import type { Fleet } from '../fleet';
import { startEzviz } from './ezviz/index';
import { startOnenet } from './onenet/index';
import { startOvopark } from './ovopark/index';
import type { Simulator, SimulatorOptions } from './simulator';

export interface SimulatorsOptions extends Pick<SimulatorOptions, 'startOrigin' | 'clock'> {
  readonly fleet: Fleet;
}

/** The clouds of all three vendors, each with its share of the fleet. */
export const startSimulators = ({ fleet, ...options }: SimulatorsOptions): Promise<readonly Simulator[]> =>
  Promise.all([startEzviz, startOnenet, startOvopark].map((start) => start({ ...fleet, ...options })));
