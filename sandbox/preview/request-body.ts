import type { IncomingMessage } from 'node:http';

const LIMIT_BYTES = 1 << 20;

/** The whole body as text. Throws beyond one megabyte. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LIMIT_BYTES) throw new Error('request body too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
