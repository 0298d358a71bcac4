import { renderVodSegment, VOD_SEGMENT_MS, writeVodPlaylist } from '../../../sandbox/media/vod';
import { createDecoder } from '../../support/media/h264-decoder';
import { readMark } from '../../support/media/pulled';
import { readTransportStream, splitAnnexB } from '../../support/media/ts-bytes';

const CAMERA = { cloud: 2, device: 41, label: 'STOCKROOM 41' } as const;
const FROM = Date.UTC(2026, 3, 30, 5, 37, 20);
const SPAN = { from: FROM, to: FROM + 2 * VOD_SEGMENT_MS + 1500 };
const LATER = FROM + 3_600_000;
const recorded = { camera: CAMERA, quality: 'sub', span: SPAN } as const;

test('the playlist is closed and names every segment with its length, its instant and the token', () => {
  const request = { path: '/vod/vod_1_1_9/index.m3u8', query: 'token=a%2Fb' };
  expect(writeVodPlaylist(request, SPAN, LATER).split('\n')).toEqual([
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-TARGETDURATION:6',
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PROGRAM-DATE-TIME:2026-04-30T05:37:20.000Z',
    '#EXTINF:6.000,',
    'index-0.ts?token=a%2Fb',
    '#EXT-X-PROGRAM-DATE-TIME:2026-04-30T05:37:26.000Z',
    '#EXTINF:6.000,',
    'index-1.ts?token=a%2Fb',
    '#EXT-X-PROGRAM-DATE-TIME:2026-04-30T05:37:32.000Z',
    '#EXTINF:1.500,',
    'index-2.ts?token=a%2Fb',
    '#EXT-X-ENDLIST',
    '',
  ]);
});

test('of a recording that is still being made, the whole segments are there', () => {
  const request = { path: '/a/index.m3u8', query: '' };
  const names = (now: number) => writeVodPlaylist(request, SPAN, now).match(/^index.*$/gm) ?? [];
  expect(names(FROM + VOD_SEGMENT_MS - 1)).toEqual([]);
  expect(names(FROM + VOD_SEGMENT_MS)).toEqual(['index-0.ts']);
  expect(names(SPAN.to - 1)).toEqual(['index-0.ts', 'index-1.ts']);
  expect(names(SPAN.to)).toHaveLength(3);
  expect(renderVodSegment(recorded, 1, FROM + VOD_SEGMENT_MS)).toBeNull();
});

test('segments made on their own, in any order, are one stream that shows the recorded instants', async () => {
  const made = [2, 0, 1].map((number) => renderVodSegment(recorded, number, LATER)) as Promise<Buffer>[];
  const [last, first, second] = (await Promise.all(made)) as [Buffer, Buffer, Buffer];
  const { video, counters } = readTransportStream(Buffer.concat([first, second, last]));
  for (const values of counters.values()) expect(values).toEqual(values.map((_, index) => index % 16));
  const start = video[0]?.pts ?? 0;
  const decoder = await createDecoder();
  const shown = video.map(({ pts, data }) => {
    const mark = readMark(decoder.decode(...splitAnnexB(data))[0]!, 'sub');
    expect(mark).toMatchObject({ cloud: 2, device: 41, playback: true });
    return [(pts - start) / 90, (mark?.instant ?? 0) - FROM];
  });
  decoder.release();
  expect(shown).toHaveLength(Math.ceil(13.5 * 15));
  for (const [at, instant] of shown) expect(at).toBe(instant);
});

test.each([-1, 3, 1.5])('there is no segment %d', (number) => {
  expect(renderVodSegment(recorded, number, LATER)).toBeNull();
});
