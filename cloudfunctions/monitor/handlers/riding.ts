import { randomUUID } from 'node:crypto';
import type { ChannelId } from '../../../typings/contract/domain';
import type { PtzMotion, PtzSpeed } from '../../../typings/contract/control';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext } from '../../core/handler';
import type { Driver } from '../../core/ports';
import type { Ride } from '../../core/ptz/pilot';
import { holderOf } from '../../core/ptz/policy';
import { offered } from './doing';
import { onRecord } from '../../core/audit/on-record';

interface Reached {
  readonly channel: ChannelDocument;
  readonly driver: Driver;
}

interface Asked {
  readonly motion: PtzMotion;
  readonly holdId: string;
}

/** What steers a camera, for a motion that the vendor has. */
export function steeringOf({ driver }: Reached, motion: PtzMotion): Ride['ptz'] {
  const ptz = offered(driver.ptz, 'steering');
  if (!ptz.motions.includes(motion)) throw new CallError('unsupported', `the vendor has no ${motion}`);
  return ptz;
}

export function toWish({ person, member, now }: CallContext, { channel }: Reached, asked: Asked): Ride['wish'] {
  const { _id, accountId, address } = channel;
  return { _id, accountId, address, ...asked, person, by: member?.name ?? '', since: now };
}

/** A movement as it is asked for; its beginning goes on record. */
export function toRide(
  context: CallContext,
  reached: Reached,
  asked: Asked & { readonly speed: PtzSpeed; readonly action: 'ptz.hold' | 'ptz.step' },
): Ride {
  const { speed, action, motion, holdId } = asked;
  const deed = { id: randomUUID(), action, channel: reached.channel, detail: motion };
  return {
    wish: toWish(context, reached, { motion, holdId }),
    ptz: steeringOf(reached, motion),
    speed: (speed - 1) / 2,
    record: (start) => onRecord(context, deed, start),
  };
}

/** Refuses to turn a camera away under somebody else's finger. */
export async function assertFree({ steerings, clock, person }: CallContext, channelId: ChannelId): Promise<void> {
  const held = holderOf(await steerings.find(channelId), person, clock.now());
  if (held) throw new CallError('device-busy', 'somebody else is steering', { retryAt: held.until });
}
