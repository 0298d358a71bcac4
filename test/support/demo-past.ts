import type { DemoCamera } from '../../sandbox/fleet';
import { recordedStretch } from '../../sandbox/vendors/recordings';

export const DAY = 24 * 60 * 60_000;
/** The demo's stores are in China. */
export const BEIJING = 8 * 60 * 60_000;

/** The midnight that an instant follows, by the clocks of the demo's stores; epoch ms. */
export const midnightBefore = (instant: number): number => Math.floor((instant + BEIJING) / DAY) * DAY - BEIJING;

/** Whether it has recorded something today or yesterday, where looking back begins. */
export function hasRecorded({ device }: DemoCamera, now = Date.now()): boolean {
  return recordedStretch(device, { from: midnightBefore(now) - DAY, to: now }, now) !== null;
}
