import * as v from 'valibot';
import { isName, trimName } from './names';
import { isDay } from './zoned-day';

/** Longer names are not even looked at: some of what is typed is dropped, and a pictograph has several parts. */
const LONGEST_TYPED = 200;

/** Ours are at most 36 characters; more room is for ids of a kind to come. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** A vendor's own id of something. */
export const vendorName = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** What a phone makes up to name a request or a hold of its own. */
export const key = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/));

export const motion = v.picklist([
  ...(['up', 'down', 'left', 'right', 'up-left', 'up-right', 'down-left', 'down-right'] as const),
  ...(['zoom-in', 'zoom-out', 'focus-near', 'focus-far', 'iris-open', 'iris-close', 'auto-scan'] as const),
]);

export const speed = v.picklist([1, 2, 3]);

/** Part of a name. No control characters: no name has any, and a database may refuse to look for them. */
export const namePart = v.pipe(v.string(), v.maxLength(40), v.trim(), v.minLength(1), v.regex(/^\P{Cc}*$/u));

/** As people call themselves and each other. */
export const personName = nameOf(20);

/** What somebody shows who has been given it: a code of ours, or any text. */
export const bearerCode = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** As people call stores, cameras, accounts and what a camera recorded. */
export const thingName = nameOf(40);

/** Which version of the notice somebody agrees to. */
export const noticeVersion = v.pipe(v.string(), v.minLength(1), v.maxLength(40));

export const nothing = v.record(v.string(), v.never());

/** Epoch ms, up to the last year of four digits. */
export const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Date.UTC(9999, 11, 31)));

const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439));

/** Some of the hours of a day, over midnight where `to` is less. */
export const hoursOfDay = v.pipe(
  v.strictObject({ from: minuteOfDay, to: minuteOfDay }),
  v.check(({ from, to }) => from !== to, 'neither a minute nor a day'),
);

/** `YYYY-MM-DD`, of the calendar. */
export const day = v.pipe(v.string(), v.check(isDay));

export const place = v.picklist(['device', 'cloud']);

export const avoided = listOf(v.picklist(['flv', 'rtmp', 'hls']), { least: 0, most: 3 });

/** For the `to` of something that begins at `from`: it ends later, by at most `mostMs`. */
export function endsWithin<T extends { readonly from: number; readonly to: number }>(mostMs: number) {
  return v.check<T, string>(({ from, to }) => from < to && to - from <= mostMs, 'bad span');
}

/** As people call somebody or something: what is kept of it shows, and is one line of at most so many characters. */
export function nameOf(most: number) {
  const name = v.check((text: string) => isName(text, most));
  return v.pipe(v.string(), v.maxLength(LONGEST_TYPED), v.transform(trimName), name);
}

/** A list is counted before it is looked through. */
export function listOf<T>(item: v.GenericSchema<unknown, T>, { least, most }: { least: number; most: number }) {
  return v.pipe(v.array(v.unknown()), v.minLength(least), v.maxLength(most), v.array(item));
}

export const areDifferent = (items: readonly unknown[]): boolean => new Set(items).size === items.length;
