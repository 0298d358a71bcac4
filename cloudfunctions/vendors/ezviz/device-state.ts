import * as v from 'valibot';
import type { ChannelAddress } from '../../core/ports';
import { integer } from '../../core/reply-fields';
import type { EzvizRead } from './client';

export type DiskState = 'ok' | 'wrong-medium' | 'unformatted' | 'formatting' | 'unknown';

/** What a device tells of itself beyond being online. */
export interface EzvizDeviceState {
  /** Null when it does not report a mask. */
  readonly masked: boolean | null;
  /** One for each storage medium it holds. */
  readonly disks: readonly DiskState[];
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

const statusReply = v.nullish(
  v.looseObject({
    /** 1 masked, 0 not, -1 not reported, 2 unsupported. */
    privacyStatus: v.nullish(integer),
    /** A character for each of 16 disks. */
    diskState: v.nullish(v.string()),
    signal: v.nullish(v.string()),
  }),
);

/** This one call says `channel` where all others say `channelNo`. */
export function createReadDeviceState(read: EzvizRead) {
  return async ({ deviceId, channelId }: ChannelAddress): Promise<EzvizDeviceState> => {
    const { data } = await read('device/status/get', { deviceSerial: deviceId, channel: channelId }, statusReply);
    const mask = data?.privacyStatus;
    return {
      masked: mask === 1 ? true : mask === 0 ? false : null,
      disks: Array.from(data?.diskState ?? '')
        .filter((mark) => mark !== NO_DISK)
        .map((mark) => DISKS[mark] ?? 'unknown'),
      signal: data?.signal || null,
    };
  };
}
