import type { Span } from '../capabilities';
import type { ChannelAddress } from '../ports';

/** What a device sent of its own accord. */
export interface SentMessage {
  /** The vendor's; several may have the same. */
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

export interface StoredObject {
  readonly name: string;
  readonly bytes: number;
  /** Epoch ms. */
  readonly date: number;
  readonly description: string;
}

/** Files that the vendor keeps for an account. */
export interface ObjectStore {
  /** Of this name, or, as far as the vendor tells of them, all; `total` may be more. */
  list(name?: string): Promise<{ readonly objects: readonly StoredObject[]; readonly total: number }>;
  /** In place of one of the same name. */
  put(object: { readonly name: string; readonly description: string; readonly bytes: Uint8Array }): Promise<void>;
  read(name: string): Promise<Uint8Array>;
  remove(name: string): Promise<void>;
}

/** What a vendor offers besides cameras: for all of an account, and for the device that a camera belongs to. */
export interface ProductTools {
  /** Whether the streams of all cameras are encrypted. */
  readEncryption(): Promise<boolean>;
  setEncryption(on: boolean): Promise<void>;
  /** At most so many of a span, the latest, in order of time; `more` when there are or may be others. */
  listMessages(
    address: ChannelAddress,
    span: Span,
    most: number,
  ): Promise<{ readonly messages: readonly SentMessage[]; readonly more: boolean }>;
  /** Hands a device some bytes as they are, at most 128. */
  tell(address: ChannelAddress, bytes: Uint8Array): Promise<void>;
  /** Sends a device a command of its own; what it answers, or null where it says nothing in time. */
  command(address: ChannelAddress, bytes: Uint8Array): Promise<Uint8Array | null>;
  readonly objects: ObjectStore;
}
