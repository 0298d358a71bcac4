import * as v from 'valibot';

/** Ours are at most 36 characters; more room is for ids of a kind to come. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** A list is counted before it is looked through. */
export function listOf<T>(item: v.GenericSchema<unknown, T>, { least, most }: { least: number; most: number }) {
  return v.pipe(v.array(v.unknown()), v.minLength(least), v.maxLength(most), v.array(item));
}
