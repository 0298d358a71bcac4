/** One track of an MP4 file. */
export interface Mp4Track {
  /** `avc1`, `mp4a`. */
  readonly codec: string;
  /** The description of the coding, with its box. */
  readonly description: Buffer;
  readonly durationMs: number;
  readonly samples: readonly Buffer[];
  /** Ms from the beginning, sample by sample. */
  readonly times: readonly number[];
  /** Numbers of the samples at which one may begin, from 0; null where one may begin at any. */
  readonly keys: readonly number[] | null;
}

export interface Mp4File {
  /** Names of the outermost boxes, in order. */
  readonly boxes: readonly string[];
  readonly tracks: readonly Mp4Track[];
}

interface Box {
  readonly name: string;
  readonly body: Buffer;
}

/** Reads an MP4 file without fragments, written from ISO/IEC 14496-12. */
export function readMp4Bytes(bytes: Buffer): Mp4File {
  const boxes = boxesIn(bytes);
  const tracks = boxesIn(one(boxes, 'moov')).filter(({ name }) => name === 'trak');
  return { boxes: boxes.map(({ name }) => name), tracks: tracks.map(({ body }) => readTrack(bytes, body)) };
}

function readTrack(bytes: Buffer, track: Buffer): Mp4Track {
  const media = boxesIn(one(boxesIn(track), 'mdia'));
  const header = one(media, 'mdhd');
  const table = boxesIn(one(boxesIn(one(media, 'minf')), 'stbl'));
  const [timescale, duration] =
    header[0] === 1
      ? [header.readUInt32BE(20), Number(header.readBigUInt64BE(24))]
      : [header.readUInt32BE(12), header.readUInt32BE(16)];
  const entry = one(table, 'stsd').subarray(8);
  const keys = table.find(({ name }) => name === 'stss');
  return {
    codec: entry.toString('latin1', 4, 8),
    description: entry,
    durationMs: (duration * 1000) / timescale,
    samples: readSamples(bytes, table),
    times: readTimes(one(table, 'stts')).map((time) => (time * 1000) / timescale),
    keys: keys ? numbers(keys.body, { at: 8, count: keys.body.readUInt32BE(4) }).map((number) => number - 1) : null,
  };
}

function readSamples(bytes: Buffer, table: readonly Box[]): Buffer[] {
  const sizeTable = one(table, 'stsz');
  const fixed = sizeTable.readUInt32BE(4);
  const count = sizeTable.readUInt32BE(8);
  const sizes = fixed > 0 ? Array.from({ length: count }, () => fixed) : numbers(sizeTable, { at: 12, count });
  const samples: Buffer[] = [];
  const runs = readRuns(one(table, 'stsc'));
  readOffsets(table).forEach((offset, chunk) => {
    const run = runs.findLast(({ first }) => first <= chunk + 1);
    let at = offset;
    for (let n = 0; n < (run?.perChunk ?? 0); n++) {
      const size = sizes[samples.length] ?? 0;
      samples.push(bytes.subarray(at, at + size));
      at += size;
    }
  });
  expect(samples).toHaveLength(count);
  return samples;
}

function readOffsets(table: readonly Box[]): number[] {
  const wide = table.find(({ name }) => name === 'co64')?.body;
  if (!wide) return numbers(one(table, 'stco'), { at: 8, count: one(table, 'stco').readUInt32BE(4) });
  return Array.from({ length: wide.readUInt32BE(4) }, (_, n) => Number(wide.readBigUInt64BE(8 + n * 8)));
}

const readRuns = (body: Buffer): { first: number; perChunk: number }[] =>
  Array.from({ length: body.readUInt32BE(4) }, (_, n) => ({
    first: body.readUInt32BE(8 + n * 12),
    perChunk: body.readUInt32BE(12 + n * 12),
  }));

function readTimes(body: Buffer): number[] {
  const times: number[] = [];
  let at = 0;
  for (let n = 0; n < body.readUInt32BE(4); n++) {
    for (let left = body.readUInt32BE(8 + n * 8); left > 0; left--, at += body.readUInt32BE(12 + n * 8)) times.push(at);
  }
  return times;
}

function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length;) {
    const short = bytes.readUInt32BE(at);
    const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    expect(size).toBeGreaterThanOrEqual(8);
    boxes.push({
      name: bytes.toString('latin1', at + 4, at + 8),
      body: bytes.subarray(at + (short === 1 ? 16 : 8), at + size),
    });
    at += size;
  }
  return boxes;
}

function one(boxes: readonly Box[], name: string): Buffer {
  const found = boxes.filter((box) => box.name === name);
  expect(found).toHaveLength(1);
  return found[0]!.body;
}

const numbers = (body: Buffer, { at, count }: { at: number; count: number }): number[] =>
  Array.from({ length: count }, (_, n) => body.readUInt32BE(at + n * 4));
