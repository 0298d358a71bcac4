/** A value of AMF0, the language of RTMP commands. Objects lose their classes, dates become epoch ms. */
export type Amf = number | boolean | string | null | undefined | AmfObject | readonly Amf[];
export interface AmfObject {
  readonly [key: string]: Amf;
}

const OBJECT_END = Buffer.from([0, 0, 9]);
/** Deeper than any player nests; keeps a hostile message from exhausting the stack. */
const MAX_DEPTH = 16;

export function encodeAmf(...values: readonly Amf[]): Buffer {
  return Buffer.concat(values.map(encodeValue));
}

/** All values of a message. Throws on a type outside AMF0 and on a truncated one. */
export function decodeAmf(bytes: Buffer): Amf[] {
  const reader = new AmfReader(bytes);
  const values: Amf[] = [];
  while (!reader.done) values.push(reader.value(0));
  return values;
}

export function isAmfObject(value: Amf): value is AmfObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function encodeValue(value: Amf): Buffer {
  if (value === null) return Buffer.from([5]);
  if (value === undefined) return Buffer.from([6]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(9);
    bytes.writeDoubleBE(value, 1);
    return bytes;
  }
  if (typeof value === 'boolean') return Buffer.from([1, value ? 1 : 0]);
  if (typeof value === 'string') return Buffer.concat([Buffer.from([2]), encodeText(value)]);
  if (isAmfObject(value)) {
    const members = Object.entries(value).flatMap(([key, member]) => [encodeText(key), encodeValue(member)]);
    return Buffer.concat([Buffer.from([3]), ...members, OBJECT_END]);
  }
  const head = Buffer.from([10, 0, 0, 0, 0]);
  head.writeUInt32BE(value.length, 1);
  return Buffer.concat([head, ...value.map(encodeValue)]);
}

function encodeText(text: string): Buffer {
  const utf8 = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(utf8.length);
  return Buffer.concat([length, utf8]);
}

class AmfReader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  value(depth: number): Amf {
    if (depth > MAX_DEPTH) throw new Error('AMF nested too deep');
    const type = this.bytes.readUInt8(this.skip(1));
    switch (type) {
      case 0:
        return this.bytes.readDoubleBE(this.skip(8));
      case 1:
        return this.bytes.readUInt8(this.skip(1)) !== 0;
      case 2:
        return this.text(this.bytes.readUInt16BE(this.skip(2)));
      case 3:
        return this.object(depth);
      case 5:
        return null;
      case 6:
        return undefined;
      case 8:
        this.skip(4);
        return this.object(depth);
      case 10:
        return this.array(depth);
      case 11:
        return this.bytes.readDoubleBE(this.skip(10));
      case 12:
        return this.text(this.bytes.readUInt32BE(this.skip(4)));
      default:
        throw new Error(`AMF0 type ${type} is not supported`);
    }
  }

  private skip(count: number): number {
    const from = this.at;
    this.at += count;
    return from;
  }

  private text(length: number): string {
    const from = this.skip(length);
    if (this.at > this.bytes.length) throw new Error('AMF text cut short');
    return this.bytes.toString('utf8', from, this.at);
  }

  private object(depth: number): AmfObject {
    const members: [string, Amf][] = [];
    for (;;) {
      const key = this.text(this.bytes.readUInt16BE(this.skip(2)));
      if (key === '' && this.bytes.readUInt8(this.at) === 9) {
        this.skip(1);
        return Object.fromEntries(members);
      }
      members.push([key, this.value(depth + 1)]);
    }
  }

  private array(depth: number): Amf[] {
    const length = this.bytes.readUInt32BE(this.skip(4));
    const values: Amf[] = [];
    for (let index = 0; index < length; index++) values.push(this.value(depth + 1));
    return values;
  }
}
