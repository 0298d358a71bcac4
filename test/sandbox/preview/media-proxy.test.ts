import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMediaProxy, rewritePlaylist } from '../../../sandbox/preview/media-proxy';
import { createUpstream } from '../../../sandbox/preview/upstream';

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const through = (proxy: string, source: string): string => `${proxy}/__media?src=${encodeURIComponent(source)}`;

test('every address of a playlist leads back through the proxy, with what it was signed with', () => {
  const playlist = ['#EXTM3U', '#EXT-X-KEY:METHOD=AES-128,URI="key?t=1"', '#EXTINF:2,', 'seg-1.ts?sign=a%2Fb', ''].join(
    '\n',
  );
  const lines = rewritePlaylist(playlist, new URL('http://host/live/x/index.m3u8?token=1')).split('\n');
  expect(lines).toEqual([
    '#EXTM3U',
    `#EXT-X-KEY:METHOD=AES-128,URI="/__media?src=${encodeURIComponent('http://host/live/x/key?t=1')}"`,
    '#EXTINF:2,',
    `/__media?src=${encodeURIComponent('http://host/live/x/seg-1.ts?sign=a%2Fb')}`,
    '',
  ]);
});

test('a playlist is rewritten and a segment passes unchanged', async () => {
  const origin = await serve((request, response) => {
    const isPlaylist = request.url === '/index.m3u8';
    response.setHeader('content-type', isPlaylist ? 'application/vnd.apple.mpegurl' : 'video/mp2t');
    response.end(isPlaylist ? '#EXTM3U\nseg.ts\n' : Buffer.from([0x47, 0x00]));
  });
  const proxy = await serve(createMediaProxy(createUpstream([])));
  const playlist = await (await fetch(through(proxy, `${origin}/index.m3u8`))).text();
  const [, segment] = playlist.split('\n');
  const response = await fetch(proxy + (segment ?? ''));
  expect(response.headers.get('content-type')).toBe('video/mp2t');
  expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0x47, 0x00]));
});

test('a refusal keeps its status', async () => {
  const origin = await serve((_, response) => void response.writeHead(403).end());
  const proxy = await serve(createMediaProxy(createUpstream([])));
  expect((await fetch(through(proxy, `${origin}/index.m3u8`))).status).toBe(403);
});

test('a byte range is asked for and answered', async () => {
  const origin = await serve((request, response) => {
    response.writeHead(206, { 'content-range': 'bytes 0-1/9', 'content-type': 'video/mp4' });
    response.end(request.headers.range);
  });
  const proxy = await serve(createMediaProxy(createUpstream([])));
  const response = await fetch(through(proxy, `${origin}/clip.mp4`), { headers: { range: 'bytes=0-1' } });
  expect([response.status, response.headers.get('content-range'), await response.text()]).toEqual([
    206,
    'bytes 0-1/9',
    'bytes=0-1',
  ]);
});

test('a redirect is followed, and the addresses in a playlist stand beside where it led', async () => {
  const origin = await serve((request, response) => {
    if (request.url === '/old.m3u8') response.writeHead(302, { location: '/new/index.m3u8' }).end();
    else response.end('#EXTM3U\nseg.ts\n');
  });
  const proxy = await serve(createMediaProxy(createUpstream([])));
  const playlist = await (await fetch(through(proxy, `${origin}/old.m3u8`))).text();
  expect(playlist).toContain(encodeURIComponent(`${origin}/new/seg.ts`));
});

test('an origin that is gone is a bad gateway', async () => {
  const proxy = await serve(createMediaProxy(createUpstream([])));
  expect((await fetch(through(proxy, 'http://127.0.0.1:9/index.m3u8'))).status).toBe(502);
});

test.each(['file:///etc/passwd', 'not an address', ''])('the source %j is refused', async (source) => {
  const proxy = await serve(createMediaProxy(createUpstream([])));
  expect((await fetch(through(proxy, source))).status).toBe(400);
});
