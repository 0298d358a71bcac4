import * as v from 'valibot';
import { parseChinaTime } from '../../core/china-time';
import type { ChannelAddress } from '../../core/ports';
import { baseUrl, idText, integer, keyText, optionalText } from '../../core/reply-fields';

export const onenetCredentials = v.strictObject({
  baseUrl,
  productId: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
  /** The product's masterKey. */
  apiKey: keyText,
  /** Base64; signs the tokens of the object store. */
  accessKey: v.pipe(keyText, v.base64()),
});
export type OnenetCredentials = v.InferOutput<typeof onenetCredentials>;

/** Every reply; its payload stands under a key that differs from call to call. */
export const envelope = v.looseObject({ errno: idText, error: optionalText });

/** The reply of a call that has nothing to tell but its success. */
export const anyReply = v.looseObject({});

/** Stands beside the payload of most lists. */
export const pageInfo = v.looseObject({ total_num: integer, page_total: integer, page_key: optionalText });

/** How most calls name a channel. */
export const channelQuery = ({ deviceId, channelId }: ChannelAddress) => ({
  device_id: deviceId,
  channel_id: channelId,
});

/** `yyyy-MM-dd HH:mm:ss` in China, as epoch ms. */
export const chinaTimeText = v.pipe(v.string(), v.transform(parseChinaTime), v.number('a time'));

/** The same of an end; null while it is still to come, which vendors tell by nothing or by zeros. */
export const chinaEnd = v.nullish(
  v.union([
    v.pipe(
      v.string(),
      v.regex(/^[0 :-]*$/),
      v.transform(() => null),
    ),
    chinaTimeText,
  ]),
  null,
);

/** Years of four digits: what lies beyond can be neither shown nor sent back. */
const LATEST_SECOND = Date.UTC(9999, 0) / 1000;

/** Unix seconds, as epoch ms. */
export const unixSeconds = v.pipe(
  integer,
  v.minValue(0),
  v.maxValue(LATEST_SECOND),
  v.transform((seconds) => seconds * 1000),
);

/** KB, as bytes. */
export const kilobytes = v.pipe(
  integer,
  v.transform((size) => size * 1024),
);

export const base64Bytes = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/\s+/g, '')),
  v.base64(),
  v.transform((text): Uint8Array => Buffer.from(text, 'base64')),
);
