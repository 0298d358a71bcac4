import * as v from 'valibot';
import type { Condition, LiveSource, Protocol } from '../../../typings/contract/domain';
import { parseChinaTime } from '../../core/china-time';
import type { VendorChannel } from '../../core/ports';
import { baseUrl, idText, integer, optionalText, secretText } from '../../core/reply-fields';

export const onenetCredentials = v.strictObject({
  baseUrl,
  productId: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
  /** The product's masterKey. */
  apiKey: secretText,
  /** Base64; signs the tokens of the object store. */
  accessKey: v.pipe(secretText, v.base64()),
});
export type OnenetCredentials = v.InferOutput<typeof onenetCredentials>;

/** Every reply; its payload stands under a key that differs from call to call. */
export const envelope = v.looseObject({ errno: idText, error: optionalText });

/** What one device of a list looks like; `keys`, which the vendor may add, are left unread. */
const deviceRow = v.looseObject({
  id: idText,
  title: optionalText,
  online: v.nullish(v.boolean()),
  /** China's wall clock. */
  last_login: v.nullish(v.string()),
  channel_count: v.nullish(integer),
});
export type DeviceRow = v.InferOutput<typeof deviceRow>;

export const devicesReply = v.looseObject({
  data: v.looseObject({ total_count: integer, devices: v.nullish(v.array(deviceRow), []) }),
});

const channelRow = v.looseObject({ channel_id: idText, title: optionalText, desc: optionalText });
export type ChannelRow = v.InferOutput<typeof channelRow>;

export const channelsReply = v.looseObject({ result: v.nullish(v.array(channelRow), []) });

export const statusReply = v.looseObject({
  result: v.looseObject({ devices: v.nullish(v.array(v.looseObject({ id: idText, online: v.boolean() })), []) }),
});

export const encryptionReply = v.looseObject({ trans_enc: integer });

export const playReply = v.looseObject({
  data: v.looseObject({
    /** `host:port`. */
    addr: v.pipe(v.string(), v.regex(/^[\w.\-[\]:]+:\d{1,5}$/)),
    accessToken: v.string(),
    type: optionalText,
  }),
});
export type PlayReply = v.InferOutput<typeof playReply>;

/** `protocol_type` of guide §4.1. */
export const PROTOCOL_NUMBER = { rtmp: 0, hls: 1 } as const satisfies Partial<Record<Protocol, number>>;
export type OnenetProtocol = keyof typeof PROTOCOL_NUMBER;

/** Guide §8: ids of one status query, and characters of their list. */
const MOST_IDS = 30;
const MOST_CHARACTERS = 500;

/** Lists of ids, each short enough for one status query. */
export function statusBatches(ids: readonly string[]): readonly string[] {
  const batches: string[] = [];
  let batch: string[] = [];
  for (const id of ids) {
    if (batch.length === MOST_IDS || [...batch, id].join(',').length > MOST_CHARACTERS) {
      batches.push(batch.join(','));
      batch = [];
    }
    batch.push(id);
  }
  return batch.length > 0 ? [...batches, batch.join(',')] : batches;
}

/** A device's name suffices for its only channel. Titles of channels hold letters and digits only; `desc` is free. */
export function toChannel(device: DeviceRow, channel: ChannelRow, alone: boolean, condition: Condition): VendorChannel {
  const deviceName = device.title || device.id;
  return {
    address: { deviceId: device.id, channelId: channel.channel_id, groupId: null },
    reachability: device.online === true ? 'online' : device.online === false ? 'offline' : 'unknown',
    since: parseChinaTime(device.last_login ?? ''),
    condition,
    name: alone ? deviceName : channel.desc || `${deviceName} ${channel.title || channel.channel_id}`,
    groupName: null,
    qualities: ['main'],
  };
}

/** The address that the guide has callers assemble; the token goes in byte for byte. */
export function toSource(
  protocol: OnenetProtocol,
  { deviceId, channelId }: { readonly deviceId: string; readonly channelId: string },
  { addr, accessToken, type }: PlayReply['data'],
): LiveSource {
  const url =
    protocol === 'rtmp'
      ? `rtmp://${addr}/live/${deviceId}-${channelId}?${accessToken}`
      : `${type === 'https' ? 'https' : 'http'}://${addr}/live/live_${deviceId}_${channelId}/index.m3u8?${accessToken}`;
  return { protocol, url, codec: 'unknown', expiresAt: null };
}
