/** One FLV tag. The same bodies travel in RTMP messages of the same type. */
export interface FlvTag {
  readonly kind: 'audio' | 'video' | 'script';
  /** Milliseconds on the stream's own clock, 32 bits. */
  readonly timestamp: number;
  readonly body: Buffer;
}

const TAG_TYPES = { audio: 8, video: 9, script: 18 } as const satisfies Record<FlvTag['kind'], number>;
const TAG_HEADER_BYTES = 11;
const SIZE_BYTES = 4;

/** FLV signature for sound and picture with the first, empty, previous-tag size. */
export const FLV_HEADER: Buffer = Buffer.from([0x46, 0x4c, 0x56, 1, 5, 0, 0, 0, 9, 0, 0, 0, 0]);

/** The number that FLV tags and RTMP messages share. */
export const tagType = (kind: FlvTag['kind']): number => TAG_TYPES[kind];

/** Inverse of `tagType`; null for numbers that carry no media. */
export function tagKind(type: number): FlvTag['kind'] | null {
  switch (type) {
    case TAG_TYPES.audio:
      return 'audio';
    case TAG_TYPES.video:
      return 'video';
    case TAG_TYPES.script:
      return 'script';
    default:
      return null;
  }
}

/** True for a picture that needs no other; sequence headers are not pictures. */
export function isKeyframe(tag: FlvTag): boolean {
  return tag.kind === 'video' && tag.body.length > 1 && (tag.body.readUInt8(0) & 0xf0) === 0x10 && tag.body[1] === 1;
}

/** The tag as it stands in a file or an HTTP-FLV stream, with its trailing size. */
export function encodeFlvTag(tag: FlvTag): Buffer {
  const size = tag.body.length;
  const bytes = Buffer.alloc(TAG_HEADER_BYTES + size + SIZE_BYTES);
  bytes.writeUInt8(tagType(tag.kind), 0);
  bytes.writeUIntBE(size, 1, 3);
  bytes.writeUIntBE(tag.timestamp & 0xffffff, 4, 3);
  bytes.writeUInt8((tag.timestamp >>> 24) & 0xff, 7);
  tag.body.copy(bytes, TAG_HEADER_BYTES);
  bytes.writeUInt32BE(TAG_HEADER_BYTES + size, TAG_HEADER_BYTES + size);
  return bytes;
}

/** Takes FLV in pieces of any size and gives back whole tags. Throws when the bytes are not FLV. */
export class FlvReader {
  private pending: Buffer = Buffer.alloc(0);
  private started = false;

  push(bytes: Buffer): FlvTag[] {
    this.pending = this.pending.length === 0 ? bytes : Buffer.concat([this.pending, bytes]);
    if (!this.started && !this.readHeader()) return [];
    const tags: FlvTag[] = [];
    for (let tag = this.readTag(); tag !== null; tag = this.readTag()) if (tag !== 'skipped') tags.push(tag);
    return tags;
  }

  private readHeader(): boolean {
    const { pending } = this;
    if (pending.length >= 3 && pending.toString('latin1', 0, 3) !== 'FLV') throw new Error('not FLV');
    if (pending.length < 9) return false;
    const length = pending.readUInt32BE(5) + SIZE_BYTES;
    if (pending.length < length) return false;
    this.pending = pending.subarray(length);
    this.started = true;
    return true;
  }

  private readTag(): FlvTag | 'skipped' | null {
    const { pending } = this;
    if (pending.length < TAG_HEADER_BYTES) return null;
    const size = pending.readUIntBE(1, 3);
    const end = TAG_HEADER_BYTES + size + SIZE_BYTES;
    if (pending.length < end) return null;
    this.pending = pending.subarray(end);
    if (pending.readUInt32BE(end - SIZE_BYTES) !== TAG_HEADER_BYTES + size) throw new Error('FLV tag of a wrong size');
    const kind = tagKind(pending.readUInt8(0) & 0x1f);
    if (kind === null) return 'skipped';
    const timestamp = pending.readUIntBE(4, 3) + pending.readUInt8(7) * 0x1000000;
    return { kind, timestamp, body: pending.subarray(TAG_HEADER_BYTES, TAG_HEADER_BYTES + size) };
  }
}
