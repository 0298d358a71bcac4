import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { startPreview, type Preview } from '../../../sandbox/preview/server';

const FIXTURE = join(__dirname, '../../support/fixture-app');
const invoke = jest.fn((_fn: string, _event: unknown, _openid: string): Promise<unknown> => Promise.resolve(null));
const UPGRADE = { connection: 'Upgrade', upgrade: 'websocket' };

let root: string;
let preview: Preview;
const lines: string[] = [];

const start = (port = 0): Promise<Preview> =>
  startPreview({
    port,
    miniprogramDir: root,
    invoke,
    control: (_, response) => void response.end('control'),
    trustedCertificates: [],
    watch: true,
    log: (line) => lines.push(line),
  });

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'kandian-fixture-'));
  cpSync(FIXTURE, root, { recursive: true });
  writeFileSync(join(root, 'pixel.png'), 'png');
  preview = await start();
});
afterAll(async () => {
  await preview.close();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  invoke.mockReset();
  lines.length = 0;
});

const get = async (path: string): Promise<{ status: number; type: string; text: string }> => {
  const response = await fetch(preview.url + path);
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
};

test('a busy port is refused with EADDRINUSE', async () => {
  await expect(start(Number(new URL(preview.url).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('an address whose escapes are no text is the asker’s mistake', async () => {
  await expect(get('/%')).resolves.toMatchObject({ status: 400 });
});

test('the desk, the phone, the runtime and the mini-program are served', async () => {
  await expect(get('/')).resolves.toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  await expect(get('/phone/')).resolves.toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  await expect(get('/phone/runtime.js')).resolves.toMatchObject({
    status: 200,
    type: 'text/javascript; charset=utf-8',
  });
  await expect(get('/phone/app.css')).resolves.toMatchObject({ status: 200, type: 'text/css; charset=utf-8' });
  expect((await get('/phone/app.js')).text).toContain('extra/pages/detail/detail');
});

test('sandbox endpoints are handed over', async () => {
  expect((await get('/__sandbox/state')).text).toBe('control');
});

test('a cloud call reaches the function as the person who is chosen', async () => {
  invoke.mockResolvedValue({ ok: true });
  const body = JSON.stringify({ openid: 'sandbox-staff', event: { action: 'store.list', data: {} } });
  const response = await fetch(`${preview.url}/__cloud/monitor`, { method: 'POST', body });
  expect(await response.json()).toEqual({ ok: true });
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(invoke).toHaveBeenCalledWith('monitor', { action: 'store.list', data: {} }, 'sandbox-staff');
});

test('a function that fails is a failed call, a malformed call a refused one', async () => {
  invoke.mockRejectedValue(new Error('out of memory'));
  const post = async (body: string) => (await fetch(`${preview.url}/__cloud/monitor`, { method: 'POST', body })).status;
  await expect(post(JSON.stringify({ openid: 'a', event: {} }))).resolves.toBe(500);
  await expect(post(JSON.stringify({ event: {} }))).resolves.toBe(400);
  await expect(post('{')).resolves.toBe(400);
});

test('only packaged resources are served as files, and only from inside', async () => {
  await expect(get('/phone/files/pixel.png')).resolves.toMatchObject({ status: 200, type: 'image/png' });
  await expect(get('/phone/files/app.js')).resolves.toMatchObject({ status: 404 });
  await expect(get('/phone/files/..%2f..%2fetc%2fpasswd')).resolves.toMatchObject({ status: 404 });
});

test('another website is refused, whether it asks by its own name or under ours', async () => {
  const status = (headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const asked = request(`${preview.url}/__cloud/monitor`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.on('error', reject).end(JSON.stringify({ openid: 'sandbox-owner', event: {} }));
    });
  await expect(status({ origin: 'https://elsewhere.example' })).resolves.toBe(403);
  await expect(status({ host: 'elsewhere.example' })).resolves.toBe(403);
  expect(invoke).not.toHaveBeenCalled();
  const socket = new WebSocket(`${preview.url.replace('http', 'ws')}/__pull?src=x`, {
    origin: 'https://elsewhere.example',
  });
  await expect(new Promise((resolve) => socket.on('error', () => resolve('refused')))).resolves.toBe('refused');
});

test('a target that is no address ends its own connection, not the preview', async () => {
  for (const path of ['//', '//[', '/phone/%']) {
    const asked = request({ host: '127.0.0.1', port: new URL(preview.url).port, path, headers: UPGRADE });
    const over = new Promise((resolve) => asked.on('error', resolve).on('response', resolve));
    asked.end();
    await over;
  }
  expect((await get('/')).status).toBe(200);
});

test('what a page reports is one line in the terminal, without addresses', async () => {
  const body = 'failed to load http://127.0.0.1:1/live/1.flv?t=secret now\nat x';
  await fetch(`${preview.url}/__preview/report`, { method: 'POST', body });
  expect(lines).toEqual(['phone: failed to load http://… now']);
});

test('a broken source is a page that says why, one line in the terminal, and whole again once repaired', async () => {
  const changed = async (content: string): Promise<void> => {
    const changes = await fetch(`${preview.url}/__preview/changes`);
    const reader = changes.body?.getReader();
    await reader?.read();
    writeFileSync(join(root, 'pages/mine/mine.wxml'), content);
    const piece: { value?: Uint8Array } | undefined = await reader?.read();
    expect(Buffer.from(piece?.value ?? []).toString()).toContain('reload');
    await reader?.cancel();
  };
  await changed('<view>{{ a + }}</view>');
  expect((await get('/phone/app.js')).text).toContain('showBuildError("pages/mine/mine.wxml:1 ');
  expect(lines).toEqual([expect.stringMatching(/^preview: pages\/mine\/mine\.wxml:1 /)]);
  await changed('<view>mine</view>');
  expect((await get('/phone/app.js')).text).not.toContain('showBuildError');
});
