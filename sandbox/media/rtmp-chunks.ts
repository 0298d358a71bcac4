/** One RTMP message, put together from its chunks. */
export interface RtmpMessage {
  readonly type: number;
  /** Message stream: 0 for the connection, else the number that createStream gave. */
  readonly stream: number;
  readonly timestamp: number;
  readonly body: Buffer;
}

/** Message types of the RTMP specification. */
export const RTMP = {
  setChunkSize: 1,
  abort: 2,
  acknowledgement: 3,
  userControl: 4,
  windowSize: 5,
  peerBandwidth: 6,
  audio: 8,
  video: 9,
  data: 18,
  commandAmf3: 17,
  command: 20,
} as const;

const DEFAULT_CHUNK_SIZE = 128;
const EXTENDED = 0xffffff;
const HEADER_BYTES = [11, 7, 3, 0] as const;
/** A key picture of the largest format we know stays well below. */
const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

/** What a chunk stream remembers from its last chunk. */
interface ChunkStream {
  timestamp: number;
  delta: number;
  length: number;
  type: number;
  stream: number;
  extended: boolean;
  parts: Buffer[];
  received: number;
}

/** Turns chunks of any fragmentation into messages, following the sender's chunk size. Throws on what is not RTMP. */
export class ChunkReader {
  private pending: Buffer = Buffer.alloc(0);
  private chunkSize = DEFAULT_CHUNK_SIZE;
  private readonly streams = new Map<number, ChunkStream>();

  constructor(
    private readonly onMessage: (message: RtmpMessage) => void,
    private readonly maxMessageBytes = MAX_MESSAGE_BYTES,
  ) {}

  push(bytes: Buffer): void {
    this.pending = this.pending.length === 0 ? bytes : Buffer.concat([this.pending, bytes]);
    while (this.readChunk());
  }

  private readChunk(): boolean {
    const basic = readBasicHeader(this.pending);
    if (basic === null) return false;
    const known = this.streams.get(basic.id) ?? newChunkStream();
    const header = readMessageHeader(this.pending, basic, known);
    if (header === null) return false;
    if (header.length > this.maxMessageBytes) throw new Error('RTMP message too long');
    const length = Math.min(this.chunkSize, header.length - known.received);
    if (this.pending.length < header.end + length) return false;
    known.length = header.length;
    known.type = header.type;
    known.stream = header.stream;
    known.extended = header.extended;
    if (known.received === 0) advance(known, basic.format, header.time);
    known.parts.push(this.pending.subarray(header.end, header.end + length));
    known.received += length;
    this.pending = this.pending.subarray(header.end + length);
    this.streams.set(basic.id, known);
    if (known.received >= known.length) this.complete(known);
    return true;
  }

  private complete(known: ChunkStream): void {
    const body = Buffer.concat(known.parts);
    known.parts = [];
    known.received = 0;
    if (known.type === RTMP.setChunkSize) this.chunkSize = Math.max(1, body.readUInt32BE(0) & 0x7fffffff);
    else if (known.type === RTMP.abort) this.abort(body.readUInt32BE(0));
    else this.onMessage({ type: known.type, stream: known.stream, timestamp: known.timestamp, body });
  }

  private abort(id: number): void {
    const known = this.streams.get(id);
    if (known === undefined) return;
    known.parts = [];
    known.received = 0;
  }
}

/** A message in chunks. `channel` is the chunk stream it travels on, 3–63. */
export function encodeMessage(message: RtmpMessage, channel: number, chunkSize: number): Buffer {
  const extended = message.timestamp >= EXTENDED;
  const head = Buffer.alloc(extended ? 16 : 12);
  head.writeUInt8(channel, 0);
  head.writeUIntBE(extended ? EXTENDED : message.timestamp, 1, 3);
  head.writeUIntBE(message.body.length, 4, 3);
  head.writeUInt8(message.type, 7);
  head.writeUInt32LE(message.stream, 8);
  if (extended) head.writeUInt32BE(message.timestamp >>> 0, 12);
  const next = Buffer.concat([Buffer.from([0xc0 | channel]), head.subarray(12)]);
  const parts = [head, message.body.subarray(0, chunkSize)];
  for (let from = chunkSize; from < message.body.length; from += chunkSize) {
    parts.push(next, message.body.subarray(from, from + chunkSize));
  }
  return Buffer.concat(parts);
}

const newChunkStream = (): ChunkStream => ({
  timestamp: 0,
  delta: 0,
  length: 0,
  type: 0,
  stream: 0,
  extended: false,
  parts: [],
  received: 0,
});

interface BasicHeader {
  readonly format: 0 | 1 | 2 | 3;
  readonly id: number;
  readonly end: number;
}

function readBasicHeader(bytes: Buffer): BasicHeader | null {
  const first = bytes[0];
  if (first === undefined) return null;
  const format = toFormat(first >> 6);
  const id = first & 0x3f;
  if (id > 1) return { format, id, end: 1 };
  if (bytes.length < 2 + id) return null;
  return id === 0
    ? { format, id: 64 + bytes.readUInt8(1), end: 2 }
    : { format, id: 64 + bytes.readUInt16LE(1), end: 3 };
}

function toFormat(bits: number): BasicHeader['format'] {
  return bits === 0 || bits === 1 || bits === 2 ? bits : 3;
}

interface MessageHeader {
  readonly time: number;
  readonly length: number;
  readonly type: number;
  readonly stream: number;
  readonly extended: boolean;
  readonly end: number;
}

function readMessageHeader(bytes: Buffer, { format, end }: BasicHeader, known: ChunkStream): MessageHeader | null {
  let next = end + HEADER_BYTES[format];
  if (bytes.length < next) return null;
  let time = format < 3 ? bytes.readUIntBE(end, 3) : known.delta;
  const extended = format < 3 ? time === EXTENDED : known.extended;
  if (extended) {
    if (bytes.length < next + 4) return null;
    time = bytes.readUInt32BE(next);
    next += 4;
  }
  const length = format < 2 ? bytes.readUIntBE(end + 3, 3) : known.length;
  return {
    time,
    length,
    type: format < 2 ? bytes.readUInt8(end + 6) : known.type,
    stream: format === 0 ? bytes.readUInt32LE(end + 7) : known.stream,
    extended,
    end: next,
  };
}

/** Format 0 gives the time itself, the others a step; a lone format 3 repeats the last step. */
function advance(known: ChunkStream, format: BasicHeader['format'], time: number): void {
  known.delta = time;
  known.timestamp = format === 0 ? time : (known.timestamp + time) >>> 0;
}
