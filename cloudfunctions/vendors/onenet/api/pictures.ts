import * as v from 'valibot';
import { CallError } from '../../../core/errors';
import type { ChannelAddress } from '../../../core/ports';
import { integer, optionalText } from '../../../core/reply-fields';
import type { OnenetClient } from '../client';
import { assertWithin } from '../limits';
import { assertPicture } from '../picture-bytes';
import { anyReply, channelQuery, pageInfo, unixSeconds } from '../wire';

const pictureRow = v.looseObject({
  format: optionalText,
  size: v.nullish(integer),
  date: unixSeconds,
  name: v.pipe(v.string(), v.nonEmpty()),
  desc: optionalText,
  url: v.string(),
});

const picturesReply = v.looseObject({ data: v.nullish(v.array(pictureRow), []), page_info: pageInfo });
const pictureReply = v.looseObject({ data: pictureRow });

/** A picture that the vendor keeps. */
export interface StoredPicture {
  /** Its id among the pictures of its channel. */
  readonly name: string;
  readonly description: string;
  /** Epoch ms. */
  readonly date: number;
  readonly bytes: number | null;
  readonly url: string;
}

export interface NewPicture {
  /** Unused so far: the vendor refuses a name that it has. */
  readonly name: string;
  readonly format: 'jpg' | 'png';
  readonly bytes: Uint8Array;
  readonly description?: string;
}

export interface PictureQuery {
  /** Epoch ms; either may be left out. */
  readonly from?: number;
  readonly to?: number;
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
}

const FOLDER = 'ipc/video/picture';
const TIMEOUT_MS = 20_000;

/** Guide §5: pictures that the vendor keeps for a channel. */
export function picturesApi({ call, fetchBytes }: OnenetClient, baseUrl: string) {
  const toPicture = (row: v.InferOutput<typeof pictureRow>): StoredPicture => ({
    name: row.name,
    description: row.desc,
    date: row.date,
    bytes: row.size ?? null,
    url: toAddress(row.url, `${baseUrl}/${FOLDER}/`),
  });

  return {
    /** §5.1. */
    async put(address: ChannelAddress, picture: NewPicture): Promise<void> {
      const { name, format, bytes, description } = picture;
      assertWithin(name !== '' && bytes.byteLength > 0, 'a picture has a name and something in it');
      const query = { ...channelQuery(address), format, name, desc: description };
      const target = { method: 'PUT', path: `${FOLDER}/upload`, query, timeoutMs: TIMEOUT_MS } as const;
      await call({ ...target, body: { bytes }, schema: anyReply });
    },

    /** §5.2. */
    async list(address: ChannelAddress, query: PictureQuery) {
      const fields = {
        ...channelQuery(address),
        start_time: toSeconds(query.from),
        end_time: toSeconds(query.to),
        page_start: query.page,
        page_size: query.perPage,
      };
      const reply = await call({ path: `${FOLDER}/get_list`, query: fields, schema: picturesReply });
      return {
        pictures: reply.data.map(toPicture),
        total: reply.page_info.total_num,
        pages: reply.page_info.page_total,
      };
    },

    /** §5.3. */
    async view(address: ChannelAddress, name: string): Promise<StoredPicture> {
      const query = { ...channelQuery(address), name };
      return toPicture((await call({ path: `${FOLDER}/get_info`, query, schema: pictureReply })).data);
    },

    /** §5.4, whose path is spelled like this everywhere. */
    async remove(address: ChannelAddress, name: string): Promise<void> {
      const query = { ...channelQuery(address), name };
      await call({ method: 'DELETE', path: `${FOLDER}/delete_pictrue`, query, schema: anyReply });
    },

    /** §5.5. */
    async fetch({ url }: Pick<StoredPicture, 'url'>): Promise<Uint8Array> {
      const label = 'picture';
      return assertPicture(await fetchBytes({ path: url, label, auth: 'none', timeoutMs: TIMEOUT_MS }), label);
    },
  };
}

const toSeconds = (at: number | undefined): number | undefined => (at === undefined ? at : Math.floor(at / 1000));

/** A newer edition tells no more than the end of the address. */
function toAddress(url: string, base: string): string {
  const address = URL.canParse(url, base) ? new URL(url, base) : null;
  if (address !== null && /^https?:$/.test(address.protocol)) return address.href;
  throw new CallError('vendor-protocol', `onenet ${FOLDER}: unexpected url`, { vendor: 'onenet' });
}
