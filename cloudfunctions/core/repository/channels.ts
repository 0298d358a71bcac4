import type { Channel, ChannelId, ChannelStatus, Codec } from '../../../typings/contract/domain';
import type { Database, Where } from '../database';
import type { ChannelDocument } from '../documents';
import type { HeldGrant } from '../grants';
import { createMemory } from '../memory';
import type { Clock } from '../ports';
import { isLetIn, pastOn, rightsOn } from '../rights';

export interface Channels {
  /** One channel, as it was at most 30 s ago. */
  find(id: ChannelId): Promise<ChannelDocument | null>;
  /** Those of the ids that exist, at most 1000, in no order. */
  read(ids: readonly ChannelId[]): Promise<readonly ChannelDocument[]>;
  /** The first channels that meet any of the conditions, by store and name. */
  list(anyOf: readonly Where<ChannelDocument>[], limit: number): Promise<readonly ChannelDocument[]>;
  /** Keeps what its live picture turned out to be coded in; costs nothing where that is known. */
  learnCodec(channel: ChannelDocument, codec: Codec): Promise<void>;
}

/**
 * Opening a camera reads where it hangs and how the vendor names it, which hardly ever changes: remembering that for
 * half a minute saves an operation on every open, renewal and quality change, and delays a move by as much.
 */
const REMEMBER_MS = 30_000;
const MOST_REMEMBERED = 5_000;

export function createChannels(database: Database, clock: Clock): Channels {
  const collection = database.collection('channels');
  const memory = createMemory<ChannelDocument>(clock, REMEMBER_MS, MOST_REMEMBERED);
  const codecs = createMemory<Codec>(clock, REMEMBER_MS, MOST_REMEMBERED);
  return {
    async find(id) {
      const known = memory.get(id);
      if (known) return known;
      const found = await collection.get(id);
      if (found) memory.put(id, found);
      return found;
    },
    read: (ids) => collection.find({ where: { _id: { in: ids } }, limit: ids.length }),
    async list(anyOf, limit) {
      return anyOf.length === 0 ? [] : collection.find({ where: anyOf, sort: ['sort'], limit });
    },
    async learnCodec({ _id, codec: known }, codec) {
      if (codec === 'unknown' || codec === (codecs.get(_id) ?? known)) return;
      await collection.update({ _id }, { codec });
      codecs.put(_id, codec); // what `find` remembers still says otherwise
    },
  };
}

/** What a phone may know of a channel. */
export function toChannel(document: ChannelDocument, grants: readonly HeldGrant[]): Channel {
  const { _id: id, storeId, storeName, name, hidden, qualities } = document;
  const rights = rightsOn(grants, document);
  const elsewhere = document.elsewhere && isLetIn(grants, document);
  return {
    id,
    storeId,
    storeName,
    name,
    hidden,
    qualities,
    status: toStatus(document),
    elsewhere,
    tools: document.tools && rights.includes('manage'),
    rights,
    past: pastOn(grants, document),
  };
}

export function toStatus({ _id, reachability, since, condition, checkedAt }: ChannelDocument): ChannelStatus {
  return { id: _id, reachability, since, condition, checkedAt };
}
