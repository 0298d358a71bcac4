import { createHash } from 'node:crypto';
import { recordedFiles, type DemoCamera, type Span } from '../simulator';
import type { Camera } from './camera';

const MINUTE_MS = 60_000;

const hasCard = ({ model }: Camera): boolean => model.capacity['support_disk'] === '1';

/** What the camera's card, or its recorder, holds of a span. */
export const localFiles = (camera: Camera, span: Span, now: number): readonly Span[] =>
  hasCard(camera) ? recordedFiles(camera.demo.device, span, now) : [];

/** What goes into the cloud of a span: clips of half a minute to two minutes, one in every ten that were recorded. */
export function cloudFiles({ device }: DemoCamera, span: Span, now: number): readonly Span[] {
  const clips: Span[] = [];
  for (const file of recordedFiles(device, span, now)) {
    for (let slot = Math.ceil(file.from / (10 * MINUTE_MS)); ; slot++) {
      const from = slot * 10 * MINUTE_MS + (draw(device, slot, 'start') % 6) * MINUTE_MS;
      const to = from + 30_000 + (draw(device, slot, 'length') % 90) * 1_000;
      if (to > file.to) break;
      clips.push({ from, to });
    }
  }
  return clips.filter(({ from, to }) => from < span.to && to > span.from);
}

const draw = (device: number, slot: number, purpose: string): number =>
  createHash('md5').update([purpose, device, slot].join('|')).digest().readUInt32BE(0);
