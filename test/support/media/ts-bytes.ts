/** What a transport stream carried, PID by PID in order of arrival. */
export interface TransportStream {
  readonly counters: ReadonlyMap<number, readonly number[]>;
  readonly video: readonly Packetised[];
  readonly audio: readonly Packetised[];
}

/** One PES packet. */
export interface Packetised {
  /** 90 kHz. */
  readonly pts: number;
  readonly data: Buffer;
}

const PAT = 0;

/** Reads MPEG-TS from its program tables on, written from the specification. */
export function readTransportStream(bytes: Buffer): TransportStream {
  const counters = new Map<number, number[]>();
  const payloads = new Map<number, { start: boolean; data: Buffer }[]>();
  expect(bytes.length % 188).toBe(0);
  for (let at = 0; at < bytes.length; at += 188) {
    const packet = bytes.subarray(at, at + 188);
    expect(packet[0]).toBe(0x47);
    const pid = packet.readUInt16BE(1) & 0x1fff;
    const control = packet.readUInt8(3);
    const offset = (control & 0x20) === 0 ? 4 : 5 + packet.readUInt8(4);
    expect(control & 0x10).toBe(0x10);
    push(counters, pid, control & 15);
    push(payloads, pid, { start: (packet.readUInt8(1) & 0x40) !== 0, data: packet.subarray(offset) });
  }
  const pmt = (payloads.get(PAT)?.[0]?.data.readUInt16BE(11) ?? 0) & 0x1fff;
  const streams = readProgramMap(payloads.get(pmt)?.[0]?.data ?? Buffer.alloc(0));
  return {
    counters,
    video: assemble(payloads.get(streams.get(0x1b) ?? -1) ?? []),
    audio: assemble(payloads.get(streams.get(0x0f) ?? -1) ?? []),
  };
}

/** NAL units of an elementary stream with start codes. */
export function splitAnnexB(data: Buffer): Buffer[] {
  const starts: number[] = [];
  for (let at = data.indexOf('000001', 0, 'hex'); at >= 0; at = data.indexOf('000001', at + 3, 'hex')) starts.push(at);
  return starts.map((start, index) => {
    const next = starts[index + 1] ?? data.length;
    const end = next < data.length && data[next - 1] === 0 ? next - 1 : next;
    return data.subarray(start + 3, end);
  });
}

/** How many AAC frames an elementary stream holds, by its ADTS headers. */
export function countAdtsFrames(data: Buffer): number {
  let frames = 0;
  for (let at = 0; at < data.length; frames++) {
    expect(data.readUInt16BE(at) & 0xfff6).toBe(0xfff0);
    at += ((data.readUInt8(at + 3) & 3) << 11) | (data.readUInt8(at + 4) << 3) | (data.readUInt8(at + 5) >> 5);
  }
  return frames;
}

/** Stream type to PID. */
function readProgramMap(section: Buffer): Map<number, number> {
  const streams = new Map<number, number>();
  const length = section.readUInt16BE(2) & 0xfff;
  for (let at = 13 + (section.readUInt16BE(11) & 0xfff); at < 4 + length - 4;) {
    streams.set(section.readUInt8(at), section.readUInt16BE(at + 1) & 0x1fff);
    at += 5 + (section.readUInt16BE(at + 3) & 0xfff);
  }
  return streams;
}

function assemble(payloads: readonly { start: boolean; data: Buffer }[]): Packetised[] {
  const packets: Buffer[][] = [];
  for (const { start, data } of payloads) {
    if (start) packets.push([]);
    packets.at(-1)?.push(data);
  }
  return packets.map((parts) => {
    const bytes = Buffer.concat(parts);
    expect(bytes.readUIntBE(0, 3)).toBe(1);
    const length = bytes.readUInt16BE(4);
    if (length > 0) expect(bytes.length).toBe(length + 6);
    const high = (bytes.readUInt8(9) >> 1) & 7;
    const pts = high * 2 ** 30 + (bytes.readUInt16BE(10) >> 1) * 2 ** 15 + (bytes.readUInt16BE(12) >> 1);
    return { pts, data: bytes.subarray(9 + bytes.readUInt8(8)) };
  });
}

function push<V>(map: Map<number, V[]>, key: number, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
