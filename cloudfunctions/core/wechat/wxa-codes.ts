import { CallError } from '../errors';
import { errcodeOf, type AskWechat } from './open-api';

/** Where a mini-program code leads. */
export interface WxaCode {
  /** Without a leading slash and without parameters. */
  readonly page: string;
  /** 1–32 characters of those that WeChat takes. */
  readonly scene: string;
  readonly version: 'release' | 'trial' | 'develop';
  /** Pixels, 280–1280; it is as high. */
  readonly width: number;
}

/**
 * Draws mini-program codes, as pictures of WeChat's choice. WeChat draws 5000 a minute for one mini-program, then
 * `rate-limited`; any other refusal is `vendor-unavailable`.
 */
export type WxaCodes = (code: WxaCode) => Promise<Uint8Array>;

const QUESTION = { api: 'wxacode.getUnlimited', action: 'code.image' } as const;
/** WeChat's errcodes for too many calls: a minute's, and a day's. */
const TOO_MANY = new Set(['45009', '45011', '45029']);
const MINUTE_MS = 60_000;

export function createWxaCodes(ask: AskWechat, now: () => number): WxaCodes {
  return async ({ page, scene, version, width }) => {
    const values = { scene, page, check_path: false, env_version: version, width, is_hyaline: true };
    const answer = await ask({ ...QUESTION, values });
    if (answer.kind === 'refused') throw refused(answer.vendorCode, now());
    if (!answer.contentType.startsWith('image/')) throw refused(errcodeOf(answer.body), now());
    return answer.body;
  };
}

function refused(vendorCode: string, now: number): CallError {
  const detail = { vendor: 'wechat', vendorCode };
  if (!TOO_MANY.has(vendorCode)) return new CallError('vendor-unavailable', 'WeChat drew no code', detail);
  return new CallError('rate-limited', 'WeChat draws no more for a while', { ...detail, retryAt: now + MINUTE_MS });
}
