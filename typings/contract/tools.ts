import type { ChannelId } from './domain';
import type { AccountId } from './upkeep';

/** Bytes as people can read them. */
export interface ReadableBytes {
  /** Null where they are not text in UTF-8 without control characters, save line breaks and tabs. */
  readonly text: string | null;
  /** Two small digits a byte with nothing between them, of the first 512. */
  readonly hex: string;
  /** How many there are. */
  readonly bytes: number;
}

/** Bytes as people type them: hex digits in pairs, blanks between them as they like. */
export type TypedBytes = { readonly text: string } | { readonly hex: string };

/** What a device sent of its own accord. */
export interface DeviceMessage extends ReadableBytes {
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
}

/** A file in a product's object store. */
export interface ProductObject {
  readonly name: string;
  readonly bytes: number;
  /** Epoch ms. */
  readonly at: number;
  readonly description: string;
}

type OneAccount = { readonly accountId: AccountId };
type OneCamera = { readonly channelId: ChannelId };
/** Asked again with the same key, 8–64 characters, nothing is done twice. */
type Once = { readonly requestKey: string };

/**
 * The calls of `manage` for what a vendor offers besides cameras; `unsupported` where it does not. Those about an
 * account are for owners, those about a camera for who manages it.
 */
export interface ToolCalls {
  /** Which accounts have tools. For owners. */
  'tool.accounts': {
    input: Readonly<Record<string, never>>;
    output: { readonly accounts: readonly { readonly id: AccountId; readonly name: string }[] };
  };
  /** Whether the streams of all cameras of the account are encrypted, which WeChat's player cannot show. */
  'encryption.read': { input: OneAccount; output: { readonly on: boolean } };
  'encryption.set': { input: OneAccount & { readonly on: boolean }; output: null };
  /** What the camera's device sent, newest first; at most 7 days and 200 messages, `more` when there were others. */
  'message.list': {
    input: OneCamera & { readonly from: number; readonly to: number };
    output: { readonly messages: readonly DeviceMessage[]; readonly more: boolean };
  };
  /** Hands 1–128 bytes to the camera's device as they are. */
  'data.send': { input: OneCamera & Once & { readonly data: TypedBytes }; output: null };
  /** Sends 1–4096 bytes as a command of the device's own, and waits for what it says; null where it says nothing. */
  'command.send': {
    input: OneCamera & Once & { readonly data: TypedBytes };
    output: { readonly reply: ReadableBytes | null };
  };
  /** `total` may be more than are listed: the vendor tells of the first page only. */
  'object.list': { input: OneAccount; output: { readonly objects: readonly ProductObject[]; readonly total: number } };
  /** A file that the phone has put into the cloud's storage, of 1 byte to 8 MB; `conflict` when there is one by that name. */
  'object.put': {
    input: OneAccount & Once & { readonly fileId: string; readonly name: string; readonly description: string };
    output: null;
  };
  /** Where to load an object from, for minutes. */
  'object.open': { input: OneAccount & { readonly name: string }; output: { readonly url: string } };
  'object.remove': { input: OneAccount & { readonly name: string }; output: null };
  /**
   * Makes one more channel known of the camera's device, in the same store: `number` 1–9 digits, `name` 1–40 characters.
   * `conflict` when the device has it already, unless it is here under that very name.
   */
  'camera.extend': {
    input: OneCamera & { readonly number: string; readonly name: string };
    output: { readonly channelId: ChannelId };
  };
}
