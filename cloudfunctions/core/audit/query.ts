import type { ChannelId, StoreId } from '../../../typings/contract/domain';
import type { AuditKind } from '../../../typings/contract/audit';
import type { Span } from '../capabilities';
import type { Where } from '../database';
import type { AuditDocument } from '../documents';
import type { HeldGrant } from '../grants';
import { rightsIn } from '../rights';
import type { Position } from './position';

/** Who did something. Whoever comes back after their account was deleted is somebody else. */
export interface Author {
  readonly openid: string;
  /** Epoch ms from which on the lines of that openid are theirs. */
  readonly since: number;
}

/** Whose lines somebody may read besides their own: everybody's, or those of the stores that they manage now. */
export interface Reader {
  readonly self: Author;
  readonly stores: 'all' | readonly StoreId[];
}

/** Which lines are wanted; what is left out may be any. */
export interface Wanted {
  readonly storeId?: StoreId;
  readonly channelId?: ChannelId;
  readonly person?: Author;
  readonly kind?: AuditKind;
  readonly day?: Span;
  /** The last line of the page before. */
  readonly after?: Position;
}

type Condition = Where<AuditDocument>;

export function readerOf(self: Author, grants: readonly HeldGrant[]): Reader {
  if (grants.some(({ role }) => role === 'owner')) return { self, stores: 'all' };
  const storeIds = new Set(grants.flatMap((grant) => ('storeId' in grant ? [grant.storeId] : [])));
  return { self, stores: [...storeIds].filter((storeId) => rightsIn(grants, storeId).includes('manage')) };
}

/** Whether a store's whole audit may be read. */
export const reads = ({ stores }: Reader, storeId: StoreId | null): boolean =>
  stores === 'all' || (storeId !== null && stores.includes(storeId));

/** What the reader may read of what is wanted: lines that meet any one of these conditions; none at all when empty. */
export function toConditions(reader: Reader, { storeId, channelId, person, kind, day, after }: Wanted): Condition[] {
  const both = { ...(channelId !== undefined && { channelId }), ...(kind !== undefined && { kind }) };
  return scopesOf(reader, { storeId, person }).flatMap(({ author, ...scope }) =>
    timesOf(spanOf(day, author), after).map((time) => ({
      ...{ ...scope, ...both, ...time },
      ...(author && { person: author.openid }),
    })),
  );
}

type Scope = Pick<Condition, 'storeId'> & { readonly author?: Author };

/** Where to look: in the stores that may be read, and among the reader's own lines, wherever those are from. */
function scopesOf(
  reader: Reader,
  { storeId, person }: { readonly storeId: StoreId | undefined; readonly person: Author | undefined },
): Scope[] {
  const ofStore = storeId === undefined ? {} : { storeId };
  const ofPerson = person === undefined ? {} : { author: person };
  const isOwn = person?.openid === reader.self.openid;
  if (reader.stores === 'all' || isOwn || (storeId !== undefined && reads(reader, storeId))) {
    return [{ ...ofStore, ...ofPerson }];
  }
  const own = person === undefined ? [{ ...ofStore, author: reader.self }] : [];
  const inStores = storeId === undefined && reader.stores.length > 0;
  return inStores ? [...own, { storeId: { in: reader.stores }, ...ofPerson }] : own;
}

/** A day, or all time, as far as somebody is known. */
function spanOf(day: Span | undefined, author: Author | undefined): Span | undefined {
  if (!author) return day;
  return { from: Math.max(author.since, day?.from ?? 0), to: day?.to ?? END_OF_TIME };
}

const END_OF_TIME = Number.MAX_SAFE_INTEGER;

/** The instants of a day, as far as they come after a line: older, or as old with a lower id. */
function timesOf(day: Span | undefined, after: Position | undefined): Condition[] {
  if (!after) return [day ? { at: within(day) } : {}];
  const { at, id } = after;
  if (!day) return [{ at: { below: at } }, { at, _id: { below: id } }];
  const older = { at: within({ from: day.from, to: Math.min(day.to, at) }) };
  return day.from <= at && at < day.to ? [older, { at, _id: { below: id } }] : [older];
}

const within = ({ from, to }: Span) => ({ above: from - 1, below: to });
