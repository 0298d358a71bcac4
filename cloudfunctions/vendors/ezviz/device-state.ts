import * as v from 'valibot';
import type { StorageMedium } from '../../../typings/contract/health';
import { CallError } from '../../core/errors';
import type { ChannelAddress } from '../../core/ports';
import { integer } from '../../core/reply-fields';
import { createSingleFlight } from '../../core/single-flight';
import type { EzvizRead } from './client';

export type DiskState = 'ok' | 'wrong-medium' | 'unformatted' | 'formatting' | 'unknown';

/** What a device tells of itself beyond being online. */
export interface EzvizDeviceState {
  /** Null when it does not report a mask. */
  readonly masked: boolean | null;
  /** One for each storage medium that it or its recorder holds; null when it reports none of that. */
  readonly disks: readonly DiskState[] | null;
  /** Strength of its radio signal, as the vendor words it; null when it is not on radio or does not say. */
  readonly signal: string | null;
}

const DISKS: Readonly<Record<string, DiskState>> = {
  '0': 'ok',
  '1': 'wrong-medium',
  '2': 'unformatted',
  '3': 'formatting',
};
const NO_DISK = '-';
/** In place of the row of characters: not reported, unsupported. */
const NO_REPORT = ['', '-1', '-2'];

const statusReply = v.nullish(
  v.looseObject({
    /** 1 masked, 0 not, -1 not reported, 2 unsupported. */
    privacyStatus: v.nullish(integer),
    /** A character for each of 16 disks. */
    diskState: v.nullish(v.string()),
    nvrDiskState: v.nullish(v.string()),
    signal: v.nullish(v.string()),
  }),
);

/** This one call says `channel` where all others say `channelNo`. */
export function createReadDeviceState(read: EzvizRead) {
  const share = createSingleFlight<EzvizDeviceState>();
  return ({ deviceId, channelId }: ChannelAddress): Promise<EzvizDeviceState> =>
    share(`${deviceId}:${channelId}`, async () => {
      const { data } = await read('device/status/get', { deviceSerial: deviceId, channel: channelId }, statusReply);
      const mask = data?.privacyStatus;
      return {
        masked: mask === 1 ? true : mask === 0 ? false : null,
        disks: toDisks([data?.diskState, data?.nvrDiskState]),
        signal: data?.signal || null,
      };
    });
}

export type ReadDeviceState = ReturnType<typeof createReadDeviceState>;

function toDisks(rows: readonly (string | null | undefined)[]): EzvizDeviceState['disks'] {
  const told = rows.filter((row) => row != null).filter((row) => !NO_REPORT.includes(row));
  if (told.length === 0) return null;
  return told
    .flatMap((row) => Array.from(row))
    .filter((mark) => mark !== NO_DISK)
    .map((mark) => DISKS[mark] ?? 'unknown');
}

const STATES = {
  ok: 'ok',
  'wrong-medium': 'broken',
  unformatted: 'unformatted',
  formatting: 'formatting',
  unknown: 'unknown',
} as const satisfies Record<DiskState, StorageMedium['state']>;

/** Cards and disks, of which the vendor tells no sizes, and not that they are full. */
export function createReadStorage(readDeviceState: ReadDeviceState) {
  return async (address: ChannelAddress): Promise<readonly StorageMedium[]> => {
    const { disks } = await readDeviceState(address);
    if (disks === null)
      throw new CallError('unsupported', 'the device tells nothing of its disks', { vendor: 'ezviz' });
    return disks.map((disk) => ({ state: STATES[disk], totalBytes: null, freeBytes: null }));
  };
}
