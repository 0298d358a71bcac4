import * as v from 'valibot';

/** A whole number that some replies write as text. */
export const integer = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d+$/), v.transform(Number))]),
  v.safeInteger(),
);

/** An id or a code: text here, though vendors write some as numbers. */
export const idText = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger())]),
  v.transform(String),
  v.nonEmpty(),
);

/** Text that may be missing or null. */
export const optionalText = v.nullish(v.string(), '');

/** Letters of a header's value: pasting brings others along, such as U+200B, that nobody sees. */
const SENDABLE = /^[\x21-\x7e]+$/;

/** Base address of a vendor's API, without anybody's name in it; a slash at its end is dropped. */
export const baseUrl = v.pipe(
  v.string(),
  v.maxLength(500),
  v.url(),
  v.regex(/^https?:\/\/[^?#@]+$/),
  v.regex(SENDABLE),
  v.transform((url) => url.replace(/\/+$/, '')),
);

/** What only its owner knows, in whatever letters. */
export const secretText = v.pipe(v.string(), v.nonEmpty(), v.maxLength(500));

/** A key or secret that the vendor made. */
export const keyText = v.pipe(secretText, v.regex(SENDABLE));
