import { motionSpans, recordedFiles, type DemoCamera, type Span } from '../simulator';
import type { Camera } from './camera';
import { diskOf } from './disks';

/** What the camera's card, or its recorder, holds of a span; a card that is not in order holds nothing. */
export const localFiles = (camera: Camera, span: Span, now: number): readonly Span[] =>
  diskOf(camera) === '0' ? recordedFiles(camera.demo.device, span, now) : [];

/** What goes into the cloud of a span: whatever moved. */
export const cloudFiles = ({ device }: DemoCamera, span: Span, now: number): readonly Span[] =>
  motionSpans(device, span, now);
