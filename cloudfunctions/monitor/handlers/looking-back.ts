import type { ChannelId, RecordingPlace } from '../../../typings/contract/domain';
import type { CloudVideos, Recordings } from '../../core/capabilities';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext } from '../../core/handler';
import type { Driver } from '../../core/ports';

/** The clocks of phone, store and vendor need not agree to the second. */
const CLOCKS_DIFFER_MS = 60_000;

/** Refuses a time that has not come. */
export function assertPast(at: number, { now }: Pick<CallContext, 'now'>): void {
  if (at > now + CLOCKS_DIFFER_MS) throw new CallError('invalid-argument', 'that time has not come');
}

/** The way to what a camera recorded at a place. */
export async function reachRecordings(
  context: CallContext,
  { channelId, place }: { readonly channelId: ChannelId; readonly place: RecordingPlace },
): Promise<{ readonly channel: ChannelDocument; readonly recordings: Recordings }> {
  const { channel, driver } = await context.reach(channelId, 'playback');
  return { channel, recordings: recordingsOf(driver, place) };
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
