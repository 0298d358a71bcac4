import { Readable } from 'node:stream';
import type { HttpReply } from './http-server';
import type { Clock } from '../media/clock';

const STEP_MS = 50;
/** Also unhindered a file leaves in pieces, so that a change of the rate is felt. */
const PIECE_BYTES = 256 * 1024;

/** A reply whose file leaves at most so many bytes a second; 0 lets it go as it comes. */
export function throttled<R extends HttpReply>(reply: R, bytesPerSecond: () => number, clock: Clock): R {
  const { body } = reply;
  if (!(body instanceof Readable)) return reply;
  return { ...reply, body: Readable.from(paced(body, bytesPerSecond, clock), { objectMode: false }) };
}

async function* paced(body: Readable, bytesPerSecond: () => number, clock: Clock): AsyncGenerator<Buffer> {
  for await (const piece of body as AsyncIterable<Buffer>) {
    for (let from = 0; from < piece.length;) {
      const rate = bytesPerSecond();
      const to = rate > 0 ? from + Math.max(1, Math.floor((rate * STEP_MS) / 1000)) : from + PIECE_BYTES;
      yield piece.subarray(from, to);
      from = to;
      if (rate > 0) await new Promise<void>((resolve) => void clock.after(STEP_MS, resolve));
    }
  }
}
