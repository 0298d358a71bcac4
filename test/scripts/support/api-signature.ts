import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A key pair as the console hands it out; temporary ones have a token. */
export interface ApiKey {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
}

export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const LIFE_S = 300;
const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d{2}-\d{2})\/(\w+)\/tc3_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/;

/**
 * Checks a request as API 3.0 documents it under "Signature v3": answers the documented error code, or null when it is
 * signed with this key, just now, for this service.
 */
export function refuseSignature(request: SignedRequest, service: string, key: ApiKey): string | null {
  const { headers, body } = request;
  const [, secretId, date, scope, signed, signature] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  if (!secretId || !date || !signed || !signature) return 'AuthFailure.InvalidAuthorization';
  if (secretId !== key.secretId) return 'AuthFailure.SecretIdNotFound';
  if (headers['x-tc-token'] !== key.token) return 'AuthFailure.TokenFailure';
  const timestamp = Number(headers['x-tc-timestamp']);
  if (!(Math.abs(Date.now() / 1000 - timestamp) <= LIFE_S)) return 'AuthFailure.SignatureExpire';
  const names = signed.split(';');
  const isComplete = ['content-type', 'host'].every((name) => names.includes(name));
  if (!isComplete || scope !== service || date !== new Date(timestamp * 1000).toISOString().slice(0, 10)) {
    return 'AuthFailure.SignatureFailure';
  }
  const canonicalHeaders = names.map((name) => `${name}:${String(headers[name]).trim()}\n`).join('');
  const canonical = [request.method, request.path, '', canonicalHeaders, signed, sha256(body)].join('\n');
  const text = ['TC3-HMAC-SHA256', timestamp, `${date}/${service}/tc3_request`, sha256(canonical)].join('\n');
  const secrets = [date, service, 'tc3_request'].reduce<Buffer | string>(hmac, `TC3${key.secretKey}`);
  const expected = hmac(secrets, text);
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? null : 'AuthFailure.SignatureFailure';
}

const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
