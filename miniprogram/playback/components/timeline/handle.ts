import type { Span, TimelinePast } from '../../utils/timeline/past';

/** Payload of `seek` and `reach`: epoch ms. */
export interface MomentDetail {
  readonly at: number;
}

/** What a page does with the timeline: `selectComponent('#timeline')`. None of it sets data while something moves. */
export interface TimelineHandle {
  showPast(past: TimelinePast): void;
  /** Where the picture is, epoch ms; of no account while a finger or its momentum moves the timeline. */
  follow(at: number): void;
  /** The stretch of a clip, whose ends can then be dragged; null takes it away. */
  select(span: Span | null): void;
  zoomTo(spanMs: number): void;
}
