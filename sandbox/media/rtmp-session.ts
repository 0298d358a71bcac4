import { decodeAmf, encodeAmf, isAmfObject, type Amf } from './amf';
import type { Line } from './line';
import { PLAY_STREAM, SERVER_CHUNK_SIZE } from './packet';
import { ChunkReader, encodeMessage, RTMP, type RtmpMessage } from './rtmp-chunks';
import { HANDSHAKE_BYTES, RTMP_VERSION } from './rtmp-handshake';

/** What the session asks of its owner. */
export interface RtmpSessionHandlers {
  /** The player wants `/app/name`; answer with `accept` or `refuse`. */
  onPlay(asked: { readonly path: string; readonly query: string }): void;
  /** The player gave the stream back, or is gone. May come without `onPlay`. */
  onStop(): void;
}

const WINDOW_BYTES = 5_000_000;
const CONTROL = { channel: 2, stream: 0 } as const;
const COMMAND_CHANNEL = 3;
const STREAM_BEGIN = 0;
const STREAM_END = 1;
/** Commands are short; whoever sends more is no player. */
const MAX_INPUT_BYTES = 64 * 1024;

/** The server's side of one RTMP connection: it plays, and refuses everything else by name. */
export class RtmpSession {
  private state: 'greeting' | 'confirming' | 'talking' = 'greeting';
  private pending: Buffer = Buffer.alloc(0);
  private app = '';
  private readonly chunks = new ChunkReader((message) => this.onMessage(message), MAX_INPUT_BYTES);

  constructor(
    private readonly line: Line,
    private readonly handlers: RtmpSessionHandlers,
  ) {
    line.on('data', (bytes: Buffer) => this.receive(bytes));
    line.on('end', () => line.end());
    line.on('close', () => handlers.onStop());
  }

  accept(): void {
    this.mark(STREAM_BEGIN);
    this.status('status', 'NetStream.Play.Reset', 'Resetting the stream.');
    this.status('status', 'NetStream.Play.Start', 'The stream begins.');
  }

  refuse(code: 'NetStream.Play.Failed' | 'NetStream.Play.StreamNotFound', description: string): void {
    this.status('error', code, description);
    this.line.end();
  }

  /** The stream is over, in order: said in the three ways that players know. */
  finish(): void {
    this.mark(STREAM_END);
    const info = { level: 'status', code: 'NetStream.Play.Complete', duration: 0, bytes: 0 };
    this.send({ type: RTMP.data, stream: PLAY_STREAM, body: encodeAmf('onPlayStatus', info) });
    this.status('status', 'NetStream.Play.Stop', 'The recording is over.');
    this.line.end();
  }

  private receive(bytes: Buffer): void {
    try {
      this.pending = this.pending.length === 0 ? bytes : Buffer.concat([this.pending, bytes]);
      if (this.state === 'greeting') this.readGreeting();
      if (this.state === 'confirming') this.readConfirmation();
      if (this.state !== 'talking') return;
      const input = this.pending;
      this.pending = Buffer.alloc(0);
      this.chunks.push(input);
    } catch {
      // Whatever does not parse is not a player's; nothing can be answered to it.
      this.line.destroy();
    }
  }

  private readGreeting(): void {
    if (this.pending.length < 1 + HANDSHAKE_BYTES) return;
    if (this.pending[0] !== RTMP_VERSION) throw new Error('not RTMP 3');
    const greeting = this.pending.subarray(1, 1 + HANDSHAKE_BYTES);
    // A zero version in our own greeting asks for the plain handshake, which every player knows.
    this.line.write(Buffer.concat([Buffer.from([RTMP_VERSION]), Buffer.alloc(HANDSHAKE_BYTES), greeting]));
    this.pending = this.pending.subarray(1 + HANDSHAKE_BYTES);
    this.state = 'confirming';
  }

  private readConfirmation(): void {
    if (this.pending.length < HANDSHAKE_BYTES) return;
    this.pending = this.pending.subarray(HANDSHAKE_BYTES);
    this.state = 'talking';
  }

  private onMessage({ type, body }: RtmpMessage): void {
    if (type === RTMP.command) this.onCommand(decodeAmf(body));
    else if (type === RTMP.commandAmf3) this.onCommand(decodeAmf(body.subarray(1)));
  }

  private onCommand(values: readonly Amf[]): void {
    const [name, transaction, facts, argument] = values;
    const id = typeof transaction === 'number' ? transaction : 0;
    switch (name) {
      case 'connect': {
        this.connect(id, facts);
        return;
      }
      case 'createStream': {
        this.command(0, ['_result', id, null, PLAY_STREAM]);
        return;
      }
      case 'play': {
        this.play(typeof argument === 'string' ? argument : '');
        return;
      }
      case 'closeStream':
      case 'deleteStream': {
        this.handlers.onStop();
        return;
      }
      case 'getStreamLength': {
        this.command(0, ['_result', id, null, 0]);
        return;
      }
      default:
        if (id > 0) this.refuseCommand(id, typeof name === 'string' ? name : 'this command');
    }
  }

  private connect(id: number, facts: Amf): void {
    const app = isAmfObject(facts) ? facts.app : undefined;
    this.app = typeof app === 'string' ? app.replace(/\/+$/, '') : '';
    const size = Buffer.alloc(4);
    size.writeUInt32BE(WINDOW_BYTES);
    this.control(RTMP.windowSize, size);
    this.control(RTMP.peerBandwidth, Buffer.concat([size, Buffer.from([2])]));
    const chunk = Buffer.alloc(4);
    chunk.writeUInt32BE(SERVER_CHUNK_SIZE);
    this.control(RTMP.setChunkSize, chunk);
    const properties = { fmsVer: 'FMS/3,0,1,123', capabilities: 31 };
    const description = 'Connection succeeded.';
    const info = { level: 'status', code: 'NetConnection.Connect.Success', description, objectEncoding: 0 };
    this.command(0, ['_result', id, properties, info]);
  }

  private play(name: string): void {
    // Some players take a slash in the query for the path's, so that the query begins in the application's name.
    const [path = '', ...query] = [this.app, name].filter(Boolean).join('/').split('?');
    this.handlers.onPlay({ path: `/${path}`, query: query.join('?') });
  }

  private refuseCommand(id: number, name: string): void {
    const description = `${name} is not supported`;
    this.command(0, ['_error', id, null, { level: 'error', code: 'NetConnection.Call.Failed', description }]);
  }

  private status(level: 'status' | 'error', code: string, description: string): void {
    this.command(PLAY_STREAM, ['onStatus', 0, null, { level, code, description }]);
  }

  private mark(event: typeof STREAM_BEGIN | typeof STREAM_END): void {
    const body = Buffer.alloc(6);
    body.writeUInt16BE(event, 0);
    body.writeUInt32BE(PLAY_STREAM, 2);
    this.control(RTMP.userControl, body);
  }

  private command(stream: number, values: readonly Amf[]): void {
    this.send({ type: RTMP.command, stream, body: encodeAmf(...values) });
  }

  private send(message: Omit<RtmpMessage, 'timestamp'>): void {
    this.line.write(encodeMessage({ ...message, timestamp: 0 }, COMMAND_CHANNEL, SERVER_CHUNK_SIZE));
  }

  private control(type: number, body: Buffer): void {
    const message = { type, stream: CONTROL.stream, timestamp: 0, body };
    this.line.write(encodeMessage(message, CONTROL.channel, SERVER_CHUNK_SIZE));
  }
}
