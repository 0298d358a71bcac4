import { decodeCursor, encodeCursor } from '../cursor';
import { CallError } from '../errors';

/** The place of a line among all of them, which are ordered by time and id. */
export interface Position {
  /** Epoch ms. */
  readonly at: number;
  readonly id: string;
}

/** Where a page of the audit ended. */
export const writePosition = ({ at, id }: Position): string => encodeCursor(`${at} ${id}`);

/** Rejects as `invalid-argument` what `writePosition` cannot have made. */
export function readPosition(cursor: string): Position {
  const [, at, id] = /^(\d{1,15}) (\S{1,100})$/.exec(decodeCursor(cursor)) ?? [];
  if (at === undefined || id === undefined) throw new CallError('invalid-argument', 'bad cursor');
  return { at: Number(at), id };
}
