import fc from 'fast-check';
import { ChunkReader, encodeMessage, type RtmpMessage } from '../../../sandbox/media/rtmp-chunks';

function read(bytes: Buffer, pieces: readonly number[] = [bytes.length]): RtmpMessage[] {
  const messages: RtmpMessage[] = [];
  const reader = new ChunkReader((message) => messages.push(message));
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = pieces[turn % pieces.length] ?? bytes.length;
    reader.push(bytes.subarray(at, at + size));
    at += size;
  }
  return messages;
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replace(/\s/g, ''), 'hex');

test('the four audio messages of the specification’s first example are read', () => {
  const body = 'aa'.repeat(32);
  const bytes = bytesOf(`03 0003e8 000020 08 39300000 ${body}  83 000014 ${body}  c3 ${body}  c3 ${body}`);
  const messages = read(bytes);
  expect(messages.map(({ timestamp }) => timestamp)).toEqual([1000, 1020, 1040, 1060]);
  expect(messages.every(({ type, stream, body: { length } }) => type === 8 && stream === 12345 && length === 32)).toBe(
    true,
  );
});

test('the long video message of the second example is put together from its three chunks', () => {
  const bytes = bytesOf(
    `04 0003e8 000133 09 3a300000 ${'01'.repeat(128)}  c4 ${'02'.repeat(128)}  c4 ${'03'.repeat(51)}`,
  );
  const [message] = read(bytes);
  expect(message?.timestamp).toBe(1000);
  expect(message?.stream).toBe(12346);
  expect(message?.body.toString('hex')).toBe('01'.repeat(128) + '02'.repeat(128) + '03'.repeat(51));
});

test('messages come back as they were sent, in any chunk size and any pieces', () => {
  const message = fc.record({
    type: fc.constantFrom(8, 9, 18, 20),
    stream: fc.nat(0xffffffff),
    timestamp: fc.oneof(fc.nat(0xffffffff), fc.integer({ min: 0xfffffe, max: 0x1000001 })),
    body: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  });
  const sent = fc.array(fc.tuple(message, fc.integer({ min: 3, max: 63 })), { minLength: 1, maxLength: 5 });
  const pieces = fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1 });
  fc.assert(
    fc.property(sent, fc.integer({ min: 1, max: 200 }), pieces, (list, size, sizes) => {
      const announced = Buffer.alloc(4);
      announced.writeUInt32BE(size);
      const announcement = encodeMessage({ type: 1, stream: 0, timestamp: 0, body: announced }, 2, 128);
      const bytes = Buffer.concat([announcement, ...list.map(([one, channel]) => encodeMessage(one, channel, size))]);
      expect(read(bytes, sizes)).toEqual(list.map(([one]) => one));
    }),
  );
});

test('chunk streams with wide numbers do not mix', () => {
  const bytes = bytesOf('00 05 000001 000002 08 00000000 0102  01 0500 000002 000002 09 00000000 0304');
  expect(read(bytes).map(({ type, timestamp, body }) => [type, timestamp, body.toString('hex')])).toEqual([
    [8, 1, '0102'],
    [9, 2, '0304'],
  ]);
});

test('a message that its sender gives up is forgotten', () => {
  const half = `04 000000 000100 09 00000000 ${'ee'.repeat(128)}`;
  const abort = '02 000000 000004 02 00000000 00000004';
  const whole = '04 000005 000001 09 00000000 77';
  expect(read(bytesOf(half + abort + whole)).map(({ body }) => body.toString('hex'))).toEqual(['77']);
});

test('a message of absurd length is refused before it is stored', () => {
  expect(() => read(bytesOf('03 000000 ffffff 09 00000000'))).toThrow('too long');
});
