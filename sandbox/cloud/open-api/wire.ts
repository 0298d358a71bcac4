import { Reader, Writer } from 'protobufjs/minimal';

/**
 * How WeChat's server interfaces are asked from a function: protobuf in both directions, as the platform's own
 * wx-server-sdk (4.0.2, `CommApiData` and `CommOpenApiResp`) sends and reads it.
 */
export interface OpenApiRequest {
  /** By name, each the JSON text of its value. */
  readonly arguments: ReadonlyMap<string, string>;
}

/** What the interface itself answers, or the platform's number for why it was not asked. */
export type OpenApiAnswer =
  | { readonly kind: 'answer'; readonly contentType: string; readonly body: Buffer }
  | { readonly kind: 'refused'; readonly errorCode: number };

const OPEN_API = 0;
const LENGTH_DELIMITED = 2;
const HTTP_OK = 200;

/** Null for anything else than a request to a server interface. */
export function readRequest(bytes: Uint8Array): OpenApiRequest | null {
  try {
    const [pairs = null] = fieldsOf(bytes).flatMap(({ field, value }) => (field === 2 ? [value] : []));
    if (pairs === null || apiTypeOf(bytes) !== OPEN_API) return null;
    return { arguments: new Map(fieldsOf(pairs).map(({ value }) => readPair(value))) };
  } catch {
    return null;
  }
}

/** `value` is empty for a field that holds a number. */
function fieldsOf(bytes: Uint8Array): { readonly field: number; readonly value: Uint8Array }[] {
  const reader = Reader.create(bytes);
  const fields = [];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const delimited = (tag & 7) === LENGTH_DELIMITED;
    fields.push({ field: tag >>> 3, value: delimited ? reader.bytes() : new Uint8Array() });
    if (!delimited) reader.skipType(tag & 7);
  }
  return fields;
}

function apiTypeOf(bytes: Uint8Array): number {
  const reader = Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) return reader.int32();
    reader.skipType(tag & 7);
  }
  return OPEN_API; // the kind that is left out is the first
}

function readPair(bytes: Uint8Array): [name: string, json: string] {
  const [name, json] = [1, 2].map((wanted) => {
    const found = fieldsOf(bytes).find(({ field }) => field === wanted);
    return Buffer.from(found?.value ?? []).toString('utf8');
  });
  return [name ?? '', json ?? ''];
}

export function writeAnswer(answer: OpenApiAnswer): Buffer {
  const writer = Writer.create();
  if (answer.kind === 'refused') writer.uint32(24).int32(answer.errorCode);
  else {
    writer.uint32(10).bytes(answer.body).uint32(18).string(answer.contentType);
    writer.uint32(32).uint32(HTTP_OK);
  }
  return Buffer.from(writer.finish());
}
