import type { Right } from '../../../typings/contract/domain';
import type { ClipDocument } from '../../core/clips/documents';
import { CallError } from '../../core/errors';
import type { CallContext } from '../../core/handler';
import type { Deed } from '../../core/audit/on-record';

const RIGHT: Right = 'capture';
/** A recorder hands out one part after the other: nobody may fill its queue for everybody else. */
const MOST_OPEN = 20;

/** A clip that the caller made; anybody else's is answered like one that is not there. */
export async function findOwn({ clips, person }: CallContext, id: string): Promise<ClipDocument> {
  const clip = await clips.find(id);
  if (clip?.person !== person) throw noSuchClip();
  return clip;
}

/** A clip that the caller made of a camera that they may still make clips of. */
export async function useOwn(context: CallContext, id: string): Promise<ClipDocument> {
  const clip = await findOwn(context, id);
  await context.allow(clip.channelId, RIGHT);
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
