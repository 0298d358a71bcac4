import * as v from 'valibot';
import { thingName } from '../schemas';
import { isZone } from '../zoned-day';

export const storeName = thingName;

/** A line for people to find the store by, or nothing. */
export const storeAddress = v.pipe(v.string(), v.maxLength(300), v.trim(), v.maxLength(100), v.regex(/^\P{Cc}*$/u));

/** IANA name. */
export const zone = v.pipe(v.string(), v.maxLength(60), v.check(isZone));
