import fc from 'fast-check';
import { readMp3, type VoiceRecording } from '../../../../cloudfunctions/core/talk/mp3';
import { FRAME_BYTES, FRAME_MS, join, makeFrame, makeMp3 } from '../../../support/make-mp3';

const id3 = (length: number, flags = 0): Uint8Array => {
  const size = [21, 14, 7, 0].map((shift) => (length >> shift) & 127);
  return join(Buffer.from([0x49, 0x44, 0x33, 4, 0, flags, ...size]), new Uint8Array(length).fill(0xff));
};
const oldTag = (): Uint8Array => join(Buffer.from('TAG'), new Uint8Array(125));
const recordingOf = (bytes: Uint8Array): VoiceRecording => {
  const read = readMp3(bytes);
  if (typeof read === 'string') throw new Error(read);
  return read;
};

test('a message lasts as long as its frames', () => {
  expect(recordingOf(makeMp3(84))).toEqual({ durationMs: 84 * FRAME_MS, frames: makeMp3(84) });
});

test('the smallest and the largest frames are read alike', () => {
  // 8 kbit/s with a byte more, and 160 kbit/s: 72 × bitrate / sample rate.
  const bytes = join(
    ...Array.from({ length: 20 }, () => makeFrame({ bitrate: 1, padding: 1 }, 37)),
    makeMp3(20, { bitrate: 14 }, 720),
  );
  expect(recordingOf(bytes).durationMs).toBe(40 * FRAME_MS);
});

test.each([
  ['a tag before', join(id3(300), makeMp3(30))],
  ['two tags before, one with a footer', join(id3(5), id3(40, 0x10), new Uint8Array(10), makeMp3(30))],
  ['an old tag behind', join(makeMp3(30), oldTag())],
  ['a last frame cut short', join(makeMp3(30), makeFrame().subarray(0, 100))],
])('%s is left off', (_, bytes) => {
  expect(recordingOf(bytes)).toEqual({ durationMs: 30 * FRAME_MS, frames: makeMp3(30) });
});

test('a recorder that stops a little after the minute loses what is too much', () => {
  const { frames, durationMs } = recordingOf(makeMp3(1676));
  expect(durationMs).toBe(59_976);
  expect(frames).toHaveLength(1666 * FRAME_BYTES);
});

test.each([
  ['nothing', new Uint8Array(), 'no-mp3'],
  ['a tag only', id3(20), 'no-mp3'],
  ['less than a frame', makeFrame().subarray(0, 100), 'no-mp3'],
  ['text', Buffer.from('<html>not found</html>'), 'no-mp3'],
  ['a WAV file', Buffer.from('RIFF....WAVEfmt '), 'no-mp3'],
  ['a tag that is longer than the file', id3(300).subarray(0, 100), 'no-mp3'],
  ['bytes between frames', join(makeMp3(30), Buffer.from([0]), makeMp3(30)), 'no-mp3'],
  ['bytes behind the frames', join(makeMp3(30), Buffer.from('<script>')), 'no-mp3'],
  ['Layer II', makeMp3(60, { layer: 2 }), 'wrong-layer'],
  ['AAC frames', Buffer.from([0xff, 0xf1, 0x60, 0x40, 0, 0, 0]), 'no-mp3'],
  ['44.1 kHz', makeMp3(60, { version: 3, rate: 0 }), 'wrong-rate'],
  ['8 kHz', makeMp3(60, { version: 0 }), 'wrong-rate'],
  ['two channels', makeMp3(60, { channels: 1 }), 'not-mono'],
  ['a stereo frame among others', join(makeMp3(30), makeFrame({ channels: 0 }), makeMp3(30)), 'not-mono'],
  ['no bitrate', makeMp3(60, { bitrate: 0 }), 'no-mp3'],
  ['a bitrate that is none', makeMp3(60, { bitrate: 15 }), 'no-mp3'],
  ['a version that is none', makeMp3(60, { version: 1 }), 'no-mp3'],
  ['0.97 s', makeMp3(27), 'too-short'],
  ['61 s', makeMp3(1695), 'too-long'],
])('%s is refused', (_, bytes, fault) => {
  expect(readMp3(bytes)).toBe(fault);
});

test('a second is enough', () => {
  expect(recordingOf(makeMp3(28)).durationMs).toBe(1008);
});

test('whatever the bytes, it ends, and what it lets through is frames of ours from end to end', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 50 }),
    fc.integer({ min: 1, max: 60 }).map((count) => makeMp3(count)),
    fc.constant(id3(10)),
    fc.constant(oldTag()),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const read = readMp3(join(...pieces));
      if (typeof read === 'string') return;
      expect(read.frames.length).toBe((read.durationMs / FRAME_MS) * FRAME_BYTES);
      for (let at = 0; at < read.frames.length; at += FRAME_BYTES) {
        expect([...read.frames.subarray(at, at + 4)]).toEqual([0xff, 0xf3, 0x68, 0xc0]);
      }
    }),
  );
});
