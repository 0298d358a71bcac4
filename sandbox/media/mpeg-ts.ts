import { AAC_SAMPLE_RATE } from './aac';

/** One picture or a group of sound frames, with its time in 90 kHz ticks. */
export type TsUnit =
  | { readonly kind: 'video'; readonly key: boolean; readonly nals: readonly Buffer[]; readonly ticks: number }
  | { readonly kind: 'audio'; readonly frames: readonly Buffer[]; readonly ticks: number };

const PACKET_BYTES = 188;
const PAYLOAD_BYTES = 184;
const COUNTER_CYCLE = 16;
const PIDS = { pat: 0, pmt: 0x1000, video: 0x100, audio: 0x101 } as const;
const STREAM_IDS = { video: 0xe0, audio: 0xc0 } as const;
/** Presentation runs behind the clock reference, or players would have to show a picture the moment it arrives. */
const PRESENTATION_DELAY_TICKS = 45_000;
const TICKS_WRAP = 2 ** 33;
const START_CODE = Buffer.from([0, 0, 0, 1]);
const ACCESS_UNIT_DELIMITER = Buffer.from([0, 0, 0, 1, 9, 0xf0]);

/**
 * One segment of MPEG-TS. Every PID's number of packets is a multiple of 16, so that the continuity counters run on
 * from one segment into the next although each is made on its own.
 */
export function makeSegment(units: readonly TsUnit[]): Buffer {
  const mux = new Multiplexer();
  for (let table = 0; table < COUNTER_CYCLE; table++) mux.tables();
  const last = { video: lastIndex(units, 'video'), audio: lastIndex(units, 'audio') };
  units.forEach((unit, index) => mux.unit(unit, index === last[unit.kind]));
  return mux.finish();
}

class Multiplexer {
  private readonly packets: Buffer[] = [];
  private readonly counters = new Map<number, number>();

  tables(): void {
    this.add(PIDS.pat, { payload: PROGRAM_ASSOCIATION, field: null, start: true });
    this.add(PIDS.pmt, { payload: PROGRAM_MAP, field: null, start: true });
  }

  /** The last unit of a PID is spread over as many packets as complete the counter's cycle. */
  unit(unit: TsUnit, last: boolean): void {
    const pid = PIDS[unit.kind];
    const elementary = toElementary(unit);
    const field = unit.kind === 'video' ? clockReference(unit.ticks, unit.key) : null;
    let rest = Buffer.concat([pesHeader(unit, elementary.length), elementary]);
    let left = Math.ceil((rest.length + (field === null ? 0 : field.length + 1)) / PAYLOAD_BYTES);
    if (last) left += cycleRest((this.counters.get(pid) ?? 0) + left);
    for (let start = true; left > 0; left--, start = false) {
      const own = start ? field : null;
      const room = PAYLOAD_BYTES - (own === null ? 0 : own.length + 1);
      const length = Math.min(room, rest.length - (left - 1));
      this.add(pid, { payload: rest.subarray(0, length), field: own, start });
      rest = rest.subarray(length);
    }
  }

  finish(): Buffer {
    return Buffer.concat(this.packets);
  }

  private add(pid: number, part: { payload: Buffer; field: Buffer | null; start: boolean }): void {
    const counter = this.counters.get(pid) ?? 0;
    this.counters.set(pid, (counter + 1) % COUNTER_CYCLE);
    const packet = Buffer.alloc(PACKET_BYTES, 0xff);
    const stuffing = PAYLOAD_BYTES - part.payload.length;
    packet.writeUInt8(0x47, 0);
    packet.writeUInt16BE((part.start ? 0x4000 : 0) | pid, 1);
    packet.writeUInt8((stuffing > 0 ? 0x30 : 0x10) | counter, 3);
    if (stuffing > 0) packet.writeUInt8(stuffing - 1, 4);
    if (stuffing > 1) packet.writeUInt8(0, 5);
    part.field?.copy(packet, 5);
    part.payload.copy(packet, PACKET_BYTES - part.payload.length);
    this.packets.push(packet);
  }
}

const cycleRest = (count: number): number => (COUNTER_CYCLE - (count % COUNTER_CYCLE)) % COUNTER_CYCLE;

function lastIndex(units: readonly TsUnit[], kind: TsUnit['kind']): number {
  return units.map((unit) => unit.kind).lastIndexOf(kind);
}

function toElementary(unit: TsUnit): Buffer {
  switch (unit.kind) {
    case 'video':
      return Buffer.concat([ACCESS_UNIT_DELIMITER, ...unit.nals.flatMap((nal) => [START_CODE, nal])]);
    case 'audio':
      return Buffer.concat(unit.frames.flatMap((frame) => [adtsHeader(frame.length), frame]));
  }
}

function pesHeader(unit: TsUnit, length: number): Buffer {
  const header = Buffer.from([0, 0, 1, STREAM_IDS[unit.kind], 0, 0, 0x80, 0x80, 5, 0, 0, 0, 0, 0]);
  // A picture may be longer than the field can say; zero means "until the next".
  if (unit.kind === 'audio') header.writeUInt16BE(length + 8, 4);
  const ticks = (unit.ticks + PRESENTATION_DELAY_TICKS) % TICKS_WRAP;
  header.writeUInt8(0x21 | (Math.floor(ticks / 2 ** 30) << 1), 9);
  header.writeUInt16BE((Math.floor(ticks / 2 ** 15) % 2 ** 15) * 2 + 1, 10);
  header.writeUInt16BE((ticks % 2 ** 15) * 2 + 1, 12);
  return header;
}

/** Adaptation field (without its length) with the clock reference and, at key pictures, "random access". */
function clockReference(ticks: number, key: boolean): Buffer {
  const base = ticks % TICKS_WRAP;
  const field = Buffer.alloc(7);
  field.writeUInt8(key ? 0x50 : 0x10, 0);
  field.writeUInt32BE(Math.floor(base / 2), 1);
  field.writeUInt8(((base % 2) << 7) | 0x7e, 5);
  return field;
}

/** AAC-LC, one channel. */
function adtsHeader(frameBytes: number): Buffer {
  const RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000];
  const length = frameBytes + 7;
  const rate = RATES.indexOf(AAC_SAMPLE_RATE);
  return Buffer.from([
    0xff,
    0xf1,
    0x40 | (rate << 2),
    0x40 | (length >> 11),
    (length >> 3) & 0xff,
    ((length & 7) << 5) | 0x1f,
    0xfc,
  ]);
}

const PROGRAM_ASSOCIATION = tableSection([0, 0xb0, 13, 0, 1, 0xc1, 0, 0, 0, 1, 0xf0, 0]);
/** H.264 on the video PID, which also carries the clock, and ADTS on the audio PID. */
const PROGRAM_MAP = tableSection([
  2, 0xb0, 23, 0, 1, 0xc1, 0, 0, 0xe1, 0, 0xf0, 0, 0x1b, 0xe1, 0, 0xf0, 0, 0x0f, 0xe1, 1, 0xf0, 0,
]);

/** A whole packet's payload: pointer, section, checksum, and filling after it. */
function tableSection(section: readonly number[]): Buffer {
  const payload = Buffer.alloc(PAYLOAD_BYTES, 0xff);
  payload.writeUInt8(0, 0);
  Buffer.from(section).copy(payload, 1);
  payload.writeUInt32BE(crc32Mpeg(section), 1 + section.length);
  return payload;
}

function crc32Mpeg(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}
