import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Audience, LiveAnswer, StreamAnswer, StreamRequest } from './audience';
import type { Clock } from './clock';
import type { Feeds } from './feed';
import { FLV_HEADER } from './flv';
import { hasSegment, parseHlsPath, writePlaylist, type HlsRequest } from './hls';
import { HlsViewers } from './hls-viewers';
import type { Line } from './line';
import { SegmentCache } from './segment-cache';

/** A GET of a path that is no stream. */
export interface FileRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface FileReply {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

export interface StreamServices {
  readonly file?: (request: FileRequest) => FileReply | null;
  readonly answer: (request: StreamRequest) => StreamAnswer;
  readonly audience: Audience;
  readonly feeds: Feeds;
  readonly clock: Clock;
}

const REFUSALS = { forbidden: 403, 'not-found': 404 } as const;
const CLOSE_UNSUPPORTED_BYTES = 1024;

/** HTTP-FLV, WebSocket-FLV and HLS over lines that others open. */
export class HttpStreams {
  private readonly server: Server;
  private readonly webSockets = new WebSocketServer({ noServer: true, maxPayload: CLOSE_UNSUPPORTED_BYTES });
  private readonly hlsViewers: HlsViewers;
  private readonly segments = new SegmentCache();
  /** The line under each connection, which TLS may lie between. */
  private readonly lines = new WeakMap<Duplex, Line>();

  constructor(private readonly services: StreamServices) {
    this.hlsViewers = new HlsViewers(services.audience, services.clock);
    this.server = createServer((request, response) => this.onRequest(request, response));
    this.server.on('upgrade', (request, connection, head) => this.onUpgrade(request, { connection, head }));
  }

  /** Serves a connection; `line` is what lies under it. */
  accept(connection: Duplex, line: Line): void {
    this.lines.set(connection, line);
    this.server.emit('connection', connection);
  }

  close(): void {
    this.hlsViewers.close();
    this.webSockets.close();
  }

  private onRequest(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cache-Control', 'no-store');
    if (request.method !== 'GET') {
      end(response, 405);
      return;
    }
    const { path, query } = splitTarget(request.url ?? '/');
    const hls = parseHlsPath(path);
    if (hls === null && !path.endsWith('.flv')) {
      this.sendFile({ path, query: new URLSearchParams(query), headers: request.headers }, response);
      return;
    }
    const asked: StreamRequest =
      hls === null ? { protocol: 'flv', path, query } : { protocol: 'hls', path: hls.playlist, query };
    const answer = this.services.answer(asked);
    if (answer.kind === 'refused') {
      end(response, REFUSALS[answer.reason]);
      return;
    }
    if (hls !== null && answer.from !== undefined) end(response, 404);
    else if (hls === null) this.sendFlv(answer, request, response);
    else this.sendHls({ answer, asked, hls }, request, response);
  }

  private sendFile(request: FileRequest, response: ServerResponse): void {
    const reply = this.services.file?.(request);
    if (!reply) {
      end(response, 404);
      return;
    }
    response.writeHead(reply.status, { 'Content-Type': reply.type });
    response.end(reply.body);
  }

  private sendFlv(answer: LiveAnswer, request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'video/x-flv' });
    response.write(FLV_HEADER);
    const leaveFeed = this.services.feeds.of(answer.camera, answer.quality, answer.from).join({
      deliver: (packet) => void response.write(packet.flv),
      backlog: () => response.writableLength,
    });
    const leave = this.services.audience.enter(answer, () => this.reset(request.socket));
    response.on('close', () => {
      leaveFeed();
      leave();
    });
  }

  private sendHls(
    { answer, asked, hls }: { answer: LiveAnswer; asked: StreamRequest; hls: HlsRequest },
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    if (!this.hlsViewers.fetch(`${asked.path}?${asked.query}`, answer)) {
      this.reset(request.socket);
      return;
    }
    const now = this.services.clock.now();
    if (hls.kind === 'playlist') {
      response.setHeader('Content-Type', 'application/vnd.apple.mpegurl');
      response.end(writePlaylist(asked, now));
      return;
    }
    if (!hasSegment(hls.segment, now)) {
      end(response, 404);
      return;
    }
    response.setHeader('Content-Type', 'video/mp2t');
    this.segments.segment(answer.camera, answer.quality, hls.segment).then(
      (bytes) => response.end(bytes),
      () => this.reset(request.socket),
    );
  }

  private onUpgrade(request: IncomingMessage, { connection, head }: { connection: Duplex; head: Buffer }): void {
    const { path, query } = splitTarget(request.url ?? '/');
    const answer: StreamAnswer = path.endsWith('.flv')
      ? this.services.answer({ protocol: 'ws-flv', path, query })
      : { kind: 'refused', reason: 'not-found' };
    if (answer.kind === 'refused') {
      const status = answer.reason === 'forbidden' ? '403 Forbidden' : '404 Not Found';
      connection.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    this.webSockets.handleUpgrade(request, connection, head, (socket) =>
      this.sendWebSocket(answer, socket, connection),
    );
  }

  private sendWebSocket(answer: LiveAnswer, socket: WebSocket, connection: Duplex): void {
    socket.send(FLV_HEADER);
    const leaveFeed = this.services.feeds.of(answer.camera, answer.quality, answer.from).join({
      deliver: (packet) => socket.send(packet.flv),
      backlog: () => socket.bufferedAmount,
    });
    const leave = this.services.audience.enter(answer, () => this.reset(connection));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      leaveFeed();
      leave();
    });
  }

  private reset(connection: Duplex): void {
    this.lines.get(connection)?.reset();
  }
}

/** The target byte for byte: a token must reach `answer` as it was sent. */
function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}
