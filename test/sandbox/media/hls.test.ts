import { frameFrom, frameInstant } from '../../../sandbox/media/formats';
import { hasSegment, parseHlsPath, renderSegment, SEGMENT_MS, writePlaylist } from '../../../sandbox/media/hls';
import { createDecoder } from '../../support/media/h264-decoder';
import { readMark } from '../../support/media/pulled';
import { countAdtsFrames, readTransportStream, splitAnnexB } from '../../support/media/ts-bytes';

const camera = { cloud: 2, device: 41, label: 'Stockroom' } as const;
const NOW = Date.UTC(2026, 4, 1, 4, 0, 1);
const FIRST = Math.floor(NOW / SEGMENT_MS) - 4;

test('the playlist names four whole segments beside it, each with the address’s own query', () => {
  const lines = writePlaylist({ path: '/live/live_41_1/index.m3u8', query: 'token=a%2Fb&x' }, NOW).split('\n');
  const segments = lines.filter((line) => line !== '' && !line.startsWith('#'));
  expect(segments).toEqual([0, 1, 2, 3].map((step) => `index-${FIRST + step}.ts?token=a%2Fb&x`));
  expect(lines).toContain(`#EXT-X-MEDIA-SEQUENCE:${FIRST}`);
  expect(lines).toContain('#EXT-X-TARGETDURATION:2');
  expect(lines).not.toContain('#EXT-X-ENDLIST');
});

test('a segment is asked for in the name of its playlist', () => {
  expect(parseHlsPath('/live/a-1/index-77.ts')).toEqual({
    kind: 'segment',
    playlist: '/live/a-1/index.m3u8',
    segment: 77,
  });
  expect(parseHlsPath('/live/a-1.m3u8')).toEqual({ kind: 'playlist', playlist: '/live/a-1.m3u8' });
  expect(parseHlsPath('/live/a.ts')).toBeNull();
  expect(parseHlsPath('/live/a.flv')).toBeNull();
});

test('segments exist from when they are complete until a minute later', () => {
  expect(hasSegment(FIRST + 3, NOW)).toBe(true);
  expect(hasSegment(FIRST + 4, NOW)).toBe(false);
  expect(hasSegment(FIRST - 26, NOW)).toBe(true);
  expect(hasSegment(FIRST - 27, NOW)).toBe(false);
});

describe('three segments, each made on its own', () => {
  const segments = [0, 1, 2].map((step) => renderSegment(camera, 'sub', FIRST + step));
  const whole = Promise.all(segments).then((made) => readTransportStream(Buffer.concat(made)));

  test('are one stream to a player: every counter runs on', async () => {
    const { counters } = await whole;
    expect(counters.size).toBe(4);
    for (const values of counters.values()) expect(values).toEqual(values.map((_, index) => index % 16));
  });

  test('run on in time, picture by picture and sound by sound', async () => {
    const { video, audio } = await whole;
    expect(video).toHaveLength(90);
    const start = video[0]?.pts ?? 0;
    const ticks = video.map((_, index) => Math.round((index * 1000) / 15) * 90);
    for (const [index, { pts }] of video.entries())
      expect(Math.abs(pts - start - (ticks[index] ?? 0))).toBeLessThanOrEqual(90);
    let due = audio[0]?.pts ?? 0;
    let frames = 0;
    for (const { pts, data } of audio) {
      expect(pts).toBe(due);
      frames += countAdtsFrames(data);
      due = pts + countAdtsFrames(data) * 64 * 90;
    }
    expect(frames * 64).toBeGreaterThan(5900);
  });

  test('are decodable and show the right camera at every instant', async () => {
    const decoder = await createDecoder();
    const marks = (await whole).video.flatMap(({ data }) => decoder.decode(...splitAnnexB(data)));
    const first = frameFrom(FIRST * SEGMENT_MS);
    expect(marks.map((picture) => readMark(picture, 'sub'))).toEqual(
      Array.from({ length: 90 }, (_, n) => ({
        cloud: 2,
        device: 41,
        playback: false,
        instant: frameInstant(first + n),
      })),
    );
    decoder.release();
  });
});

test('a segment begins with parameter sets and a key picture, so that a player can begin there', async () => {
  const { video } = readTransportStream(await renderSegment(camera, 'main', FIRST));
  const types = splitAnnexB(video[0]?.data ?? Buffer.alloc(0)).map((nal) => nal.readUInt8(0) & 31);
  expect(types).toEqual([9, 7, 8, 5]);
});
