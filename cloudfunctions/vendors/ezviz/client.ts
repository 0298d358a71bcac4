import { createHash } from 'node:crypto';
import type * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { DriverDeps, Token } from '../../core/ports';
import { createVendorCalls } from '../../core/vendor-calls';
import { parseReply } from '../../core/vendor-reply';
import { refusalBehind } from './codes';
import { isNewer, labelOf, toRequest, type EzvizCall, type NewerShape, type Params } from './requests';
import { envelope, newerEnvelope, tokenReply, type Envelope, type EzvizCredentials } from './wire';

const VENDOR = 'ezviz';
const SUCCESS = '200';
const TOKEN_EXPIRED = '10002';
/** In place of a code: the vendor says this by an address in its answer. */
export const OTHER_REGION = 'other-region';

export interface EzvizReply<T> {
  readonly data: T;
  /** How many rows the whole list has; null outside lists. */
  readonly total: number | null;
}

/** What is read: a path below `/api/lapp/`, or one of the newer families in a shape of its own. */
export type EzvizTarget = string | Pick<EzvizCall, 'path' | 'shape'>;

/** One read of the API. Throws CallError. */
export type EzvizRead = <T>(
  target: EzvizTarget,
  params: Params,
  schema: v.GenericSchema<unknown, T>,
) => Promise<EzvizReply<T>>;

export interface CommandOptions extends Partial<Pick<EzvizCall, 'file' | 'timeoutMs' | 'kind'>> {
  /** Codes beside 200 that tell this call's outcome and are no error of it. */
  readonly outcomes?: readonly string[];
}

/** One command, sent once. Gives the code it ended with: 200 or one of the outcomes. Throws CallError. */
export type EzvizCommand = (path: string, params: Params, options?: CommandOptions) => Promise<string>;

export interface CommandReply<T> {
  readonly schema: v.GenericSchema<unknown, T>;
  readonly timeoutMs?: number;
  readonly shape?: NewerShape;
}

/** A command that is answered with data. Throws CallError. */
export type EzvizCommandData = <T>(path: string, params: Params, reply: CommandReply<T>) => Promise<T>;

export interface EzvizClient {
  readonly read: EzvizRead;
  readonly command: EzvizCommand;
  readonly commandData: EzvizCommandData;
  /** Whether this is the token that opens the whole account. */
  readonly isAccountToken: (value: string) => Promise<boolean>;
}

/** Sends calls with the account's token. A token called expired is renewed once and the call repeated once. */
export function createEzvizClient(deps: DriverDeps<EzvizCredentials>): EzvizClient {
  const { account, tokens } = deps;
  const { appKey, appSecret, baseUrl } = account.credentials;
  const calls = createVendorCalls(VENDOR, deps);
  const tokenKey = `${VENDOR}:${account.id}:${digest(`${baseUrl} ${appKey}`)}`;

  async function send(call: EzvizCall, credentials: Params): Promise<Envelope> {
    const request = await toRequest(baseUrl, call, credentials);
    return calls.send(request, isNewer(call) ? newerEnvelope : envelope);
  }

  function refuse(call: EzvizCall, reply: Envelope): Promise<never> {
    const { refusal, vendorCode } = refusalBehind(reply);
    return calls.refuse(refusal, labelOf(call), vendorCode);
  }

  async function renew(kind: EzvizCall['kind']): Promise<Token> {
    const call: EzvizCall = { path: 'token/get', kind };
    const reply = await send(call, { appKey, appSecret });
    if (reply.code !== SUCCESS) return refuse(call, reply);
    const origin = { vendor: VENDOR, label: labelOf(call) };
    const { accessToken, expireTime, areaDomain } = parseReply(tokenReply, reply.data, origin);
    if (isElsewhere(areaDomain, baseUrl)) {
      throw new CallError('unsupported', 'the account belongs to another region: set its baseUrl to that region', {
        vendor: VENDOR,
        vendorCode: OTHER_REGION,
      });
    }
    return { value: accessToken, expiresAt: expireTime };
  }

  /** A token is fetched at the same urgency as the call that it is for: what must arrive does not wait for a rest. */
  const tokenFor = ({ kind }: Pick<EzvizCall, 'kind'>): Promise<string> =>
    tokens.use(tokenKey, () => renew(kind === 'repeatable-command' ? kind : 'read'));

  /** A refused call has done nothing, so that a command may be repeated with the new token. */
  async function exchange(call: EzvizCall, outcomes: readonly string[] = []): Promise<Envelope> {
    const accessToken = await tokenFor(call);
    let reply = await send(call, { accessToken });
    if (reply.code === TOKEN_EXPIRED) {
      await tokens.discard(tokenKey, accessToken);
      reply = await send(call, { accessToken: await tokenFor(call) });
    }
    return reply.code === SUCCESS || outcomes.includes(reply.code) ? reply : refuse(call, reply);
  }

  const parse = <T>(call: EzvizCall, schema: v.GenericSchema<unknown, T>, data: unknown): T =>
    parseReply(schema, data, { vendor: VENDOR, label: labelOf(call) });

  return {
    async read(target, params, schema) {
      const call: EzvizCall = { ...(typeof target === 'string' ? { path: target } : target), params, kind: 'read' };
      const { data, page } = await exchange(call);
      return { data: parse(call, schema, data), total: page?.total ?? null };
    },

    async command(path, params, { outcomes, ...options } = {}) {
      return (await exchange({ path, params, kind: 'command', ...options }, outcomes)).code;
    },

    async commandData(path, params, { schema, ...options }) {
      const call: EzvizCall = { path, params, kind: 'command', ...options };
      return parse(call, schema, (await exchange(call)).data);
    },

    isAccountToken: async (value) => value === (await tokenFor({ kind: 'read' })),
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);

/** Overseas tokens are good at one region's address only. */
function isElsewhere(areaDomain: string | null | undefined, baseUrl: string): boolean {
  if (areaDomain === null || areaDomain === undefined || !URL.canParse(areaDomain)) return false;
  return new URL(areaDomain).host !== new URL(baseUrl).host;
}
