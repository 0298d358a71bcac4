import { CallError } from '../errors';

/** Protobuf is loaded when WeChat is asked for something, and not by each function that might. */
const loadWire = async () => import('protobufjs/minimal');

/** `CommApiData` of wx-server-sdk 4.0.2: `{ 2: { repeated 1: { 1: name, 2: JSON text of the value } } }`. */
export async function encodeRequest(values: object): Promise<Uint8Array> {
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

export interface OpenApiReply {
  readonly body: Uint8Array;
  readonly contentType: string;
  /** 0 when the interface itself has answered. */
  readonly errorCode: number;
}

/** `CommOpenApiResp` of the same: `{ 1: body, 2: content type, 3: error code, 4: HTTP code }`. */
export async function decodeReply(bytes: Uint8Array): Promise<OpenApiReply> {
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
