import { CallError } from '../errors';
import { errorFields, type Log } from '../log';
import { decodeReply, encodeRequest } from './wire';

/** Asks one of WeChat's server interfaces, in its own form of request and reply. */
export type OpenApi = (apiName: string, request: Uint8Array) => Promise<unknown>;

/** What is asked of which interface; `action` is our own name for it, for the log. */
export interface WechatQuestion {
  readonly api: string;
  readonly action: string;
  readonly values: object;
}

/** What the interface itself said, or the platform's code for why it was not asked. */
export type WechatAnswer =
  | { readonly kind: 'answered'; readonly body: Uint8Array; readonly contentType: string }
  | { readonly kind: 'refused'; readonly vendorCode: string };

/**
 * Asks WeChat. Where nothing came back, `vendor-unavailable`: it may or may not have been done. What came back in a form
 * that is not known is `vendor-protocol`.
 */
export type AskWechat = (question: WechatQuestion) => Promise<WechatAnswer>;

export function createWechat(ask: OpenApi, log: Log): AskWechat {
  return async ({ api, action, values }) => {
    const answer = await ask(api, await encodeRequest(values)).catch((error: unknown) => {
      log({ event: 'fault', action, ...errorFields(error) });
      throw new CallError('vendor-unavailable', 'WeChat did not answer', { vendor: 'wechat' });
    });
    if (!(answer instanceof Uint8Array)) return refusal(textAt(answer, 'code') ?? 'NO_BYTES');
    const { body, contentType, errorCode } = await decodeReply(answer);
    return errorCode === 0 ? { kind: 'answered', body, contentType } : refusal(String(errorCode));
  };
}

const refusal = (vendorCode: string): WechatAnswer => ({ kind: 'refused', vendorCode });

/** The errcode of an answer in JSON: `0` where it was done. */
export function errcodeOf(body: Uint8Array): string {
  try {
    const told: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return textAt(told, 'errcode') ?? 'NO_CODE';
  } catch {
    return 'NO_JSON';
  }
}

function textAt(value: unknown, key: string): string | null {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null;
}
