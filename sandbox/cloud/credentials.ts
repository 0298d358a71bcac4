import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { sign } from '@cloudbase/signature-nodejs';

/** The one environment there is. */
export const ENVIRONMENT = 'sandbox';

/** Made anew at each start, so that no other program on this machine holds them. */
export interface Credentials {
  readonly secretId: string;
  readonly secretKey: string;
}

export interface SignedRequest {
  readonly method: string;
  /** As the client wrote it, from the scheme on. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

const SIGNATURE_LIFE_S = 600;

export function createCredentials(): Credentials {
  return { secretId: `sandbox-${randomBytes(8).toString('hex')}`, secretKey: randomBytes(24).toString('base64url') };
}

/** What the platform sets in a function's environment; it points the real SDK at `url`. */
export function sdkEnvironment({ secretId, secretKey }: Credentials, url: string): Record<string, string> {
  return {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'local',
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: secretKey,
    SCF_NAMESPACE: ENVIRONMENT,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: url }),
  };
}

/** Whether the request carries a fresh TC3-HMAC-SHA256 signature by these credentials over its whole body. */
export function isSigned(request: SignedRequest, credentials: Credentials, nowMs: number): boolean {
  const { authorization } = request.headers;
  const timestamp = Number(request.headers['x-timestamp']);
  if (authorization === undefined || !Number.isInteger(timestamp)) return false;
  if (Math.abs(nowMs / 1000 - timestamp) > SIGNATURE_LIFE_S) return false;
  const signedNames = /SignedHeaders=([^,]+),/.exec(authorization)?.[1]?.split(';') ?? [];
  const headers = pick(request.headers, signedNames);
  if (!('host' in headers) || !('content-type' in headers)) return false; // the signer insists on both
  const { url, body: params } = request;
  const expected = sign({
    ...credentials,
    method: request.method.toLowerCase(), // the SDK signs `post`
    url,
    headers,
    params,
    timestamp,
    withSignedParams: true,
  });
  return isSame(authorization, expected.authorization);
}

function pick(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = headers[name];
    if (typeof value === 'string') picked[name] = value;
  }
  return picked;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
