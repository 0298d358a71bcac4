import type { ChannelId, StoreId } from '../../../typings/contract/domain';
import type { AuditKind } from '../../../typings/contract/people';
import type { Span } from '../capabilities';
import type { Where } from '../database';
import type { AuditDocument } from '../documents';
import type { HeldGrant } from '../grants';
import { rightsIn } from '../rights';
import type { Position } from './position';

/** Whose lines somebody may read besides their own: everybody's, or those of the stores that they manage now. */
export interface Reader {
  readonly person: string;
  readonly stores: 'all' | readonly StoreId[];
}

/** Which lines are wanted; what is left out may be any. */
export interface Wanted {
  readonly storeId?: StoreId;
  readonly channelId?: ChannelId;
  /** An openid. */
  readonly person?: string;
  readonly kind?: AuditKind;
  readonly day?: Span;
  /** The last line of the page before. */
  readonly after?: Position;
}

type Condition = Where<AuditDocument>;

export function readerOf(person: string, grants: readonly HeldGrant[]): Reader {
  if (grants.some(({ role }) => role === 'owner')) return { person, stores: 'all' };
  const storeIds = new Set(grants.flatMap((grant) => ('storeId' in grant ? [grant.storeId] : [])));
  return { person, stores: [...storeIds].filter((storeId) => rightsIn(grants, storeId).includes('manage')) };
}

/** Whether a store's whole audit may be read. */
export const reads = ({ stores }: Reader, storeId: StoreId | null): boolean =>
  stores === 'all' || (storeId !== null && stores.includes(storeId));

/** What the reader may read of what is wanted: lines that meet any one of these conditions; none at all when empty. */
export function toConditions(reader: Reader, { storeId, channelId, person, kind, day, after }: Wanted): Condition[] {
  const both = { ...(channelId !== undefined && { channelId }), ...(kind !== undefined && { kind }) };
  return scopesOf(reader, { storeId, person }).flatMap((scope) =>
    timesOf(day, after).map((time) => ({ ...scope, ...both, ...time })),
  );
}

/** Where to look: in the stores that may be read, and among the reader's own lines, wherever those are from. */
function scopesOf(
  reader: Reader,
  { storeId, person }: { readonly storeId: StoreId | undefined; readonly person: string | undefined },
): Condition[] {
  const ofStore = storeId === undefined ? {} : { storeId };
  const ofPerson = person === undefined ? {} : { person };
  const isOwn = person === reader.person;
  if (reader.stores === 'all' || isOwn || (storeId !== undefined && reads(reader, storeId))) {
    return [{ ...ofStore, ...ofPerson }];
  }
  const own = person === undefined ? [{ ...ofStore, person: reader.person }] : [];
  const inStores = storeId === undefined && reader.stores.length > 0;
  return inStores ? [...own, { storeId: { in: reader.stores }, ...ofPerson }] : own;
}

/** The instants of a day, as far as they come after a line: older, or as old with a lower id. */
function timesOf(day: Span | undefined, after: Position | undefined): Condition[] {
  if (!after) return [day ? { at: within(day) } : {}];
  const { at, id } = after;
  if (!day) return [{ at: { below: at } }, { at, _id: { below: id } }];
  const older = { at: within({ from: day.from, to: Math.min(day.to, at) }) };
  return day.from <= at && at < day.to ? [older, { at, _id: { below: id } }] : [older];
}

const within = ({ from, to }: Span) => ({ above: from - 1, below: to });
