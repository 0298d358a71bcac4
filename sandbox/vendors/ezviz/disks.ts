import type { Camera } from './camera';
import { supports } from './models';

/** What `diskState` says of one disk: 0 in order, 1 the wrong medium, 2 not formatted; `-` there is none. */
type Disk = '0' | '1' | '2' | '-';

/** Demo cameras whose card wants somebody to look after it, by their numbers. */
const POOR_CARDS: Readonly<Record<number, Disk>> = { 20: '1', 21: '2', 25: '-' };
const MOST_DISKS = 16;

/** The card in the camera itself; behind a recorder the recorder's own disk, which is in order. */
export function diskOf({ demo, model }: Camera): Disk {
  return supports(model, 'support_disk') ? (POOR_CARDS[demo.device] ?? '0') : '-';
}

/** One character for each of sixteen disks. */
export const diskStates = (first: Disk): string => first.padEnd(MOST_DISKS, '-');
