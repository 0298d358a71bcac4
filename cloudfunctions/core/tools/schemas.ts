import * as v from 'valibot';
import { isName, trimName } from '../names';

const MOST_NAME = 256;
const MOST_DESCRIPTION = 1024;
/** A pictograph has several units, and some of what is typed is dropped. */
const LONGEST_TYPED = 4;
/** Lines may be laid out; what acts, and halves of characters, may not be there. */
const PROSE = /^(?:[\t\n]|[^\p{Cc}\p{Cs}])*$/u;

const longest = (most: number) => v.pipe(v.string(), v.maxLength(most * LONGEST_TYPED));

/** What an object is to be called; which signs it may have, the vendor says. */
export const newObjectName = v.pipe(
  longest(MOST_NAME),
  v.transform(trimName),
  v.check((name) => isName(name, MOST_NAME)),
);

/** What an object is called, by whomever. */
export const objectName = v.pipe(longest(MOST_NAME), v.minLength(1));

/** Empty when there is nothing to say. */
export const description = v.pipe(
  longest(MOST_DESCRIPTION),
  v.trim(),
  v.regex(PROSE),
  v.check((text) => Array.from(text).length <= MOST_DESCRIPTION),
);

/** The number of a channel: as it is counted with, without zeros before it. */
export const channelNumber = v.pipe(
  v.string(),
  v.regex(/^\d{1,9}$/),
  v.transform((digits) => String(Number(digits))),
);
