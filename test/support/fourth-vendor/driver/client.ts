import { randomUUID } from 'node:crypto';
import type * as v from 'valibot';
import type { DriverDeps, HttpRequest } from '../../../../cloudfunctions/core/ports';
import { createVendorCalls, refusalOf } from '../../../../cloudfunctions/core/vendor-calls';
import { parseReply } from '../../../../cloudfunctions/core/vendor-reply';
import { sign } from './sign';
import { envelope, refusals, type NorthcamCredentials } from './wire';

const VENDOR = 'northcam';

export interface NorthcamCall<T> {
  /** Below `/v2/`. */
  readonly path: string;
  readonly fields: object;
  readonly schema: v.GenericSchema<unknown, T>;
  readonly kind?: HttpRequest['kind'];
}

export type Ask = <T>(call: NorthcamCall<T>) => Promise<T>;

/** Signs each call and unwraps its reply. Throws CallError. */
export function createNorthcamClient(deps: DriverDeps<NorthcamCredentials>): Ask {
  const { baseUrl, key, secret } = deps.account.credentials;
  const calls = createVendorCalls(VENDOR, deps);

  return async ({ path, fields, schema, kind = 'read' }) => {
    const signed = { path: `/v2/${path}`, body: JSON.stringify(fields), time: deps.clock.now(), nonce: randomUUID() };
    const label = `${VENDOR} ${path}`;
    const { code, data } = await calls.send(
      {
        method: 'POST',
        url: `${baseUrl}${signed.path}`,
        headers: {
          'content-type': 'application/json',
          'x-key': key,
          'x-time': String(signed.time),
          'x-nonce': signed.nonce,
          'x-sign': sign({ ...signed, key, secret }),
        },
        body: signed.body,
        label,
        kind,
      },
      envelope,
    );
    if (code !== '0') return calls.refuse(refusalOf(refusals, code), label, code);
    return parseReply(schema, data, { vendor: VENDOR, label });
  };
}
