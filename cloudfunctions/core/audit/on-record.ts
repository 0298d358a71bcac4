import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../../../typings/contract/errors';
import type { AuditDocument, ChannelDocument, StoreDocument } from '../documents';
import { CallError } from '../errors';
import type { CallContext } from '../handler';
import { errorFields } from '../log';
import { kindOf, type AuditedAction } from './kinds';

/** Where something was done: with a camera, in a store, or, with nulls, in the installation as a whole. */
export type Place = Pick<AuditDocument, 'channelId' | 'storeId' | 'cameraName' | 'storeName'>;

interface What extends Pick<AuditDocument, 'past' | 'vendorIds' | 'subject' | 'detail'> {
  readonly action: AuditedAction;
}

/** Something done with one camera. */
export interface Deed extends What {
  /** Names the entry. */
  readonly id: string;
  readonly channel: Pick<ChannelDocument, '_id' | 'storeId' | 'name' | 'storeName'>;
}

/** Something done in several places at once: whoever may read the audit of one of them finds it there. */
export interface WideDeed extends What {
  readonly places: readonly Place[];
}

/** Who did it, and when. */
export type Doer = Pick<CallContext, 'person' | 'now' | 'requestId' | 'audit' | 'log'>;

export const EVERYWHERE: Place = { channelId: null, storeId: null, cameraName: null, storeName: null };

export const placeOfStore = ({ _id, name }: Pick<StoreDocument, '_id' | 'name'>): Place => ({
  ...EVERYWHERE,
  storeId: _id,
  storeName: name,
});

export const placeOfChannel = ({ _id, storeId, name, storeName }: Deed['channel']): Place => ({
  channelId: _id,
  storeId,
  cameraName: name,
  storeName,
});

/** Does something with a camera and records who did it and what became of it. */
export async function onRecord<T>(doer: Doer, { id, channel, ...what }: Deed, work: () => Promise<T>): Promise<T> {
  return recorded(doer, work, (result) => [entryOf(doer, { id, what, place: placeOfChannel(channel) }, result)]);
}

/** As `onRecord`, with a line for each of the places. */
export async function onWideRecord<T>(doer: Doer, { places, ...what }: WideDeed, work: () => Promise<T>): Promise<T> {
  return recorded(doer, work, (result) =>
    places.map((place) => entryOf(doer, { id: randomUUID(), what, place }, result)),
  );
}

async function recorded<T>(
  { audit, log, requestId }: Doer,
  work: () => Promise<T>,
  entriesOf: (result: 'ok' | ErrorCode) => readonly AuditDocument[],
): Promise<T> {
  try {
    const done = await work();
    await audit.append(entriesOf('ok')); // first, so that nobody watches unrecorded
    return done;
  } catch (error) {
    // Nothing was done: the caller hears why, even when that could not be written down.
    if (error instanceof CallError) {
      await audit.append(entriesOf(error.code)).catch((fault: unknown) => {
        log({ event: 'fault', ...errorFields(fault), requestId });
      });
    }
    throw error;
  }
}

function entryOf(
  { person, now, requestId }: Doer,
  { id, what, place }: { readonly id: string; readonly what: What; readonly place: Place },
  result: 'ok' | ErrorCode,
): AuditDocument {
  return { _id: id, at: now, person, ...what, kind: kindOf(what.action), ...place, result, requestId };
}
