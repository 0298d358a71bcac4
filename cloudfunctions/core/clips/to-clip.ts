import type { Clip, ClipPart } from '../../../typings/contract/domain';
import { offsetsIn } from '../zoned-day';
import type { ClipDocument, PartDocument } from './documents';
import { worstOf } from './plan';

/** What a phone may know of a clip. */
export function toClip(document: ClipDocument, now: number): Clip {
  const { _id: id, channelId, cameraName, storeName, place, from, to, createdAt, format } = document;
  const parts = document.parts.map((part) => toPart(part, now));
  const state = worstOf(parts.map((part) => part.state));
  const offsets = offsetsIn(document.zone, { from, to: Math.max(to, now) });
  return { id, channelId, cameraName, storeName, place, from, to, offsets, createdAt, format, state, parts };
}

function toPart({ from, to, ...part }: PartDocument, now: number): ClipPart {
  const base = { from, to, reason: null, retryAt: null, expiresAt: null };
  switch (part.state) {
    case 'queued':
      return { ...base, state: 'queued', reason: part.reason, retryAt: part.reason === null ? null : part.dueAt };
    case 'asking':
    case 'preparing':
      return { ...base, state: 'preparing' };
    case 'ready':
      return { ...base, state: isOver(part.expiresAt, now) ? 'expired' : 'ready', expiresAt: part.expiresAt };
    case 'failed':
      return { ...base, state: 'failed', reason: part.reason };
    case 'expired':
      return { ...base, state: 'expired', expiresAt: part.expiresAt };
  }
}

/** A file is gone from the instant on that its vendor named. */
export function isOver(expiresAt: number | null, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}
