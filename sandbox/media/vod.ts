import type { RecordedAnswer } from './audience';
import { renderStretch, segmentNames, type PlaylistAddress } from './hls';
import type { Span } from './span';

/** Segment `k` of a recording begins so many ms times `k` after the recording does. */
export const VOD_SEGMENT_MS = 6000;

type Recorded = Pick<RecordedAnswer, 'camera' | 'quality' | 'span'>;

/**
 * The closed playlist of what of a recording is there at an instant: a player may go to any point of it. Of one that is
 * still being made, whole segments are there.
 */
export function writeVodPlaylist(request: PlaylistAddress, span: Span, now: number): string {
  const nameOf = segmentNames(request);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXT-X-TARGETDURATION:${VOD_SEGMENT_MS / 1000}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
  ];
  segmentsOf(span, now).forEach(({ from, to }, number) => {
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(from).toISOString()}`);
    lines.push(`#EXTINF:${((to - from) / 1000).toFixed(3)},`, nameOf(number));
  });
  return `${[...lines, '#EXT-X-ENDLIST'].join('\n')}\n`;
}

/** A segment of a recording, made from its number; null when the recording has no such segment. */
export function renderVodSegment(
  { camera, quality, span }: Recorded,
  number: number,
  now: number,
): Promise<Buffer> | null {
  const segment = segmentsOf(span, now)[number];
  return segment ? renderStretch({ camera: { ...camera, recorded: true }, quality }, segment, span.from) : null;
}

function segmentsOf({ from, to }: Span, now: number): Span[] {
  const whole = Math.floor((now - from) / VOD_SEGMENT_MS) * VOD_SEGMENT_MS;
  const end = to <= now ? to : from + whole;
  const segments: Span[] = [];
  for (let at = from; at < end; at += VOD_SEGMENT_MS)
    segments.push({ from: at, to: Math.min(end, at + VOD_SEGMENT_MS) });
  return segments;
}
