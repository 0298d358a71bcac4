import { FlvMeter } from '../../../sandbox/preview/runtime/live/flv-meter';
import { toNetStatus } from '../../../sandbox/preview/runtime/live/net-status';
import { encodeFlvTag, FLV_HEADER } from '../../../sandbox/media/flv';

const view = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
const KEYFRAME = Buffer.from([0x17, 1, 0, 0, 0, 0]);
const video = (timestamp: number, first: number, type = 1): ArrayBuffer =>
  view(encodeFlvTag({ kind: 'video', timestamp, body: Buffer.from([first, type, 0, 0, 0, 0]) }));

test('the first picture that needs no other is announced once; headers and sound are not', () => {
  const meter = new FlvMeter();
  const messages = [
    view(FLV_HEADER),
    video(0, 0x17, 0),
    view(encodeFlvTag({ kind: 'audio', timestamp: 0, body: Buffer.from([0xaf, 1, 2]) })),
    video(0, 0x27),
    video(40, 0x17),
    video(1040, 0x17),
  ];
  expect(messages.map((message) => meter.push(message))).toEqual([false, false, false, false, true, false]);
});

test('frames, sound and the distance of pictures that need no other are counted', () => {
  const meter = new FlvMeter();
  meter.push(view(encodeFlvTag({ kind: 'video', timestamp: 0, body: KEYFRAME })));
  meter.push(video(1000, 0x27));
  meter.push(video(0x1000000 + 500, 0x17)); // past 24 bits
  expect(meter.read()).toMatchObject({ videoFrames: 3, audioBytes: 0, gopSeconds: (0x1000000 + 500) / 1000 });
});

test('a netstatus tells rates over the time between two samples', () => {
  const readings = { bytes: 0, videoBytes: 0, audioBytes: 0, videoFrames: 0, gopSeconds: 2, jitterMs: 30 };
  const picture = { width: 640, height: 360, bufferedMs: 400, shownFrames: 0 };
  const info = toNetStatus(
    { at: 0, readings, picture },
    {
      at: 2000,
      readings: { ...readings, bytes: 250_000, videoBytes: 225_000, audioBytes: 25_000 },
      picture: { ...picture, shownFrames: 30 },
    },
  );
  expect(info).toMatchObject({
    netSpeed: 1000,
    videoBitrate: 900,
    audioBitrate: 100,
    videoFPS: 15,
    videoGOP: 2,
    videoWidth: 640,
    videoHeight: 360,
    videoCache: 400,
    vSumCacheSize: 6,
    netQualityLevel: 1,
  });
});
