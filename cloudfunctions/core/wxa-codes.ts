import { CallError } from './errors';
import { errorFields } from './log';
import type { Log } from './log';

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

/** Asks one of WeChat's server interfaces, in its own form of request and reply. */
export type OpenApi = (apiName: string, request: Uint8Array) => Promise<unknown>;

const API = 'wxacode.getUnlimited';
/** WeChat's errcodes for too many calls: a minute's, and a day's. */
const TOO_MANY = new Set(['45009', '45011', '45029']);
const MINUTE_MS = 60_000;

export function createWxaCodes(
  ask: OpenApi,
  { now, log }: { readonly now: () => number; readonly log: Log },
): WxaCodes {
  return async ({ page, scene, version, width }) => {
    const values = { scene, page, check_path: false, env_version: version, width, is_hyaline: true };
    const request = await encodeRequest(values);
    const answer = await ask(API, request).catch((error: unknown) => {
      log({ event: 'fault', action: 'code.image', ...errorFields(error) });
      throw new CallError('vendor-unavailable', 'WeChat did not answer', { vendor: 'wechat' });
    });
    if (!(answer instanceof Uint8Array)) throw refused(textAt(answer, 'code') ?? 'NO_BYTES', now());
    const { body, contentType, errorCode } = await decodeReply(answer);
    if (errorCode !== 0) throw refused(String(errorCode), now());
    if (!contentType.startsWith('image/')) throw refused(errcodeOf(body), now());
    return body;
  };
}

function refused(vendorCode: string, now: number): CallError {
  const detail = { vendor: 'wechat', vendorCode };
  if (!TOO_MANY.has(vendorCode)) return new CallError('vendor-unavailable', 'WeChat drew no code', detail);
  return new CallError('rate-limited', 'WeChat draws no more for a while', { ...detail, retryAt: now + MINUTE_MS });
}

function errcodeOf(body: Uint8Array): string {
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

/** Protobuf is loaded when a code is drawn, and not by each function that might. */
const loadWire = async () => import('protobufjs/minimal');

/** `CommApiData` of wx-server-sdk 4.0.2: `{ 2: { repeated 1: { 1: name, 2: JSON text of the value } } }`. */
async function encodeRequest(values: object): Promise<Uint8Array> {
  const { Writer } = await loadWire();
  const writer = Writer.create().uint32(tagOf(1, VARINT)).int32(OPEN_API).uint32(tagOf(2, BYTES)).fork();
  for (const [name, value] of Object.entries(values)) {
    writer.uint32(tagOf(1, BYTES)).fork().uint32(tagOf(1, BYTES)).string(name);
    writer
      .uint32(tagOf(2, BYTES))
      .bytes(Buffer.from(JSON.stringify(value)))
      .ldelim();
  }
  return writer.ldelim().finish();
}

interface OpenApiReply {
  readonly body: Uint8Array;
  readonly contentType: string;
  /** 0 when the interface itself has answered. */
  readonly errorCode: number;
}

/** `CommOpenApiResp` of the same: `{ 1: body, 2: content type, 3: error code, 4: HTTP code }`. */
async function decodeReply(bytes: Uint8Array): Promise<OpenApiReply> {
  const { Reader } = await loadWire();
  const reader = Reader.create(bytes);
  const reply = { body: new Uint8Array(), contentType: '', errorCode: 0 };
  try {
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag === tagOf(1, BYTES)) reply.body = Uint8Array.from(reader.bytes());
      else if (tag === tagOf(2, BYTES)) reply.contentType = reader.string();
      else if (tag === tagOf(3, VARINT)) reply.errorCode = reader.int32();
      else reader.skipType(tag & 7);
    }
  } catch {
    throw new CallError('vendor-protocol', 'WeChat answered in no form that is known', { vendor: 'wechat' });
  }
  return reply;
}

const OPEN_API = 0;
const VARINT = 0;
const BYTES = 2;
const tagOf = (field: number, type: number): number => (field << 3) | type;
