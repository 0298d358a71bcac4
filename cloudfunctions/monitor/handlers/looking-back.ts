import type { ChannelId, RecordingPlace, Segment } from '../../../typings/contract/domain';
import type { CloudVideos, Recordings, Span } from '../../core/capabilities';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext } from '../../core/handler';
import type { Driver } from '../../core/ports';
import { segmentsIn } from '../../core/segments';
import { stretchesAt } from '../../core/shared-past';

/** The clocks of phone, store and vendor need not agree to the second. */
const CLOCKS_DIFFER_MS = 60_000;

/** Refuses a time that has not come. */
export function assertPast(at: number, { now }: Pick<CallContext, 'now'>): void {
  if (at > now + CLOCKS_DIFFER_MS) throw new CallError('invalid-argument', 'that time has not come');
}

/** What a camera recorded at a place, and how much of it the caller may look back to. */
export interface ReachedPast {
  readonly channel: ChannelDocument;
  readonly recordings: Recordings;
  /** In order and apart; null for all of the past. */
  readonly stretches: readonly Span[] | null;
}

/** The way to what a camera recorded at a place, if any of it is the caller's to see. */
export async function reachRecordings(
  context: CallContext,
  { channelId, place }: { readonly channelId: ChannelId; readonly place: RecordingPlace },
): Promise<ReachedPast> {
  const { channel, driver, bounds } = await context.reachPast(channelId);
  return { channel, stretches: stretchesAt(bounds, place), recordings: recordingsOf(driver, place) };
}

/** What was recorded in these spans, which are in order, by one vendor call; nothing reaches over their ends. */
export async function listSegments(
  { channel, recordings }: Pick<ReachedPast, 'channel' | 'recordings'>,
  place: RecordingPlace,
  spans: readonly Span[],
): Promise<readonly Segment[]> {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return [];
  const found = await recordings.list(channel.address, { place, from: first.from, to: last.to });
  return spans.flatMap((span) => segmentsIn(span, found));
}

/** What the vendor plays and lists at a place. */
export function recordingsOf({ recordings }: Driver, place: RecordingPlace): Recordings {
  if (!recordings?.places.includes(place)) throw new CallError('unsupported', 'the vendor offers no such recordings');
  return recordings;
}

/** The recordings that the vendor keeps under names. */
export function videosOf({ videos }: Driver): CloudVideos {
  if (!videos) throw new CallError('unsupported', 'the vendor keeps no recordings under names');
  return videos;
}
