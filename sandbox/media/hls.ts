import { AAC_FRAME_MS, aacFrame, aacFrameFrom } from './aac';
import { setImmediate } from 'node:timers/promises';
import { Footage } from './footage';
import { frameFrom, frameInstant, type Quality } from './formats';
import { makeSegment, type TsUnit } from './mpeg-ts';
import type { CameraPicture } from './scene';
import type { Span } from './span';

/** Segment `k` covers [k, k + 1) × this many ms of wall time. */
export const SEGMENT_MS = 2000;
const PLAYLIST_SEGMENTS = 4;
/** Segments stay this long behind the live edge. */
const KEPT_SEGMENTS = 30;
const TICKS_PER_MS = 90;
const PLAYLIST_PATH = /^(.*)\.m3u8$/;
const SEGMENT_PATH = /^(.*)-(\d{1,12})\.ts$/;

/** What an HLS path asks for; `playlist` is the path of the playlist it belongs to. Null when it is no HLS path. */
export type HlsRequest =
  | { readonly kind: 'playlist'; readonly playlist: string }
  | { readonly kind: 'segment'; readonly playlist: string; readonly segment: number };

export function parseHlsPath(path: string): HlsRequest | null {
  if (PLAYLIST_PATH.test(path)) return { kind: 'playlist', playlist: path };
  const [, stem, number] = SEGMENT_PATH.exec(path) ?? [];
  return stem === undefined ? null : { kind: 'segment', playlist: `${stem}.m3u8`, segment: Number(number) };
}

export interface PlaylistAddress {
  readonly path: string;
  readonly query: string;
}

/** Segments stand beside their playlist and carry its query, and with it the token. */
export function segmentNames({ path, query }: PlaylistAddress): (segment: number) => string {
  const stem = (PLAYLIST_PATH.exec(path)?.[1] ?? path).split('/').at(-1) ?? '';
  const suffix = query === '' ? '' : `?${query}`;
  return (segment) => `${stem}-${segment}.ts${suffix}`;
}

/** The live playlist of an instant. */
export function writePlaylist(request: PlaylistAddress, now: number): string {
  const edge = Math.floor(now / SEGMENT_MS);
  const first = edge - PLAYLIST_SEGMENTS;
  const nameOf = segmentNames(request);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${SEGMENT_MS / 1000}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(first * SEGMENT_MS).toISOString()}`,
  ];
  for (let segment = first; segment < edge; segment++) {
    lines.push(`#EXTINF:${(SEGMENT_MS / 1000).toFixed(3)},`, nameOf(segment));
  }
  return `${lines.join('\n')}\n`;
}

/** True for a segment that is complete and not yet dropped. */
export function hasSegment(segment: number, now: number): boolean {
  const edge = Math.floor(now / SEGMENT_MS);
  return segment < edge && segment >= edge - KEPT_SEGMENTS;
}

/** A segment is made from its number alone; nothing is stored. */
export const renderSegment = (camera: CameraPicture, quality: Quality, segment: number): Promise<Buffer> =>
  renderStretch({ camera, quality }, { from: segment * SEGMENT_MS, to: (segment + 1) * SEGMENT_MS }, 0);

/**
 * A stretch as MPEG-TS; the stream's own clock is zero at `zero` (epoch ms). Gives other streams a turn between
 * pictures.
 */
export async function renderStretch(
  { camera, quality }: { readonly camera: CameraPicture; readonly quality: Quality },
  { from, to }: Span,
  zero: number,
): Promise<Buffer> {
  const footage = new Footage(camera, quality);
  const end = frameFrom(to);
  const soundEnd = aacFrameFrom(to);
  const units: TsUnit[] = [];
  let sound = aacFrameFrom(from);
  for (let n = frameFrom(from); n < end; n++) {
    const { key, slice } = footage.frame(n, false);
    const { sps, pps } = footage.parameterSets;
    const ticks = (frameInstant(n) - zero) * TICKS_PER_MS;
    units.push({ kind: 'video', key, nals: key ? [sps, pps, slice] : [slice], ticks });
    const until = n + 1 === end ? soundEnd : Math.min(soundEnd, aacFrameFrom(frameInstant(n + 1)));
    if (until > sound) units.push(soundUnit(sound, until, zero));
    sound = Math.max(sound, until);
    await setImmediate();
  }
  return makeSegment(units);
}

function soundUnit(from: number, until: number, zero: number): TsUnit {
  const frames = Array.from({ length: until - from }, (_, index) => aacFrame(from + index));
  return { kind: 'audio', frames, ticks: (from * AAC_FRAME_MS - zero) * TICKS_PER_MS };
}
