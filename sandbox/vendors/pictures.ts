import { Readable } from 'node:stream';
import type { DemoCamera, FleetVendor } from '../fleet';
import { renderClip, type ClipSource } from '../media/clip';
import { renderMp4 } from '../media/mp4';
import type { Look } from '../media/look';
import type { Shows, StreamAnswer } from '../media/origin';
import type { Span } from '../media/span';
import { renderStill } from '../media/still';
import { recordedFiles, recordedStretch } from './recordings';

/** How long a flaky camera's stream lasts. */
const FLAKY_MS = 5_000;
const CLOUD_NUMBER = { ezviz: 1, onenet: 2, ovopark: 3 } as const satisfies Record<FleetVendor, number>;
const REFUSED: StreamAnswer = { kind: 'refused', reason: 'not-found' };

interface Lines {
  readonly isOffline: (camera: DemoCamera) => boolean;
  readonly now: () => number;
}

export interface Watch {
  readonly camera: DemoCamera;
  /** How it stood at an instant of the last minute and a half. */
  readonly look: (instant: number) => Look;
  readonly quality: 'main' | 'sub';
  readonly onJoin?: () => void;
  readonly onLeave?: () => void;
}

/** The camera's picture, for a viewer whom the vendor lets in; a camera without a line has none. */
export function watch({ camera, look, ...viewing }: Watch, { isOffline }: Pick<Lines, 'isOffline'>): StreamAnswer {
  if (isOffline(camera)) return REFUSED;
  return {
    kind: 'live',
    camera: { ...pictureOf(camera), look },
    ...(camera.trait === 'flaky' && { cutAfterMs: FLAKY_MS }),
    ...viewing,
  };
}

/**
 * What the camera's own memory holds, from the first recorded instant of the span to the next gap or the span's end.
 * Without anything recorded, or without a line, there is no stream.
 */
export function watchRecorded(
  camera: DemoCamera,
  span: Span,
  { isOffline, now, speed = 1 }: Lines & { speed?: number },
) {
  const stretch = recordedStretch(camera.device, span, now());
  if (isOffline(camera) || !stretch) return REFUSED;
  return watchStretch(camera, stretch, { place: 'device', speed });
}

/** A stretch that was recorded throughout, whatever the camera does now. */
export const watchStretch = (
  camera: DemoCamera,
  span: Span,
  { place, speed = 1 }: { readonly place: Exclude<Shows, 'live'>; readonly speed?: number },
): StreamAnswer => ({ kind: 'recorded', camera: pictureOf(camera), quality: 'sub', place, span, speed });

const pictureOf = ({ vendor, device, label }: DemoCamera) => ({ cloud: CLOUD_NUMBER[vendor], device, label });

/** What a camera that stands so sees at an instant, as a JPEG file. */
export const takeStill = (camera: DemoCamera, look: Look, instant: number): Buffer =>
  renderStill({ ...pictureOf(camera), look: () => look }, instant);

/** A file ready to be sent. */
export interface MadeFile {
  readonly bytes: number;
  readonly body: Readable;
}

/**
 * What was recorded of a span, as an FLV file; gaps are left out. It is made before it is sent, about 0.07 s for each
 * minute, because its length must be told first.
 */
export async function recordedFlv(camera: DemoCamera, span: Span, now: number): Promise<MadeFile> {
  const source = sourceOf(camera, recordedFiles(camera.device, span, now), span);
  const pieces: Buffer[] = [];
  for await (const piece of renderClip(source)) pieces.push(piece);
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  return { bytes, body: Readable.from(pieces, { objectMode: false }) };
}

/** What `files` hold of a span, as an MP4 file. */
export const recordedMp4 = (
  camera: DemoCamera,
  { files, span, hasSound }: { readonly files: readonly Span[]; readonly span: Span; readonly hasSound: boolean },
): Promise<Buffer> => renderMp4(sourceOf(camera, files, span), { hasSound });

const sourceOf = (camera: DemoCamera, files: readonly Span[], { from, to }: Span): ClipSource => ({
  camera: pictureOf(camera),
  quality: 'sub',
  spans: files
    .map((file) => ({ from: Math.max(from, file.from), to: Math.min(to, file.to) }))
    .filter((part) => part.from < part.to),
});
