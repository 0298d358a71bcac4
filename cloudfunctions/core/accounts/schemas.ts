import * as v from 'valibot';

/** As an owner calls an account: no control characters, and no blanks around it. */
export const accountName = v.pipe(
  v.string(),
  v.maxLength(100),
  v.trim(),
  v.minLength(1),
  v.maxLength(40),
  v.regex(/^\P{Cc}*$/u),
);

const MOST_FIELDS = 20;

/** By the names of the vendor's fields. What each of them may be, its vendor's own schema says. */
export const credentials = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(60)), v.pipe(v.string(), v.maxLength(1000))),
  v.check((typed) => Object.keys(typed).length <= MOST_FIELDS),
);
