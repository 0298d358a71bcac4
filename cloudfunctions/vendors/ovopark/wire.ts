import * as v from 'valibot';
import type { Codec, LiveSource, Protocol, Quality } from '../../../typings/contract/domain';
import type { VendorChannel } from '../../core/ports';
import { baseUrl, idText, integer, optionalText, secretText } from '../../core/reply-fields';

export const ovoparkCredentials = v.strictObject({
  /** The `…/cloud.api` gateway, which opens live streams. */
  liveUrl: baseUrl,
  /** The `…/m.api` gateway, which lists stores and devices. */
  gatewayUrl: baseUrl,
  /** `_aid`. */
  applicationId: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,20}$/)), 'S107'),
  /** `_akey`. */
  accessKey: secretText,
  accessSecret: secretText,
  signMethod: v.optional(v.picklist(['md5', 'sha1']), 'md5'),
  /** Header `authenticator`, which the list of stores needs. */
  userToken: v.optional(secretText),
});
export type OvoparkCredentials = v.InferOutput<typeof ovoparkCredentials>;

/** The methods in use: their version, and which gateway takes them. */
export const METHODS = {
  startNewMediaPlay: { name: 'open.shopweb.device.startNewMediaPlay', version: 'v1', gateway: 'liveUrl' },
  getDeptListByPage: { name: 'open.shopweb.departments.getDeptListByPage', version: 'v1', gateway: 'gatewayUrl' },
  getVideoDeviceList: { name: 'open.shopweb.device.getVideoDeviceList', version: 'v1', gateway: 'gatewayUrl' },
  getDeviceStates: { name: 'open.shopweb.device.getDeviceStates', version: 'v2', gateway: 'gatewayUrl' },
} as const;
export type Method = (typeof METHODS)[keyof typeof METHODS];

/** Every reply. `systime` is the gateway's clock, epoch ms; `data` is null where there is nothing to tell. */
export const envelope = v.looseObject({
  stat: v.looseObject({ code: idText, systime: v.nullish(integer) }),
  data: v.optional(v.unknown()),
});

export const storesReply = v.nullable(
  v.looseObject({
    records: v.nullish(v.array(v.looseObject({ id: idText, name: optionalText })), []),
    total: v.nullish(integer),
  }),
);

const deviceRow = v.looseObject({
  id: idText,
  name: optionalText,
  online: v.nullish(integer),
  /** Absent in older replies; empty where a device has no second stream. */
  slaveChannel_id: v.nullish(v.union([v.string(), v.number()])),
});
export type DeviceRow = v.InferOutput<typeof deviceRow>;

export const storeDevicesReply = v.nullable(
  v.looseObject({
    list: v.nullish(
      v.array(v.looseObject({ id: idText, name: optionalText, devices: v.nullish(v.array(deviceRow), []) })),
      [],
    ),
  }),
);
export type StoreRow = NonNullable<NonNullable<v.InferOutput<typeof storeDevicesReply>>['list']>[number];

export const deviceStateReply = v.nullable(v.looseObject({ online: v.nullish(integer) }));

export const playReply = v.nullable(
  v.looseObject({
    tlsflv: optionalText,
    flv: optionalText,
    rtmp: optionalText,
    tlshls: optionalText,
    hls: optionalText,
    vencodingname: optionalText,
  }),
);

/** `isSlave`: 0 is the main stream, whatever the column's title says. */
export const QUALITY_NUMBER = { main: 0, sub: 1 } as const satisfies Record<Quality, number>;

/** A device of this vendor is one camera. */
export const ONLY_CHANNEL = '1';

export function toReachability(online: number | null | undefined): VendorChannel['reachability'] {
  return online === 1 ? 'online' : online === 0 ? 'offline' : 'unknown';
}

export function toChannel(device: DeviceRow, store: Pick<StoreRow, 'id' | 'name'>): VendorChannel {
  const { slaveChannel_id: second } = device;
  const alone = second === null || second === '' || second === 0;
  return {
    address: { deviceId: device.id, channelId: ONLY_CHANNEL, groupId: store.id },
    reachability: toReachability(device.online),
    since: null,
    condition: 'clear',
    name: device.name || device.id,
    groupName: store.name || null,
    qualities: alone ? ['main'] : ['main', 'sub'],
  };
}

/** The reply's addresses in our order of preference. */
const PREFERENCE = [
  { field: 'tlsflv', protocol: 'flv' },
  { field: 'flv', protocol: 'flv' },
  { field: 'rtmp', protocol: 'rtmp' },
  { field: 'tlshls', protocol: 'hls' },
  { field: 'hls', protocol: 'hls' },
] as const satisfies readonly { field: string; protocol: Protocol }[];

/** The sources a reply offers. An H.265 stream exists as HLS only, whatever else the reply holds. */
export function toSources(reply: v.InferOutput<typeof playReply>): readonly LiveSource[] {
  const codec = toCodec(reply?.vencodingname ?? '');
  return PREFERENCE.flatMap(({ field, protocol }) => {
    const url = reply?.[field] ?? '';
    if (url === '' || (codec === 'h265' && protocol !== 'hls')) return [];
    return [{ protocol, url, codec, expiresAt: null }];
  });
}

function toCodec(name: string): Codec {
  if (/^h\.?264$/i.test(name)) return 'h264';
  return /^(h\.?265|hevc)$/i.test(name) ? 'h265' : 'unknown';
}
