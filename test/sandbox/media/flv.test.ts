import fc from 'fast-check';
import { encodeFlvTag, FLV_HEADER, FlvReader, type FlvTag } from '../../../sandbox/media/flv';
import { readFlvBytes } from '../../support/media/flv-bytes';

const tags = fc.array(
  fc.record({
    kind: fc.constantFrom<FlvTag['kind']>('audio', 'video', 'script'),
    timestamp: fc.nat(0xffffffff),
    body: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  }),
  { maxLength: 6 },
);
const TYPES = { audio: 8, video: 9, script: 18 } as const;

test('tags stand in the file as the specification says', () => {
  fc.assert(
    fc.property(tags, (list) => {
      const read = readFlvBytes(Buffer.concat([FLV_HEADER, ...list.map(encodeFlvTag)]));
      expect(read).toEqual(list.map(({ kind, timestamp, body }) => ({ type: TYPES[kind], timestamp, body })));
    }),
  );
});

test('tags are read whatever the pieces in which they arrive', () => {
  fc.assert(
    fc.property(tags, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (list, sizes) => {
      const bytes = Buffer.concat([FLV_HEADER, ...list.map(encodeFlvTag)]);
      const reader = new FlvReader();
      const read: FlvTag[] = [];
      for (let at = 0, turn = 0; at < bytes.length; turn++) {
        const size = sizes[turn % sizes.length] ?? 1;
        read.push(...reader.push(bytes.subarray(at, at + size)));
        at += size;
      }
      expect(read).toEqual(list);
    }),
  );
});

test('what is not FLV is refused at its first bytes', () => {
  expect(() => new FlvReader().push(Buffer.from('<html>'))).toThrow('not FLV');
});

test('a tag whose trailing size is wrong is refused', () => {
  const tag = encodeFlvTag({ kind: 'audio', timestamp: 0, body: Buffer.from([1, 2, 3]) });
  tag.writeUInt32BE(99, tag.length - 4);
  expect(() => new FlvReader().push(Buffer.concat([FLV_HEADER, tag]))).toThrow('wrong size');
});
