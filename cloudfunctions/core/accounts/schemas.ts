import * as v from 'valibot';

const MOST_FIELDS = 20;

/** By the names of the vendor's fields. What each of them may be, its vendor's own schema says. */
export const credentials = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(60)), v.pipe(v.string(), v.maxLength(1000))),
  v.check((typed) => Object.keys(typed).length <= MOST_FIELDS),
);
