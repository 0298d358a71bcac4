import * as v from 'valibot';
import type { ReadableBytes, TypedBytes } from '../../../typings/contract/tools';

/** Of how many bytes the digits are shown. */
const MOST_SHOWN = 512;
/** Text is shown as it is, so that nothing in it may act: of control characters only what lays out lines. */
const ACTING = /[^\P{Cc}\t\n\r]/u;
/** Half a character has no bytes of its own. */
const HALF = /\p{Cs}/u;
const HEX = /^(?:\s*[\da-f]{2})*\s*$/i;

/** Bytes that nobody has looked at yet, as text where they are text, and as digits. */
export function readable(bytes: Uint8Array): ReadableBytes {
  return { text: textOf(bytes), hex: Buffer.from(bytes.subarray(0, MOST_SHOWN)).toString('hex'), bytes: bytes.length };
}

/** Null of what is no UTF-8 or would not show. A mark of the byte order stays, so that no text stands for other bytes. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return ACTING.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The bytes that somebody typed, of a form that `typedBytes` has let pass. */
export function bytesOf(typed: TypedBytes): Uint8Array {
  return 'hex' in typed ? Buffer.from(typed.hex.replace(/\s+/g, ''), 'hex') : Buffer.from(typed.text);
}

/** From 1 byte to `most`, typed as text, or as digits in pairs with blanks between them or none. */
export function typedBytes(most: number) {
  const kept = v.check<string>((text) => !HALF.test(text));
  const text = v.pipe(v.string(), v.maxLength(most), kept);
  // Three characters a byte with a blank; somebody may leave a few more.
  const hex = v.pipe(v.string(), v.maxLength(most * 4), v.regex(HEX));
  const withinMost = v.check<TypedBytes>((typed) => {
    const { length } = bytesOf(typed);
    return length > 0 && length <= most;
  });
  return v.pipe(v.union([v.strictObject({ text }), v.strictObject({ hex })]), withinMost);
}
