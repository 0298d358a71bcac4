import { randomUUID } from 'node:crypto';
import type * as v from 'valibot';
import type { DriverDeps } from '../../core/ports';
import { createVendorCalls, refusalOf } from '../../core/vendor-calls';
import { parseReply } from '../../core/vendor-reply';
import { refusals } from './codes';
import { sign, timestampOf } from './sign';
import { createUserTokens } from './user-tokens';
import { envelope, type Envelope, type Method, type OvoparkCredentials } from './wire';

const VENDOR = 'ovopark';
const SUCCESS = '0';
const STALE_TIMESTAMP = '16';
const REPEATED = '-100';
const NO_SUCH_TOKEN = '9990001';

/** One call of the API. Throws CallError. */
export type OvoparkCall = <T>(method: Method, params: Params, schema: v.GenericSchema<unknown, T>) => Promise<T>;
type Params = Readonly<Record<string, string | number | boolean>>;

/**
 * Signs each try anew, with a nonce, because the gateway refuses a signature that it has seen. Where it finds our
 * timestamp stale its own clock is taken from then on, and the call is repeated once: it has done nothing yet.
 */
export function createOvoparkClient(deps: DriverDeps<OvoparkCredentials>): OvoparkCall {
  const { account, clock } = deps;
  const { credentials } = account;
  const calls = createVendorCalls(VENDOR, deps);
  let gatewayAhead = 0; // ms

  function post(method: Method, params: Params, userToken: string | undefined) {
    const { timeoutMs, kind = 'read' } = method;
    return calls.send(
      {
        method: 'POST',
        url: credentials[method.gateway],
        headers: {
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
          ...(userToken !== undefined && { authenticator: userToken }),
        },
        body: () => signedForm({ credentials, method, params, at: clock.now() + gatewayAhead }),
        label: labelOf(method),
        kind,
        ...(timeoutMs !== undefined && { timeoutMs }),
      },
      envelope,
    );
  }

  async function exchange(method: Method, params: Params, userToken: string | undefined) {
    const reply = await post(method, params, userToken);
    const { code, systime } = reply.stat;
    if (code !== STALE_TIMESTAMP && code !== REPEATED) return reply;
    if (code === STALE_TIMESTAMP && typeof systime === 'number') gatewayAhead = systime - clock.now();
    return post(method, params, userToken);
  }

  async function read<T>(method: Method, schema: v.GenericSchema<unknown, T>, reply: Envelope): Promise<T> {
    const { code } = reply.stat;
    const label = labelOf(method);
    if (code !== SUCCESS) return calls.refuse(refusalOf(refusals, code), label, code);
    return parseReply(schema, reply.data, { vendor: VENDOR, label });
  }

  const users = createUserTokens(deps, async (method, params, schema) =>
    read(method, schema, await exchange(method, params, undefined)),
  );

  return async (method, params, schema) => {
    const userToken = await users.use();
    let reply = await exchange(method, params, userToken);
    if (reply.stat.code === NO_SUCH_TOKEN && userToken !== undefined && (await users.discard(userToken))) {
      reply = await exchange(method, params, await users.use());
    }
    return read(method, schema, reply);
  };
}

const labelOf = (method: Method): string => `${VENDOR} ${method.name}`;

interface FormParts {
  readonly credentials: OvoparkCredentials;
  readonly method: Method;
  readonly params: Params;
  /** Epoch ms by the gateway's clock. */
  readonly at: number;
}

/** Public and own parameters with the signature over all of them; never the same text twice. */
function signedForm({ credentials, method, params, at }: FormParts): string {
  const fields: Record<string, string> = {
    _aid: credentials.applicationId,
    _akey: credentials.accessKey,
    _mt: method.name,
    _sm: credentials.signMethod,
    _requestMode: 'POST',
    _version: method.version,
    _timestamp: timestampOf(at),
    _format: 'json',
    _nonce: randomUUID(),
  };
  for (const [name, value] of Object.entries(params)) fields[name] = String(value);
  const _sig = sign(fields, credentials.accessSecret, credentials.signMethod);
  return new URLSearchParams({ ...fields, _sig }).toString();
}
