import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { StreamAnswer, StreamRequest, WatchableAnswer } from './audience';
import { FLV_HEADER } from './flv';
import { parseHlsPath } from './hls';
import { HlsStreams } from './hls-streams';
import type { Line } from './line';
import type { MediaPacket } from './packet';
import { show, type Stage } from './viewing';

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

export interface StreamServices extends Stage {
  readonly file?: (request: FileRequest) => FileReply | null;
  readonly answer: (request: StreamRequest) => StreamAnswer;
}

const REFUSALS = { forbidden: 403, 'not-found': 404 } as const;
const CLOSE_UNSUPPORTED_BYTES = 1024;

/** HTTP-FLV, WebSocket-FLV and HLS over lines that others open. */
export class HttpStreams {
  private readonly server: Server;
  private readonly webSockets = new WebSocketServer({ noServer: true, maxPayload: CLOSE_UNSUPPORTED_BYTES });
  private readonly hls: HlsStreams;
  /** The line under each connection, which TLS may lie between. */
  private readonly lines = new WeakMap<Duplex, Line>();

  constructor(private readonly services: StreamServices) {
    this.hls = new HlsStreams(services);
    this.server = createServer((request, response) => this.onRequest(request, response));
    this.server.on('upgrade', (request, connection, head) => this.onUpgrade(request, { connection, head }));
  }

  /** Serves a connection; `line` is what lies under it. */
  accept(connection: Duplex, line: Line): void {
    this.lines.set(connection, line);
    this.server.emit('connection', connection);
  }

  close(): void {
    this.hls.close();
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
    if (hls === null) this.sendFlv(answer, request, response);
    else this.hls.send({ answer, request: asked, hls }, response, () => this.reset(request.socket));
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

  private sendFlv(answer: WatchableAnswer, request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'video/x-flv' });
    response.write(FLV_HEADER);
    const connection = {
      deliver: (packet: MediaPacket) => void response.write(packet.flv),
      backlog: () => response.writableLength,
      end: () => void response.end(),
      cut: () => this.reset(request.socket),
    };
    response.on('close', show(answer, connection, this.services));
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

  private sendWebSocket(answer: WatchableAnswer, socket: WebSocket, connection: Duplex): void {
    socket.send(FLV_HEADER);
    const leave = show(
      answer,
      {
        deliver: (packet) => socket.send(packet.flv),
        backlog: () => socket.bufferedAmount,
        end: () => socket.close(),
        cut: () => this.reset(connection),
      },
      this.services,
    );
    socket.on('error', () => socket.terminate());
    socket.on('close', leave);
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
