import type { ClipReason, ClipState } from '../../../typings/contract/domain';
import type { ClipDocument, PartDocument } from './documents';
import { dueOf, isOpen } from './parts';

/** One part of a clip, as it was seen: what is due for it follows from its state. */
export interface Step<P extends PartDocument = PartDocument> {
  readonly clip: ClipDocument;
  readonly index: number;
  readonly part: P;
}

/** Reasons that hold for one camera. All others hold for the recorder, so that the rest of its queue waits, too. */
const OF_CAMERA: readonly ClipReason[] = ['same-camera', 'play-failed'];

/**
 * The next step for one recorder, whose clips come in the order of their making; null when none is due. What is in
 * the making is looked at first. A camera that has a part in the making is not asked for another, and while the
 * recorder is busy nobody overtakes the part that found it so.
 */
export function nextStep(clips: readonly ClipDocument[], now: number): Step | null {
  const steps = clips.flatMap((clip) => clip.parts.map((part, index): Step => ({ clip, index, part })));
  const due = steps.filter(({ part }) => dueOf(part) <= now);
  const known = due.find(({ part }) => part.state === 'preparing' || part.state === 'ready');
  if (known) return known;

  const pending = steps.filter(({ part }) => dueOf(part) > now);
  if (pending.some(({ part }) => holdsRecorder(part))) return null;
  const taken = new Set(pending.filter(({ part }) => holdsCamera(part)).map(({ clip }) => clip.channelId));
  return due.find(({ clip }) => !taken.has(clip.channelId)) ?? null;
}

function holdsRecorder(part: PartDocument): boolean {
  if (part.state === 'asking') return true;
  return part.state === 'queued' && part.reason !== null && !OF_CAMERA.includes(part.reason);
}

function holdsCamera(part: PartDocument): boolean {
  return part.state === 'preparing' || (part.state === 'queued' && part.reason !== null);
}

/** The clip with one part replaced, if the part is still as it was seen; null otherwise. */
export function replacePart(clip: ClipDocument, { index, part: seen }: Step, part: PartDocument): ClipDocument | null {
  const current = clip.parts[index];
  const isSeen = current?.state === seen.state && current.asked === seen.asked;
  return isSeen ? { ...clip, parts: clip.parts.with(index, part) } : null;
}

/** What is kept beside the parts, for finding clips by it. */
export function summaryOf(parts: readonly PartDocument[]): Pick<ClipDocument, 'open' | 'dueAt'> {
  return { open: parts.some(isOpen), dueAt: Math.min(...parts.map(dueOf)) };
}

/** Worst first. */
const ORDER: readonly ClipState[] = ['failed', 'expired', 'queued', 'preparing', 'ready'];

export function worstOf(states: readonly ClipState[]): ClipState {
  return ORDER.find((state) => states.includes(state)) ?? 'ready';
}
