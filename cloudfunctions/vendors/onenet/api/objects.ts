import * as v from 'valibot';
import { integer, optionalText } from '../../../core/reply-fields';
import type { OnenetClient } from '../client';
import { objectRefusals } from '../codes';
import { assertWithin, lengthOf } from '../limits';
import { anyReply, pageInfo, unixSeconds } from '../wire';

/** Guide §15. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_NAME = 256;
const MOST_DESCRIPTION = 1024;
const TIMEOUT_MS = 20_000;
const SUCCESS = ['0', '200'] as const;
const FOLDER = 'ipc/video/file';

/** A file in the product's object store. */
export interface StoredObject {
  readonly name: string;
  readonly bytes: number;
  /** Epoch ms. */
  readonly date: number;
  readonly description: string;
}

const objectsReply = v.looseObject({
  data: v.nullish(
    v.array(v.looseObject({ name: v.string(), size: integer, date: unixSeconds, desc: optionalText })),
    [],
  ),
  page_info: v.nullish(pageInfo),
});

/** Guide §15: the product's object store, which has codes of its own and takes a signed token. */
export function objectsApi({ call, fetchBytes }: OnenetClient, productId: string) {
  const target = (name: string, object?: string) => ({
    path: `${FOLDER}/${name}`,
    query: { product_id: productId, name: object },
    auth: 'token' as const,
    refusals: objectRefusals,
    success: SUCCESS,
  });

  return {
    /** §15.1. The vendor says which characters a name may not have. */
    async upload(object: { readonly name: string; readonly bytes: Uint8Array; readonly description?: string }) {
      const { name, bytes, description = '' } = object;
      assertName(name);
      assertWithin(bytes.byteLength <= MOST_BYTES, 'an object has at most 8 MB');
      assertWithin(
        lengthOf(description) <= MOST_DESCRIPTION,
        `a description has at most ${MOST_DESCRIPTION} characters`,
      );
      const { query, ...rest } = target('upload', name);
      const fields = { ...query, desc: description || undefined };
      await call({ ...rest, query: fields, method: 'PUT', body: { bytes }, timeoutMs: TIMEOUT_MS, schema: anyReply });
    },

    /** §15.2. */
    async download(name: string): Promise<Uint8Array> {
      assertName(name);
      return fetchBytes({ ...target('download', name), maxReplyBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS });
    },

    /** §15.3. */
    async remove(name: string): Promise<void> {
      assertName(name);
      await call({ ...target('delete', name), method: 'DELETE', schema: anyReply });
    },

    /** §15.4. All objects, or those of a name. `total` may be more: the guide has no way to ask for a second page. */
    async list(name?: string): Promise<{ readonly objects: readonly StoredObject[]; readonly total: number }> {
      const reply = await call({ ...target('list', name), schema: objectsReply });
      const objects = reply.data.map((row) => ({
        name: row.name,
        bytes: row.size,
        date: row.date,
        description: row.desc,
      }));
      return { objects, total: Math.max(reply.page_info?.total_num ?? 0, objects.length) };
    },
  };
}

function assertName(name: string): void {
  const length = lengthOf(name);
  assertWithin(length > 0 && length <= MOST_NAME, `an object’s name has 1 to ${MOST_NAME} characters`);
}
