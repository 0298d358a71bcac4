import { createHash } from 'node:crypto';
import type { Span } from '../media/clip';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Days are Beijing days. */
const BEIJING = 8 * HOUR;
/** A recorder begins a new file at the latest after this long. */
const FILE_MS = HOUR;
/** Older recordings have been written over. */
export const KEPT_DAYS = 30;
/** One day of so many has no recording at all. */
const EMPTY_EVERY = 9;
/** One night of so many is recorded past midnight. */
const LATE_EVERY = 4;
/** One day of so many has lost an hour and a half to a power cut. */
const CUT_EVERY = 3;

/** A number from 0 to below `below` that a camera, a day and a purpose always share. */
function draw(purpose: string, device: number, day: number, below: number): number {
  const digest = createHash('md5').update([purpose, device, day].join('|')).digest();
  return digest.readUInt32BE(0) % below;
}

/**
 * What a camera's memory holds of a span: files of an hour at most, in order, none from the future nor older than
 * thirty days. They may reach over the ends of the span. Days differ: most run from opening to closing with gaps, some
 * past midnight, some are empty.
 */
export function recordedFiles(device: number, { from, to }: Span, now: number): readonly Span[] {
  const first = dayOf(Math.max(from, now - KEPT_DAYS * DAY));
  const last = dayOf(Math.min(to, now));
  const files: Span[] = [];
  // A file of the evening before may reach into the first day.
  for (let day = first - 1; day <= last; day++) files.push(...filesBegunOn(device, day));
  return files
    .filter((file) => file.from < now && file.from >= now - KEPT_DAYS * DAY)
    .map((file) => ({ from: file.from, to: Math.min(file.to, now) }))
    .filter((file) => file.from < to && file.to > from);
}

const dayOf = (at: number): number => Math.floor((at + BEIJING) / DAY);
const isEmpty = (device: number, day: number): boolean => (day + device) % EMPTY_EVERY === 0;

function filesBegunOn(device: number, day: number): readonly Span[] {
  if (isEmpty(device, day)) return [];
  const midnight = day * DAY - BEIJING;
  const opening = midnight + 7 * HOUR + draw('opening', device, day, HOUR);
  const isLate = (day + device) % LATE_EVERY === 0 && !isEmpty(device, day + 1);
  const closing = midnight + (isLate ? 24.5 * HOUR : 21 * HOUR) + draw('closing', device, day, HOUR);
  if (draw('cut', device, day, CUT_EVERY) > 0) return cutIntoFiles({ from: opening, to: closing });
  const cut = midnight + 10 * HOUR + draw('cut at', device, day, 8 * 3600) * 1000;
  return [...cutIntoFiles({ from: opening, to: cut }), ...cutIntoFiles({ from: cut + 1.5 * HOUR, to: closing })];
}

/** Files on whole seconds, changing on the full hour. */
function cutIntoFiles({ from, to }: Span): Span[] {
  const files: Span[] = [];
  const end = Math.floor(to / 1000) * 1000;
  for (let at = Math.ceil(from / 1000) * 1000; at < end;) {
    const next = Math.min(end, (Math.floor(at / FILE_MS) + 1) * FILE_MS);
    files.push({ from: at, to: next });
    at = next;
  }
  return files;
}
