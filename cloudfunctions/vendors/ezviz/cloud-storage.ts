import * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { ChannelAddress } from '../../core/ports';
import { integer } from '../../core/reply-fields';
import type { EzvizClient } from './client';
import { channelFields } from './wire';

const STATES = ['unsupported', 'none', 'inactive', 'active', 'expired'] as const;
/** The vendor counts the states from -2. */
const FIRST_STATE = -2;
/** A paid card deserves patience: when the deadline has passed, nobody knows whether it was spent. */
const TIMEOUT_MS = 10_000;
/** Wrong numbers are counted, and too many of them lock the account out; what can be none is not sent. */
const CARD = /^[0-9A-Za-z]{6,64}$/;

const infoReply = v.looseObject({
  status: v.pipe(integer, v.minValue(FIRST_STATE), v.maxValue(2)),
  totalDays: v.nullish(integer),
  validDays: v.nullish(integer),
  startTime: v.nullish(integer),
  expireTime: v.nullish(integer),
});

/** A camera's place in the vendor's cloud. What does not apply to its state is null. */
export interface CloudStorageInfo {
  readonly state: (typeof STATES)[number];
  /** For so many days a recording is kept. */
  readonly keptDays: number | null;
  readonly daysLeft: number | null;
  /** Epoch ms. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface CloudStorage {
  read(address: ChannelAddress): Promise<CloudStorageInfo>;
  /**
   * Spends a paid card, at most once; a service that still runs is followed by the new one. After `vendor-unavailable`
   * only `read` tells whether the card was taken. `invalid-argument`: the card is wrong, used, expired or another
   * device's. `vendor-quota`: too many wrong ones, try again in 24 hours.
   */
  open(address: ChannelAddress, card: string): Promise<void>;
}

/** Storage for recordings at the vendor, opened with a card. The card's number is money: it goes into the form only. */
export function createCloudStorage({ read, command }: EzvizClient): CloudStorage {
  return {
    read: async (address) => toInfo((await read('cloud/storage/device/info', channelFields(address), infoReply)).data),

    async open(address, card) {
      if (!CARD.test(card)) throw new CallError('invalid-argument', 'a card number has 6 to 64 digits and letters');
      await command('cloud/storage/open', { ...channelFields(address), cardPassword: card }, { timeoutMs: TIMEOUT_MS });
    },
  };
}

function toInfo({ status, totalDays, validDays, startTime, expireTime }: v.InferOutput<typeof infoReply>) {
  return {
    state: STATES[status - FIRST_STATE] ?? 'unsupported',
    keptDays: totalDays ?? null,
    daysLeft: validDays ?? null,
    from: startTime ?? null,
    to: expireTime ?? null,
  } satisfies CloudStorageInfo;
}
