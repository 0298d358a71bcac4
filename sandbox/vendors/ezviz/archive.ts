import { motionSpans, recordedFiles, type DemoCamera, type Span } from '../simulator';
import type { Camera } from './camera';

const hasCard = ({ model }: Camera): boolean => model.capacity['support_disk'] === '1';

/** What the camera's card, or its recorder, holds of a span. */
export const localFiles = (camera: Camera, span: Span, now: number): readonly Span[] =>
  hasCard(camera) ? recordedFiles(camera.demo.device, span, now) : [];

/** What goes into the cloud of a span: whatever moved. */
export const cloudFiles = ({ device }: DemoCamera, span: Span, now: number): readonly Span[] =>
  motionSpans(device, span, now);
