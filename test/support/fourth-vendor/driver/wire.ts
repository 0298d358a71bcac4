import * as v from 'valibot';
import type { LiveSource, Quality } from '../../../../typings/contract/domain';
import type { PtzMotion } from '../../../../cloudfunctions/core/capabilities';
import type { VendorChannel } from '../../../../cloudfunctions/core/ports';
import { baseUrl, idText, integer, optionalText, secretText } from '../../../../cloudfunctions/core/reply-fields';
import type { RefusalTable } from '../../../../cloudfunctions/core/vendor-calls';

export const northcamCredentials = v.strictObject({ baseUrl, key: secretText, secret: secretText });
export type NorthcamCredentials = v.InferOutput<typeof northcamCredentials>;

/** Every code of the guide. */
export const refusals: RefusalTable = {
  '1001': 'vendor-auth',
  '1002': 'invalid-argument',
  '2003': 'device-offline',
  '2004': 'not-found',
  '2009': 'unsupported',
  '4290': 'pause',
  '5000': 'vendor-unavailable',
};

export const envelope = v.looseObject({ code: v.string(), data: v.optional(v.unknown()) });

const cameraRow = v.looseObject({ camera: idText, title: optionalText, shop: optionalText, up: v.boolean() });
export type CameraRow = v.InferOutput<typeof cameraRow>;
export const listReply = v.looseObject({ total: integer, rows: v.array(cameraRow) });
export const findReply = v.looseObject({ rows: v.array(cameraRow) });
export const liveReply = v.looseObject({
  flv: v.pipe(v.string(), v.url()),
  hls: v.pipe(v.string(), v.url()),
  until: integer,
});
export const noReply = v.unknown();

export const STREAM = { main: 'full', sub: 'small' } as const satisfies Record<Quality, string>;
export const WAYS: ReadonlyMap<PtzMotion, string> = new Map([
  ['up', 'N'],
  ['right', 'E'],
  ['down', 'S'],
  ['left', 'W'],
]);

/** A camera is one device with one lens. */
export const toStatus = ({ camera, up }: CameraRow) => ({
  address: { deviceId: camera, channelId: '1', groupId: null },
  reachability: up ? ('online' as const) : ('offline' as const),
  since: null,
  condition: 'clear' as const,
});

export const toChannel = (row: CameraRow): VendorChannel => ({
  ...toStatus(row),
  name: row.title || row.camera,
  groupName: row.shop || null,
  qualities: ['main', 'sub'],
});

export function toSources({ flv, hls, until }: v.InferOutput<typeof liveReply>): readonly LiveSource[] {
  const common = { codec: 'h264', expiresAt: until * 1000 } as const;
  return [
    { protocol: 'flv', url: flv, ...common },
    { protocol: 'hls', url: hls, ...common },
  ];
}
