import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { FLV_HEADER } from '../../../sandbox/media/flv';
import type { Pull, PullEnd, PullHandlers } from '../../../sandbox/media/pull';
import { createGateway, endMessage, pullFor, stageMessage, type Gateway } from '../../../sandbox/preview/gateway';

/** A pull that a test drives by hand. */
class FakePull {
  handlers: PullHandlers | null = null;
  url = '';
  closed = false;
  readonly pull: Pull = (url, handlers) => {
    this.url = url;
    this.handlers = handlers;
    return { close: () => (this.closed = true), pause: () => undefined, resume: () => undefined };
  };
}

interface Received {
  readonly messages: string[];
  readonly bytes: Buffer[];
  readonly socket: WebSocket;
  readonly closed: Promise<void>;
}

let server: Server;
let gateway: Gateway;
let rtmp: FakePull;
let flv: FakePull;

beforeEach(async () => {
  rtmp = new FakePull();
  flv = new FakePull();
  gateway = createGateway({ pullRtmp: rtmp.pull, pullFlv: flv.pull, trustedCertificates: [] });
  server = createServer();
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  gateway.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function open(source: string): Promise<Received> {
  const { port } = server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/__pull?src=${encodeURIComponent(source)}`);
  const messages: string[] = [];
  const bytes: Buffer[] = [];
  socket.on('message', (data: Buffer, binary) => (binary ? bytes.push(data) : messages.push(data.toString())));
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  await new Promise((resolve) => socket.on('open', resolve));
  return { messages, bytes, socket, closed };
}

const ADDRESS = 'rtmp://127.0.0.1:1935/live/123-1?expire=1&t=a%2Fb:c';

test('the address reaches the pull byte for byte', async () => {
  await open(ADDRESS);
  expect(rtmp.url).toBe(ADDRESS);
});

test('stages come as WeChat’s codes, then FLV with its header first', async () => {
  const received = await open(ADDRESS);
  rtmp.handlers?.onStage({ kind: 'connected', address: '127.0.0.1' });
  rtmp.handlers?.onStage({ kind: 'playing', answer: 'NetStream.Play.Start' });
  rtmp.handlers?.onTag({ kind: 'video', timestamp: 0, body: Buffer.from([0x17, 1, 0, 0, 0]) });
  rtmp.handlers?.onEnd({ kind: 'reset', detail: 'ECONNRESET' });
  await received.closed;
  expect(received.messages.map((text) => (JSON.parse(text) as { code: number }).code)).toEqual([2001, 2002, 3005]);
  expect(received.bytes[0]).toEqual(FLV_HEADER);
  expect(received.bytes[1]?.[0]).toBe(9);
});

test('a browser that leaves ends the pull', async () => {
  const received = await open(ADDRESS);
  received.socket.close();
  await received.closed;
  await new Promise((resolve) => setImmediate(resolve));
  expect(rtmp.closed).toBe(true);
});

test('nothing that is said holds the address', async () => {
  const received = await open(ADDRESS);
  rtmp.handlers?.onStage({ kind: 'connected', address: '127.0.0.1' });
  rtmp.handlers?.onEnd({ kind: 'refused', code: 'NetStream.Play.Failed' });
  await received.closed;
  expect(received.messages.join()).not.toContain('expire');
});

test('an hls address is given up at once: live-player plays flv and rtmp only', async () => {
  const received = await open('http://127.0.0.1/live/a.m3u8?x=1');
  await received.closed;
  expect(received.messages).toEqual(['{"code":-2301,"message":"live-player plays flv and rtmp only"}']);
  expect(flv.handlers).toBeNull();
});

test.each([
  ['rtmp://host/live/1', 'rtmp'],
  ['http://host/live/1.flv?x=.m3u8', 'flv'],
  ['https://host/live/1.flv', 'flv'],
  ['http://host/live/1.m3u8', 'none'],
  ['rtmpe://host/live/1', 'none'],
  ['ezopen://host/1', 'none'],
  ['', 'none'],
])('%s is pulled as %s', (source, kind) => {
  const pull = pullFor(source, { pullRtmp: rtmp.pull, pullFlv: flv.pull, trustedCertificates: [] });
  expect(pull).toBe({ rtmp: rtmp.pull, flv: flv.pull, none: null }[kind]);
});

test.each<[PullEnd, number]>([
  [{ kind: 'dns-failed', detail: 'ENOTFOUND' }, 3001],
  [{ kind: 'connect-failed', detail: 'ECONNREFUSED' }, 3002],
  [{ kind: 'handshake-failed', detail: 'timeout' }, 3003],
  [{ kind: 'refused', code: 'HTTP 403' }, 3005],
  [{ kind: 'malformed', detail: 'not FLV' }, 3005],
  [{ kind: 'reset', detail: 'ECONNRESET' }, 3005],
  [{ kind: 'ended', detail: 'closed' }, 2006],
  [{ kind: 'unsupported', detail: 'rtmpe' }, -2301],
])('an end of kind %j is code %i', (end, code) => {
  expect(endMessage(end).code).toBe(code);
});

test('the two stages are codes 2001 and 2002', () => {
  expect(stageMessage({ kind: 'connected', address: '127.0.0.1' }).code).toBe(2001);
  expect(stageMessage({ kind: 'playing', answer: 'HTTP 200' })).toEqual({ code: 2002, message: 'HTTP 200' });
});
