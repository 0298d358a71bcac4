import * as v from 'valibot';
import type { Condition, Protocol, Quality, Reachability } from '../../../typings/contract/domain';
import { parseChinaTime } from '../../core/china-time';
import { baseUrl, idText, integer, optionalText, secretText } from '../../core/reply-fields';

export const ezvizCredentials = v.strictObject({ baseUrl, appKey: secretText, appSecret: secretText });
export type EzvizCredentials = v.InferOutput<typeof ezvizCredentials>;

/** Every reply: `code` is 200 or a refusal. */
export const envelope = v.looseObject({
  code: idText,
  data: v.optional(v.unknown()),
  page: v.nullish(v.looseObject({ total: integer })),
});

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
  status: v.nullish(integer),
  isEncrypt: v.nullish(integer),
  updateTime: v.nullish(v.union([v.number(), v.string()])),
});

export const deviceStatus = v.nullable(v.looseObject({ privacyStatus: v.nullish(integer) }));

export const liveReply = v.looseObject({
  url: v.pipe(v.string(), v.nonEmpty()),
  expireTime: v.nullish(v.union([v.number(), v.string()])),
});

/** Live protocols in our order of preference, by the guide's numbers, with the scheme their addresses have. */
export const LIVE_PROTOCOLS = [
  { protocol: 'flv', number: 4, scheme: /^https?:/ },
  { protocol: 'rtmp', number: 3, scheme: /^rtmps?:/ },
  { protocol: 'hls', number: 2, scheme: /^https?:/ },
] as const satisfies readonly { protocol: Protocol; number: number; scheme: RegExp }[];
export type LiveProtocol = (typeof LIVE_PROTOCOLS)[number];

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
