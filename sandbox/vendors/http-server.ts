import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** One request as a simulator reads it. */
export interface SimRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Fields of a form body; empty when the content type is another. */
  readonly form: URLSearchParams;
  /** Value of a JSON body; undefined when the content type is another or the text is malformed. */
  readonly json: unknown;
}

/** What a simulator answers; an object body is sent as JSON, a stream as it comes. */
export interface HttpReply {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object | string | Buffer | Readable;
}

export interface HttpServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Comfortably above the largest body of the three guides (8 MB). */
const MOST_BODY = 16 * 1024 * 1024;

/**
 * Serves on the loopback port that is wanted, or on a free one where that is taken or 0. `answer` gets a signal that
 * aborts when the caller hangs up.
 */
export async function serveHttp(
  answer: (request: SimRequest, gone: AbortSignal) => Promise<HttpReply>,
  wanted = 0,
): Promise<HttpServer> {
  const server = createServer((incoming, outgoing) => {
    exchange(incoming, outgoing, answer).catch(() => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    });
  });
  await listenOn(server, wanted).catch(() => listenOn(server, 0));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the simulator has no port');
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function exchange(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: SimRequest, gone: AbortSignal) => Promise<HttpReply>,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const body = await readBody(incoming);
  const reply = body === null ? { status: 413, body: '' } : await answer(parse(incoming, body), gone.signal);
  if (gone.signal.aborted) return;
  const { body: sent } = reply;
  const raw = typeof sent === 'string' || Buffer.isBuffer(sent) || sent instanceof Readable;
  outgoing.writeHead(reply.status ?? 200, {
    'content-type': raw ? 'application/octet-stream' : 'application/json;charset=UTF-8',
    ...reply.headers,
  });
  if (sent instanceof Readable) await pipeline(sent, outgoing);
  else outgoing.end(raw ? sent : JSON.stringify(sent));
}

/** Null when the body is too large; the rest of it is read and dropped, so that the refusal arrives. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_BODY) chunks.push(chunk);
  }
  return size > MOST_BODY ? null : Buffer.concat(chunks);
}

function parse(incoming: IncomingMessage, body: Buffer): SimRequest {
  const url = new URL(incoming.url ?? '/', 'http://simulator');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body,
    form: new URLSearchParams(type === 'application/x-www-form-urlencoded' ? body.toString('utf8') : ''),
    json: type === 'application/json' ? parseJson(body.toString('utf8')) : undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
