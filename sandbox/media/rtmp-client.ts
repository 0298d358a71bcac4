import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { decodeAmf, encodeAmf, isAmfObject, type Amf } from './amf';
import { tagKind } from './flv';
import type { Pull, PullEnd, PullHandlers, Pulling, PullOptions } from './pull';
import { connectFailure, PullReport } from './pull-report';
import { ChunkReader, encodeMessage, RTMP, type RtmpMessage } from './rtmp-chunks';
import { HANDSHAKE_BYTES, RTMP_VERSION } from './rtmp-handshake';

const DEFAULT_PORT = 1935;
/** We never change the size in which we send. */
const CHUNK_SIZE = 128;
const CONTROL_CHANNEL = 2;
const COMMAND_CHANNEL = 3;
const PING = 6;
const PONG = 7;
const SET_BUFFER_LENGTH = 3;
const BUFFER_MS = 1000;
/** Transaction numbers of our two questions. */
const CONNECT = 1;
const CREATE_STREAM = 2;

/** Plays an rtmp address. */
export const pullRtmp: Pull = (url, handlers, options = {}) => {
  const address = parseRtmpUrl(url);
  if (address === null) return refuseAddress(handlers);
  return new RtmpPull(address, handlers, options);
};

interface RtmpAddress {
  readonly host: string;
  readonly port: number;
  readonly app: string;
  /** The stream's name with its query, byte for byte. */
  readonly name: string;
  readonly tcUrl: string;
}

/** Takes `rtmp://host[:port]/app/name?query` apart; null for anything else. */
export function parseRtmpUrl(url: string): RtmpAddress | null {
  const match = /^rtmp:\/\/([^/:?]+)(?::(\d{1,5}))?\/([^?]*)\/([^/?]+(?:\?.*)?)$/.exec(url);
  const [, host, port, app, name] = match ?? [];
  if (host === undefined || app === undefined || name === undefined) return null;
  const authority = port === undefined ? host : `${host}:${port}`;
  return {
    host,
    port: port === undefined ? DEFAULT_PORT : Number(port),
    app,
    name,
    tcUrl: `rtmp://${authority}/${app}`,
  };
}

function refuseAddress(handlers: PullHandlers): Pulling {
  const report = new PullReport(handlers, () => undefined);
  setImmediate(() => report.end({ kind: 'unsupported', detail: 'not an rtmp address' }));
  return { close: () => report.close(), pause: () => undefined, resume: () => undefined };
}

class RtmpPull implements Pulling {
  private readonly socket: Socket;
  private readonly report: PullReport;
  private readonly chunks = new ChunkReader((message) => this.onMessage(message));
  private state: 'connecting' | 'greeting' | 'asking' | 'playing' = 'connecting';
  private pending: Buffer = Buffer.alloc(0);
  private window = 0;
  private acknowledged = 0;

  constructor(
    private readonly address: RtmpAddress,
    handlers: PullHandlers,
    options: PullOptions,
  ) {
    this.report = new PullReport(handlers, () => this.socket.destroy(), options.stepTimeoutMs);
    this.report.begin('dns-failed');
    this.socket = connect({ host: address.host, port: address.port, noDelay: true });
    this.socket.on('lookup', () => this.report.begin('connect-failed'));
    this.socket.on('connect', () => this.greet());
    this.socket.on('data', (bytes) => this.receive(bytes));
    this.socket.on('error', (error) => this.report.end(this.lost(error)));
    this.socket.on('close', () => this.report.end(this.lost(null)));
  }

  close(): void {
    this.report.close();
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  private lost(error: NodeJS.ErrnoException | null): PullEnd {
    const detail = error === null ? 'closed by the server' : (error.code ?? error.message);
    switch (this.state) {
      case 'connecting':
        return error === null ? { kind: 'connect-failed', detail } : connectFailure(error);
      case 'greeting':
        return { kind: 'handshake-failed', detail };
      // A server that ends a stream in order says so first.
      case 'asking':
      case 'playing':
        return { kind: 'reset', detail };
    }
  }

  private greet(): void {
    this.state = 'greeting';
    this.report.begin('handshake-failed');
    this.report.stage({ kind: 'connected', address: this.socket.remoteAddress ?? this.address.host });
    const greeting = randomBytes(HANDSHAKE_BYTES);
    greeting.fill(0, 0, 8);
    this.socket.write(Buffer.concat([Buffer.from([RTMP_VERSION]), greeting]));
  }

  private receive(bytes: Buffer): void {
    if (this.report.ended) return;
    try {
      if (this.state === 'greeting') this.readGreeting(bytes);
      else this.chunks.push(bytes);
      this.acknowledge();
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.report.end({ kind: this.state === 'greeting' ? 'handshake-failed' : 'malformed', detail });
    }
  }

  private readGreeting(bytes: Buffer): void {
    this.pending = Buffer.concat([this.pending, bytes]);
    const length = 1 + 2 * HANDSHAKE_BYTES;
    if (this.pending.length < length) return;
    if (this.pending[0] !== RTMP_VERSION) throw new Error('not RTMP 3');
    this.socket.write(this.pending.subarray(1, 1 + HANDSHAKE_BYTES));
    this.state = 'asking';
    this.report.begin('handshake-failed');
    const { app, tcUrl } = this.address;
    const facts = {
      app,
      tcUrl,
      flashVer: 'LNX 9,0,124,2',
      fpad: false,
      capabilities: 15,
      audioCodecs: 4071,
      videoCodecs: 252,
    };
    this.command(0, ['connect', CONNECT, { ...facts, videoFunction: 1 }]);
    this.chunks.push(this.pending.subarray(length));
  }

  private onMessage({ type, timestamp, body }: RtmpMessage): void {
    const kind = tagKind(type);
    if (kind === 'script' && isPlayStatus(body)) this.onCommand(['onStatus', 0, null, decodeAmf(body)[1]]);
    else if (kind !== null) this.report.tag({ kind, timestamp, body });
    else if (type === RTMP.windowSize) this.window = body.readUInt32BE(0);
    else if (type === RTMP.userControl) this.onControl(body);
    else if (type === RTMP.command) this.onCommand(decodeAmf(body));
  }

  private onControl(body: Buffer): void {
    if (body.readUInt16BE(0) === PING) this.control(RTMP.userControl, [numbers16(PONG), body.subarray(2, 6)]);
  }

  private onCommand([name, transaction, , info]: readonly Amf[]): void {
    const code = isAmfObject(info) && typeof info.code === 'string' ? info.code : '';
    if (name === '_error') this.report.end({ kind: 'refused', code: code || '_error' });
    else if (name === '_result' && transaction === CONNECT) this.command(0, ['createStream', CREATE_STREAM, null]);
    else if (name === '_result' && transaction === CREATE_STREAM) this.play(typeof info === 'number' ? info : 1);
    else if (name === 'onStatus') this.onStatus(code);
  }

  private play(stream: number): void {
    this.command(stream, ['play', 0, null, this.address.name, -2]);
    this.control(RTMP.userControl, [numbers16(SET_BUFFER_LENGTH), numbers32(stream, BUFFER_MS)]);
  }

  private onStatus(code: string): void {
    if (code === 'NetStream.Play.Start') {
      this.state = 'playing';
      this.report.stage({ kind: 'playing', answer: code });
    } else if (/Failed|NotFound|Rejected|BadName|Denied/.test(code)) {
      this.report.end({ kind: 'refused', code });
    } else if (/Stop|Complete|UnpublishNotify/.test(code)) {
      this.report.end({ kind: 'ended', detail: code });
    }
  }

  /** Servers stop sending when nobody tells them what has arrived. */
  private acknowledge(): void {
    const received = this.socket.bytesRead;
    if (this.window === 0 || received - this.acknowledged < this.window / 2) return;
    this.acknowledged = received;
    this.control(RTMP.acknowledgement, [numbers32(received % 2 ** 32)]);
  }

  private command(stream: number, values: readonly Amf[]): void {
    const message = { type: RTMP.command, stream, timestamp: 0, body: encodeAmf(...values) };
    this.socket.write(encodeMessage(message, COMMAND_CHANNEL, CHUNK_SIZE));
  }

  private control(type: number, parts: readonly Buffer[]): void {
    const message = { type, stream: 0, timestamp: 0, body: Buffer.concat(parts) };
    this.socket.write(encodeMessage(message, CONTROL_CHANNEL, CHUNK_SIZE));
  }
}

const PLAY_STATUS = encodeAmf('onPlayStatus');
/** A server's word on the stream, sent as if it were part of it. */
const isPlayStatus = (body: Buffer): boolean => body.subarray(0, PLAY_STATUS.length).equals(PLAY_STATUS);

function numbers16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function numbers32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
  return bytes;
}
