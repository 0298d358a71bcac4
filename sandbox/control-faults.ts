import { ok, refuse, type Answer } from './control-answer';
import type { Simulator, VendorFaults } from './vendors/simulator';

/** Largest number a fault takes: ms, or bytes a second. */
const MOST_FAULT = 1e9;

/** Sets the faults of one vendor or of all, in place of those that were set. */
export function setFaults(simulators: readonly Simulator[], { vendor, ...faults }: Record<string, unknown>): Answer {
  const chosen = simulators.filter((simulator) => vendor === undefined || simulator.vendor === vendor);
  if (chosen.length === 0) return refuse(404, 'no simulator of that vendor runs here');
  const problem = faultProblem(faults);
  if (problem !== null) return refuse(400, problem);
  for (const simulator of chosen) simulator.setFaults(faults);
  return ok({ vendors: chosen.map((simulator) => simulator.vendor), faults });
}

const FAULT_TYPES = {
  refuse: 'boolean',
  reset: 'boolean',
  stall: 'boolean',
  throttle: 'number',
  expireTokens: 'boolean',
  expireAddresses: 'boolean',
  quota: 'boolean',
  offline: 'boolean',
  slowVendorMs: 'number',
  answer: 'answer',
} as const satisfies Record<keyof VendorFaults, 'boolean' | 'number' | 'answer'>;

function faultProblem(faults: Record<string, unknown>): string | null {
  const types: Readonly<Record<string, string>> = FAULT_TYPES;
  for (const [name, value] of Object.entries(faults)) {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) return `there is no fault "${name}"`;
    if (type === 'answer' && !isAnswer(value)) return `the fault "${name}" takes { endpoint, code, times? }`;
    if (type !== 'answer' && typeof value !== type) return `the fault "${name}" takes a ${type}`;
    if (typeof value === 'number' && !(value >= 0 && value <= MOST_FAULT)) return `"${name}" is 0 to ${MOST_FAULT}`;
  }
  return null;
}

function isAnswer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { endpoint, code, times, ...rest } = value as Record<string, unknown>;
  const isCount = times === undefined || (Number.isInteger(times) && Number(times) > 0);
  return typeof endpoint === 'string' && typeof code === 'string' && isCount && Object.keys(rest).length === 0;
}
