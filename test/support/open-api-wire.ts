import { Reader, Writer } from 'protobufjs/minimal';

/** `CommApiData` of WeChat's own server SDK: a request to a server interface, each argument as JSON text. */
export function encodeRequest(values: object): Buffer {
  const writer = Writer.create().uint32(8).int32(0);
  writer.uint32(18).fork();
  for (const [name, value] of Object.entries(values)) {
    writer.uint32(10).fork();
    writer.uint32(10).string(name);
    writer.uint32(18).bytes(Buffer.from(JSON.stringify(value)));
    writer.ldelim();
  }
  return Buffer.from(writer.ldelim().finish());
}

export interface OpenApiReply {
  readonly body: Buffer;
  readonly contentType: string;
  readonly errorCode: number;
}

/** `CommOpenApiResp` of the same. */
export function decodeReply(bytes: Uint8Array): OpenApiReply {
  const reader = Reader.create(bytes);
  let reply: OpenApiReply = { body: Buffer.alloc(0), contentType: '', errorCode: 0 };
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    switch (tag >>> 3) {
      case 1:
        reply = { ...reply, body: Buffer.from(reader.bytes()) };
        break;
      case 2:
        reply = { ...reply, contentType: reader.string() };
        break;
      case 3:
        reply = { ...reply, errorCode: reader.int32() };
        break;
      default:
        reader.skipType(tag & 7);
    }
  }
  return reply;
}
