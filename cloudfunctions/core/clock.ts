import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './ports';

/** The machine's own time. */
export const systemClock: Clock = { now: Date.now, sleep: async (ms) => sleep(ms) };
