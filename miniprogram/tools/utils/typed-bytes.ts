import type { TypedBytes } from '../../../typings/contract/tools';

/** How bytes are typed. */
export type BytesMode = 'text' | 'hex';

/** What is wrong with what was typed: `stray` and `half` of hex digits only. */
export type BytesProblem = 'empty' | 'stray' | 'half' | 'long';

const BLANKS = /\s+/g;

/** How many bytes stand there; of hex digits, the whole pairs. */
export function countBytes(mode: BytesMode, typed: string): number {
  return mode === 'text' ? utf8Length(typed) : Math.floor(typed.replace(BLANKS, '').length / 2);
}

/** What is in the way of sending this as 1 to `most` bytes; null when nothing is. */
export function bytesProblem(mode: BytesMode, typed: string, most: number): BytesProblem | null {
  const digits = typed.replace(BLANKS, '');
  if (mode === 'hex' && /[^\da-f]/i.test(digits)) return 'stray';
  if (mode === 'hex' && digits.length % 2 === 1) return 'half';
  const count = countBytes(mode, typed);
  if (count === 0) return 'empty';
  return count > most ? 'long' : null;
}

/** What is sent for it. */
export function toTypedBytes(mode: BytesMode, typed: string): TypedBytes {
  return mode === 'text' ? { text: typed } : { hex: typed.replace(BLANKS, '').toLowerCase() };
}

/** A phone has no TextEncoder. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else bytes += code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
