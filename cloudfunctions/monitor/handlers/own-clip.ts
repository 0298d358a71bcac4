import type { ChannelId, Right } from '../../../typings/contract/domain';
import type { ClipDocument } from '../../core/clips/documents';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext } from '../../core/handler';
import type { Deed } from '../../core/audit/on-record';
import { pastOn, rightsOn } from '../../core/rights';

/** A clip takes the past along: it needs the right to do so, and the right to see it. */
const RIGHTS: readonly Right[] = ['playback', 'capture'];
/** A recorder hands out one part after the other: nobody may fill its queue for everybody else. */
const MOST_OPEN = 20;

/** A clip that the caller made; anybody else's is answered like one that is not there. */
export async function findOwn({ clips, person }: CallContext, id: string): Promise<ClipDocument> {
  const clip = await clips.find(id);
  if (clip?.person !== person) throw noSuchClip();
  return clip;
}

/** A camera that the caller may make clips of. */
export async function allowClips(context: CallContext, channelId: ChannelId): Promise<void> {
  for (const right of RIGHTS) await context.allow(channelId, right);
}

/** The channels of these that the caller may make clips of. */
export function clippable({ grants }: CallContext, channels: readonly ChannelDocument[]): readonly ChannelDocument[] {
  return channels.filter((channel) => {
    const held = rightsOn(grants, channel);
    return RIGHTS.every((right) => held.includes(right)) && pastOn(grants, channel) === null;
  });
}

/** A clip that the caller made of a camera that they may still make clips of. */
export async function useOwn(context: CallContext, id: string): Promise<ClipDocument> {
  const clip = await findOwn(context, id);
  await allowClips(context, clip.channelId);
  return clip;
}

/** Refuses one more clip to whom enough are waiting. */
export async function assertRoom({ clips, person }: CallContext): Promise<void> {
  if ((await clips.countOpen(person)) >= MOST_OPEN) throw new CallError('rate-limited', 'too many clips are waiting');
}

export const noSuchClip = (): CallError => new CallError('not-found', 'no such clip');

/** What the audit tells of something done with a clip. */
export function deedOf(clip: ClipDocument): Pick<Deed, 'channel' | 'past'> {
  const { channelId, storeId, cameraName, storeName, place, from, to } = clip;
  return { channel: { _id: channelId, storeId, name: cameraName, storeName }, past: { place, from, to } };
}
