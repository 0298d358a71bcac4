import { CLIP_FPS, type ClipSource } from '../../../sandbox/media/clip';
import { renderMp4 } from '../../../sandbox/media/mp4';
import { createDecoder, type H264Decoder } from '../../support/media/h264-decoder';
import { readMp4Bytes, type Mp4Track } from '../../support/media/mp4-bytes';
import { readMark } from '../../support/media/pulled';

const FROM = Date.UTC(2026, 3, 30, 5, 37, 20);
const SECOND = 1000;
const source: ClipSource = {
  camera: { cloud: 1, device: 7, label: 'CASHIER 07' },
  quality: 'sub',
  spans: [
    { from: FROM, to: FROM + 12 * SECOND },
    { from: FROM + 60 * SECOND, to: FROM + 61 * SECOND },
  ],
};
const PICTURES = 13 * CLIP_FPS;

let decoder: H264Decoder;
let bytes: Buffer;
beforeAll(async () => {
  decoder = await createDecoder();
  bytes = await renderMp4(source, { hasSound: true });
});
afterAll(() => decoder.release());

/** Parameter sets out of the `avcC` box, then the NAL units of each sample. */
function nalsOf({ description, samples }: Mp4Track): Buffer[][] {
  const record = description.subarray(description.indexOf('avcC') + 4);
  const spsEnd = 8 + record.readUInt16BE(6);
  const pps = record.subarray(spsEnd + 3, spsEnd + 3 + record.readUInt16BE(spsEnd + 1));
  const [first = [], ...rest] = samples.map((sample) => {
    expect(sample.readUInt32BE(0)).toBe(sample.length - 4);
    return [sample.subarray(4)];
  });
  return [[record.subarray(8, spsEnd), pps, ...first], ...rest];
}

test('an MP4 file has its index in front of its media, and both last as long as what was recorded', () => {
  const { boxes, tracks } = readMp4Bytes(bytes);
  expect(boxes).toEqual(['ftyp', 'moov', 'mdat']);
  expect(tracks.map(({ codec }) => codec)).toEqual(['avc1', 'mp4a']);
  for (const { durationMs } of tracks) expect(Math.abs(durationMs - 13 * SECOND)).toBeLessThan(200);
});

test('each picture stands at its time, shows the instant that was recorded, and can be begun at every ten seconds', () => {
  const [video] = readMp4Bytes(bytes).tracks;
  expect(video!.times).toEqual(Array.from({ length: PICTURES }, (_, n) => n * (SECOND / CLIP_FPS)));
  expect(video!.keys).toEqual([0, 10 * CLIP_FPS]);
  const marks = nalsOf(video!).map((nals) => readMark(decoder.decode(...nals).at(-1)!, 'sub'));
  const instants = marks.map((mark) => (mark?.instant ?? 0) - FROM);
  expect(marks[0]).toMatchObject({ cloud: 1, device: 7, playback: true });
  expect(instants).toEqual(video!.times.map((at) => (at < 12 * SECOND ? at : at + 48 * SECOND)));
});

test('sound is AAC, frame upon frame without a hole; it can be left out', async () => {
  const sound = readMp4Bytes(bytes).tracks[1]!;
  expect(sound.description.includes(Buffer.from([0x14, 0x08]))).toBe(true);
  expect(sound.times).toEqual(sound.times.map((_, n) => n * 64));
  const silent = readMp4Bytes(await renderMp4(source, { hasSound: false }));
  expect(silent.tracks.map(({ codec }) => codec)).toEqual(['avc1']);
});

test('the same source gives as many bytes, so that a length told before holds', async () => {
  expect(await renderMp4(source, { hasSound: true })).toHaveLength(bytes.length);
});
