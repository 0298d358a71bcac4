import { trimName } from './names';
import type { VendorChannel } from './ports';

const MOST_NAME = 100;
const NUMBER_DIGITS = 6;

/** What a vendor calls a channel, in a form that is fit to be kept; never empty. */
export function nameOf({ name, address }: Pick<VendorChannel, 'name' | 'address'>): string {
  return shorten(trimName(name)) || address.deviceId;
}

/** Names compare by this as people order them: their numbers in order, their case left aside. */
export function sortable(name: string): string {
  return shorten(name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(NUMBER_DIGITS, '0')));
}

/** By code points: half of one would not come back from the database as it went in. */
function shorten(name: string): string {
  return Array.from(name).slice(0, MOST_NAME).join('');
}
