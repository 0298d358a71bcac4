import * as v from 'valibot';
import type { Codec, LiveSource, Protocol } from '../../../typings/contract/domain';
import type { HttpRequest, VendorChannel } from '../../core/ports';
import { baseUrl, idText, integer, keyText, optionalText, secretText } from '../../core/reply-fields';

export const ovoparkCredentials = v.strictObject({
  /** The `…/cloud.api` gateway, which opens live streams. */
  liveUrl: baseUrl,
  /** The `…/m.api` gateway, which lists stores and devices. */
  gatewayUrl: baseUrl,
  /** `_aid`. */
  applicationId: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,20}$/)), 'S107'),
  /** `_akey`. */
  accessKey: keyText,
  accessSecret: keyText,
  signMethod: v.optional(v.picklist(['md5', 'sha1']), 'md5'),
  /** Header `authenticator`, which the list of stores needs. */
  userToken: v.optional(keyText),
  /** Login name of the user whose token is fetched where no `userToken` is given. */
  userName: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(100))),
  /** That user's password. Without it the vendor is asked by name alone, which it allows to some accounts. */
  userPassword: v.optional(secretText),
});
export type OvoparkCredentials = v.InferOutput<typeof ovoparkCredentials>;

/** The methods in use: their version, and which gateway takes them. What is no command may be repeated. */
export const METHODS = {
  startNewMediaPlay: { name: 'open.shopweb.device.startNewMediaPlay', version: 'v1', gateway: 'liveUrl' },
  startRecReqDown: {
    name: 'open.shopweb.device.startRecReqDown',
    version: 'v1',
    gateway: 'gatewayUrl',
    kind: 'command',
    timeoutMs: 15_000,
  },
  ptzStart: { name: 'open.shopweb.device.ptzCtrlAll', version: 'v1', gateway: 'gatewayUrl', kind: 'command' },
  ptzStop: {
    name: 'open.shopweb.device.ptzCtrlAll',
    version: 'v1',
    gateway: 'gatewayUrl',
    kind: 'repeatable-command',
  },
  snapshot: {
    name: 'open.shopweb.device.snapshot',
    version: 'v1',
    gateway: 'gatewayUrl',
    kind: 'command',
    timeoutMs: 10_000,
  },
  getDeptListByPage: { name: 'open.shopweb.departments.getDeptListByPage', version: 'v1', gateway: 'gatewayUrl' },
  getVideoDeviceList: { name: 'open.shopweb.device.getVideoDeviceList', version: 'v1', gateway: 'gatewayUrl' },
  getDeviceStates: { name: 'open.shopweb.device.getDeviceStates', version: 'v2', gateway: 'gatewayUrl' },
  ssoLogin: { name: 'open.shopweb.security.ssoLogin', version: 'v1', gateway: 'gatewayUrl' },
  getToken: { name: 'open.shopweb.privilege.getToken', version: 'v1', gateway: 'gatewayUrl' },
} as const satisfies Record<string, Method>;

export interface Method extends Pick<HttpRequest, 'timeoutMs'> {
  readonly name: string;
  readonly version: string;
  readonly gateway: 'liveUrl' | 'gatewayUrl';
  readonly kind?: HttpRequest['kind'];
}

/** Our timestamps follow the gateway's clock, so that one they cannot write would end all calls of this instance. */
const LATEST_TIME = Date.UTC(9999, 0);
const systime = v.pipe(integer, v.minValue(0), v.maxValue(LATEST_TIME));

/** Every reply. `systime` is the gateway's clock, epoch ms; `data` is null where there is nothing to tell. */
export const envelope = v.looseObject({
  stat: v.looseObject({ code: idText, systime: v.nullish(systime) }),
  data: v.optional(v.unknown()),
});
export type Envelope = v.InferOutput<typeof envelope>;

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
  /** 0 where it looks one way only. */
  ptzEnable: v.nullish(integer),
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

const deviceState = v.looseObject({ online: v.nullish(integer) });
export type DeviceState = v.InferOutput<typeof deviceState>;
export const deviceStateReply = v.nullable(deviceState);

export const tokenReply = v.looseObject({ token: v.pipe(v.string(), v.nonEmpty()) });

/** The end of the token is epoch ms. */
export const loginReply = v.looseObject({ ...tokenReply.entries, tokenExpirationTimestamp: v.nullish(integer) });

/** `url` is there only where `result` is 0. Another `result`, a text, stands in the envelope. */
export const clipReply = v.looseObject({ result: idText, url: optionalText });

/** What v1 answers is printed nowhere; v2 says whether it was done. */
export const ptzReply = v.unknown();

export const snapshotReply = v.looseObject({ url: v.pipe(v.string(), v.regex(/^https?:\/\//)) });

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

export type PlayReply = v.InferOutput<typeof playReply>;

/** A device of this vendor is one camera. */
const ONLY_CHANNEL = '1';

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

const SCHEMES: Readonly<Record<Protocol, RegExp>> = {
  flv: /^https?:\/\//,
  rtmp: /^rtmps?:\/\//,
  hls: /^https?:\/\//,
};

/**
 * The sources a reply offers, without those that are no address of their protocol. An H.265 stream exists as HLS only,
 * whatever else the reply holds.
 */
export function toSources(reply: PlayReply): readonly LiveSource[] {
  const codec = toCodec(reply?.vencodingname ?? '');
  return PREFERENCE.flatMap(({ field, protocol }) => {
    const url = reply?.[field] ?? '';
    if (!SCHEMES[protocol].test(url) || (codec === 'h265' && protocol !== 'hls')) return [];
    return [{ protocol, url, codec, expiresAt: null }];
  });
}

function toCodec(name: string): Codec {
  if (/^h\.?264$/i.test(name)) return 'h264';
  return /^(h\.?265|hevc)$/i.test(name) ? 'h265' : 'unknown';
}
