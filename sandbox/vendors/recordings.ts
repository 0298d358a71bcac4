import { createHash } from 'node:crypto';
import type { Span } from '../media/span';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
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
const CUT_MS = 1.5 * HOUR;
/** One camera of so many records by night as well. */
const ALWAYS_EVERY = 4;
const ALWAYS = 2;
/** Each day a recorder starts anew, which takes it from five to fifty seconds. */
const RESTART_S = { least: 5, most: 50 } as const;
/** In two of three such stretches something moves, for half a minute to two minutes. */
const MOTION_SLOT_MS = 10 * MINUTE;
const MOTION_IN = { slots: 2, of: 3 } as const;
const MOTION_S = { least: 30, most: 120 } as const;

/** A number from 0 to below `below` that a camera, a day and a purpose always share. */
function draw(purpose: string, device: number, day: number, below: number): number {
  const digest = createHash('md5').update([purpose, device, day].join('|')).digest();
  return digest.readUInt32BE(0) % below;
}

/**
 * What a camera's memory holds of a span: files of an hour at most, in order, none from the future nor older than
 * thirty days. They may reach over the ends of the span; one that is being made ends now. Days differ: most run from
 * opening to closing with gaps, some past midnight, some cameras record always, some days are empty.
 */
export const recordedFiles = (device: number, span: Span, now: number): readonly Span[] =>
  plannedFiles(device, span, now)
    .filter(({ from }) => from < now)
    .map(({ from, to }) => ({ from, to: Math.min(to, now) }));

/** From the first recorded instant of a span to the next gap, which may lie in the future; null without any. */
export function recordedStretch(device: number, span: Span, now: number): Span | null {
  const stretch = firstStretch(plannedFiles(device, span, now), span);
  return stretch && stretch.from < now ? stretch : null;
}

/** From the first instant of the span that the files hold to where one is missing, within the span. */
export function firstStretch(files: readonly Span[], span: Span): Span | null {
  const [first, ...later] = files;
  if (!first) return null;
  const end = later.reduce((to, file) => (file.from === to ? file.to : to), first.to);
  return { from: Math.max(first.from, span.from), to: Math.min(end, span.to) };
}

/** When something moved while it was recorded: spans in order, each within one file, over by now. */
export function motionSpans(device: number, span: Span, now: number): readonly Span[] {
  return recordedFiles(device, span, now)
    .flatMap((file) => motionIn(device, file))
    .filter(({ from, to }) => from < span.to && to > span.from);
}

function motionIn(device: number, file: Span): Span[] {
  const spans: Span[] = [];
  for (let slot = Math.ceil(file.from / MOTION_SLOT_MS); slot * MOTION_SLOT_MS < file.to; slot++) {
    if (draw('moves', device, slot, MOTION_IN.of) >= MOTION_IN.slots) continue;
    const from = slot * MOTION_SLOT_MS + draw('motion begins', device, slot, 6) * MINUTE;
    const to = from + between(MOTION_S, draw('motion lasts', device, slot, 1000)) * 1000;
    if (to <= file.to) spans.push({ from, to });
  }
  return spans;
}

const between = ({ least, most }: { least: number; most: number }, drawn: number): number =>
  least + (drawn % (most - least + 1));

/** Files of a span that are not yet written over, and those that will be made in the coming day. */
function plannedFiles(device: number, { from, to }: Span, now: number): readonly Span[] {
  const oldest = now - KEPT_DAYS * DAY;
  const end = Math.min(to, now + DAY);
  const files: Span[] = [];
  // A file of the evening before may reach into the first day.
  for (let day = dayOf(Math.max(from, oldest)) - 1; day <= dayOf(end); day++) {
    files.push(...filesBegunOn(device, day));
  }
  return files.filter((file) => file.from < end && file.to > from && file.from >= oldest);
}

const dayOf = (at: number): number => Math.floor((at + BEIJING) / DAY);
const isEmpty = (device: number, day: number): boolean => (day + device) % EMPTY_EVERY === 0;

function filesBegunOn(device: number, day: number): readonly Span[] {
  if (isEmpty(device, day)) return [];
  const gaps = [restart(device, day), ...(draw('cut', device, day, CUT_EVERY) === 0 ? [powerCut(device, day)] : [])];
  return without(openingHours(device, day), gaps).flatMap(cutIntoFiles);
}

function openingHours(device: number, day: number): Span {
  const midnight = day * DAY - BEIJING;
  if (device % ALWAYS_EVERY === ALWAYS) return { from: midnight, to: midnight + DAY };
  const isLate = (day + device) % LATE_EVERY === 0 && !isEmpty(device, day + 1);
  return {
    from: midnight + 7 * HOUR + draw('opening', device, day, HOUR),
    to: midnight + (isLate ? 24.5 * HOUR : 21 * HOUR) + draw('closing', device, day, HOUR),
  };
}

function powerCut(device: number, day: number): Span {
  const from = day * DAY - BEIJING + 10 * HOUR + draw('cut at', device, day, 8 * 3600) * 1000;
  return { from, to: from + CUT_MS };
}

function restart(device: number, day: number): Span {
  const from = day * DAY - BEIJING + 8 * HOUR + draw('restart at', device, day, 12 * 3600) * 1000;
  return { from, to: from + between(RESTART_S, draw('restart lasts', device, day, 1000)) * 1000 };
}

/** What the gaps leave of a span. */
const without = (span: Span, gaps: readonly Span[]): Span[] =>
  gaps.reduce<Span[]>(
    (parts, gap) =>
      parts
        .flatMap(({ from, to }) => [
          { from, to: Math.min(to, gap.from) },
          { from: Math.max(from, gap.to), to },
        ])
        .filter(({ from, to }) => from < to),
    [span],
  );

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
