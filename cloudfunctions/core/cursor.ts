import { CallError } from './errors';

/** Hides where a page ended, so that phones do not build on it. */
export function encodeCursor(position: string): string {
  return Buffer.from(position).toString('base64url');
}

/** Rejects as `invalid-argument` what `encodeCursor` cannot have made. A made-up position shows nothing new. */
export function decodeCursor(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (position === '' || encodeCursor(position) !== cursor) throw new CallError('invalid-argument', 'bad cursor');
  return position;
}
