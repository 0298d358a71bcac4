import * as v from 'valibot';
import type { Condition, Protocol, Quality, Reachability } from '../../../typings/contract/domain';
import { parseChinaTime } from '../../core/china-time';
import type { ChannelAddress } from '../../core/ports';
import { baseUrl, idText, integer, keyText, optionalText } from '../../core/reply-fields';

/** Lets the account's cameras be opened in the vendor's own mini-program; without it nobody is sent there. */
export const subAccountConfig = v.strictObject({
  /** Begins the names of the sub-accounts that are made, so that they are told from others: `kandian`. */
  prefix: v.pipe(v.string(), v.regex(/^[a-z]{2,12}$/)),
  /** How long a way there is open, at most. */
  lifeMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(1440)), 60),
});
export type SubAccountConfig = v.InferOutput<typeof subAccountConfig>;

export const ezvizCredentials = v.strictObject({
  baseUrl,
  appKey: keyText,
  appSecret: keyText,
  subAccount: v.optional(subAccountConfig),
  /** Id of the project that clips are made in; without it the account makes none. */
  recordingProject: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))),
});
export type EzvizCredentials = v.InferOutput<typeof ezvizCredentials>;

const body = {
  data: v.optional(v.unknown()),
  page: v.nullish(v.looseObject({ total: integer })),
};

/** Every reply: `code` is 200 or a refusal. */
export const envelope = v.looseObject({ code: idText, msg: v.optional(v.unknown()), ...body });

/** A reply of the newer families, in the words of the older. */
export const newerEnvelope = v.pipe(
  v.looseObject({ meta: v.looseObject({ code: idText, message: v.optional(v.unknown()) }), ...body }),
  v.transform(({ meta, data, page }) => ({ code: meta.code, msg: meta.message, data, page })),
);

export interface Envelope {
  readonly code: string;
  readonly msg?: unknown;
  readonly data?: unknown;
  readonly page?: { readonly total: number } | null | undefined;
}

/** How nearly all calls name a channel. */
export const channelFields = ({ deviceId, channelId }: ChannelAddress) => ({
  deviceSerial: deviceId,
  channelNo: channelId,
});

/** A switch or flag: 0 and 1 as number or text in most replies, true and false in some. */
export const flag = v.pipe(
  v.union([v.boolean(), v.picklist([0, 1, '0', '1', 'true', 'false'])]),
  v.transform((value) => value === true || value === 1 || value === '1' || value === 'true'),
);

export const tokenReply = v.looseObject({
  accessToken: v.pipe(v.string(), v.nonEmpty()),
  /** Epoch ms. */
  expireTime: integer,
  /** Overseas only: the one base address at which the token is good. */
  areaDomain: v.nullish(v.string()),
});

export const deviceRows = v.nullable(
  v.array(
    v.looseObject({
      deviceSerial: idText,
      deviceName: optionalText,
      status: v.nullish(integer),
      updateTime: v.nullish(v.union([v.number(), v.string()])),
    }),
  ),
  [],
);
export type DeviceRow = v.InferOutput<typeof deviceRows>[number];

export const cameraRows = v.nullable(
  v.array(
    v.looseObject({
      deviceSerial: idText,
      channelNo: idText,
      channelName: optionalText,
      status: v.nullish(integer),
      isEncrypt: v.nullish(integer),
    }),
  ),
  [],
);
export type CameraRow = v.InferOutput<typeof cameraRows>[number];

export const deviceInfo = v.looseObject({
  deviceSerial: idText,
  deviceName: optionalText,
  status: v.nullish(integer),
  isEncrypt: v.nullish(integer),
  updateTime: v.nullish(v.union([v.number(), v.string()])),
});

export const liveReply = v.looseObject({
  url: v.pipe(v.string(), v.nonEmpty()),
  expireTime: v.nullish(v.union([v.number(), v.string()])),
});

export interface AddressProtocol {
  readonly protocol: Protocol;
  readonly number: number;
  /** What its addresses begin with. */
  readonly scheme: RegExp;
}

const FLV: AddressProtocol = { protocol: 'flv', number: 4, scheme: /^https?:/ };
const RTMP: AddressProtocol = { protocol: 'rtmp', number: 3, scheme: /^rtmps?:/ };
const HLS: AddressProtocol = { protocol: 'hls', number: 2, scheme: /^https?:/ };

/** The vendor's protocols in our order of preference; recordings are not to be had as HLS, fast ones as FLV only. */
export const LIVE_PROTOCOLS: readonly AddressProtocol[] = [FLV, RTMP, HLS];
export const PLAYBACK_PROTOCOLS: readonly AddressProtocol[] = [FLV, RTMP];
export const FAST_PROTOCOLS: readonly AddressProtocol[] = [FLV];

export const QUALITY_NUMBER = { main: 1, sub: 2 } as const satisfies Record<Quality, number>;

/** Device field `status`: 1 online, 0 offline; anything else is not reported. */
export function toReachability(status: number | null | undefined): Reachability {
  return status === 1 ? 'online' : status === 0 ? 'offline' : 'unknown';
}

export function toCondition(isEncrypt: number | null | undefined): Condition {
  return isEncrypt === 1 ? 'encrypted' : 'clear';
}

/** `updateTime` is epoch ms as number or text in one edition of the guide, China's wall clock in another. */
export function toInstant(time: number | string | null | undefined): number | null {
  if (time === null || time === undefined) return null;
  if (typeof time === 'number') return time;
  return /^\d{12,14}$/.test(time) ? Number(time) : parseChinaTime(time);
}

/**
 * Epoch ms at which a live address ends. The `expire` in the address itself (epoch seconds) is the truth: the text
 * beside it is in a zone that depends on the region.
 */
export function expiryOf({ url, expireTime }: v.InferOutput<typeof liveReply>): number | null {
  const seconds = /[?&]expire=(\d{10})(?:&|$)/.exec(url)?.[1];
  return seconds === undefined ? toInstant(expireTime) : Number(seconds) * 1000;
}
