/** A tag as the FLV specification lays it out. */
export interface RawTag {
  readonly type: number;
  readonly timestamp: number;
  readonly body: Buffer;
}

/** Reads a whole number of FLV tags, checking every size. Written from the specification, apart from our own reader. */
export function readFlvBytes(bytes: Buffer): RawTag[] {
  expect(bytes.subarray(0, 9).toString('hex')).toBe('464c56010500000009');
  expect(bytes.readUInt32BE(9)).toBe(0);
  const tags: RawTag[] = [];
  let at = 13;
  while (at + 11 <= bytes.length) {
    const size = (bytes.readUInt16BE(at + 1) << 8) | bytes.readUInt8(at + 3);
    if (at + 15 + size > bytes.length) break;
    const low = (bytes.readUInt16BE(at + 4) << 8) | bytes.readUInt8(at + 6);
    expect(bytes.subarray(at + 8, at + 11).toString('hex')).toBe('000000');
    expect(bytes.readUInt32BE(at + 11 + size)).toBe(size + 11);
    const timestamp = low + bytes.readUInt8(at + 7) * 2 ** 24;
    tags.push({ type: bytes.readUInt8(at), timestamp, body: bytes.subarray(at + 11, at + 11 + size) });
    at += 15 + size;
  }
  return tags;
}

/** The NAL units in the body of a video tag: parameter sets of a configuration, or the picture's slices. */
export function nalsOf(body: Buffer): Buffer[] {
  if (body.readUInt8(1) === 0) {
    const spsLength = body.readUInt16BE(11);
    const pps = 13 + spsLength + 1;
    return [body.subarray(13, 13 + spsLength), body.subarray(pps + 2, pps + 2 + body.readUInt16BE(pps))];
  }
  const nals: Buffer[] = [];
  for (let at = 5; at < body.length; at += 4 + body.readUInt32BE(at)) {
    nals.push(body.subarray(at + 4, at + 4 + body.readUInt32BE(at)));
  }
  return nals;
}
