import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { encodeFlvTag, FLV_HEADER } from '../../../sandbox/media/flv';
import { pullFlv } from '../../../sandbox/media/flv-client';
import { parseRtmpUrl, pullRtmp } from '../../../sandbox/media/rtmp-client';
import { makeOrigin } from '../../support/media/make-origin';
import { startPull } from '../../support/media/pulled';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

/** A server that treats each connection so. */
const listenRaw = (serve: (socket: Socket) => void): Promise<string> => listen(createServer(serve));

test.each([
  [pullRtmp, 'http://127.0.0.1/live/1'],
  [pullRtmp, 'rtmp://127.0.0.1'],
  [pullRtmp, 'rtmpe://127.0.0.1/live/1'],
  [pullFlv, 'rtmp://127.0.0.1/live/1'],
  [pullFlv, 'nonsense'],
])('an address of another kind is unsupported (%#)', async (pull, url) => {
  expect((await startPull(pull, url).end).kind).toBe('unsupported');
});

test.each([
  ['rtmp', pullRtmp],
  ['http', pullFlv],
])('a name that does not exist fails at its look-up over %s', async (scheme, pull) => {
  const pulled = startPull(pull, `${scheme}://${'x'.repeat(64)}/live/1.flv`);
  expect((await pulled.end).kind).toBe('dns-failed');
  expect(pulled.stages).toEqual([]);
});

test('a server that does not speak RTMP fails the handshake', async () => {
  const host = await listenRaw((socket) => socket.write(Buffer.alloc(4000, 0x48)));
  const pulled = startPull(pullRtmp, `rtmp://${host}/live/1`);
  expect(await pulled.end).toEqual({ kind: 'handshake-failed', detail: 'not RTMP 3' });
  expect(pulled.stages).toEqual([{ kind: 'connected', address: '127.0.0.1' }]);
});

test('a server that does not speak TLS fails the handshake', async () => {
  const host = await listenRaw((socket) => socket.end('HTTP/1.1 400 no\r\n\r\n'));
  const pulled = startPull(pullFlv, `https://${host}/live/1.flv`);
  expect((await pulled.end).kind).toBe('handshake-failed');
});

test('a certificate that nobody vouches for fails the handshake', async () => {
  const origin = await makeOrigin({ tls: true });
  const pulled = startPull(pullFlv, `${origin.https}/live/1-sub.flv`);
  expect(await pulled.end).toMatchObject({ kind: 'handshake-failed', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  await origin.close();
});

test('a silent server is given up at the deadline', async () => {
  const host = await listenRaw(() => undefined);
  const options = { stepTimeoutMs: 1000 };
  const pulls = [
    startPull(pullRtmp, `rtmp://${host}/live/1`, options),
    startPull(pullFlv, `http://${host}/live/1.flv`, options),
  ];
  for (const { end } of pulls) expect(await end).toEqual({ kind: 'handshake-failed', detail: 'nothing for 1000 ms' });
});

test('a stream that its server ends in order has ended, one that breaks off was reset', async () => {
  const tag = encodeFlvTag({ kind: 'audio', timestamp: 5, body: Buffer.from([1]) });
  const server = createHttpServer((request, response) => {
    response.write(Buffer.concat([FLV_HEADER, tag]));
    if (request.url === '/whole.flv') response.end();
    else setImmediate(() => request.socket.destroy());
  });
  const host = await listen(server);
  const whole = startPull(pullFlv, `http://${host}/whole.flv`);
  expect((await whole.end).kind).toBe('ended');
  expect(whole.tags).toHaveLength(1);
  expect((await startPull(pullFlv, `http://${host}/torn.flv`).end).kind).toBe('reset');
});

test('a page in place of a stream is malformed', async () => {
  const host = await listen(createHttpServer((_, response) => response.end('<html></html>')));
  expect(await startPull(pullFlv, `http://${host}/1.flv`).end).toEqual({ kind: 'malformed', detail: 'not FLV' });
});

test('a player is sent on to another server, but not for ever', async () => {
  const target = await makeOrigin();
  let turns = 0;
  const server = createHttpServer((request, response) => {
    turns++;
    const location = request.url === '/1.flv' ? `${target.http}/live/4-sub.flv` : '/again.flv';
    response.writeHead(302, { location }).end();
  });
  const host = await listen(server);
  const sent = startPull(pullFlv, `http://${host}/1.flv`);
  await sent.tagged(4);
  expect(sent.stages.map(({ kind }) => kind)).toEqual(['connected', 'playing']);
  sent.close();
  turns = 0;
  expect(await startPull(pullFlv, `http://${host}/again.flv`).end).toEqual({ kind: 'refused', code: 'HTTP 302' });
  expect(turns).toBe(4);
  await target.close();
});

test('after close nothing is told any more', async () => {
  const origin = await makeOrigin();
  for (const [pull, url] of [
    [pullRtmp, `${origin.rtmp}/live/4-sub`],
    [pullFlv, `${origin.http}/live/4-sub.flv`],
  ] as const) {
    const pulled = startPull(pull, url);
    await pulled.tagged(3);
    pulled.close();
    const count = pulled.tags.length;
    let ended = false;
    void pulled.end.then(() => (ended = true));
    await origin.happened('leave 4');
    expect([pulled.tags.length, ended]).toEqual([count, false]);
  }
  await origin.close();
});

test('an rtmp address is taken apart byte for byte', () => {
  expect(parseRtmpUrl('rtmp://cam.example/openlive/abc?token=a/b%2F&e=1')).toEqual({
    host: 'cam.example',
    port: 1935,
    app: 'openlive',
    name: 'abc?token=a/b%2F&e=1',
    tcUrl: 'rtmp://cam.example/openlive',
  });
  expect(parseRtmpUrl('rtmp://cam.example:19350/a/b/c')).toMatchObject({ port: 19350, app: 'a/b', name: 'c' });
});
