import type { Quality } from './formats';
import { renderSegment } from './hls';
import type { CameraPicture } from './scene';

/** Some tens of megabytes at most. */
const MAX_SEGMENTS = 48;

/** Makes each segment once for all who ask for it, also for those who ask while it is being made. */
export class SegmentCache {
  private readonly segments = new Map<string, Promise<Buffer>>();

  segment(camera: CameraPicture, quality: Quality, number: number): Promise<Buffer> {
    const name = [camera.cloud, camera.device, quality, number, camera.label, camera.recorded === true].join('/');
    const known = this.segments.get(name);
    if (known !== undefined) return known;
    const made = renderSegment(camera, quality, number);
    this.segments.set(name, made);
    const oldest = this.segments.keys().next().value;
    if (this.segments.size > MAX_SEGMENTS && oldest !== undefined) this.segments.delete(oldest);
    return made;
  }
}
