import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttp, type HttpRecord } from '../../../cloudfunctions/core/http';
import type { HttpRequest } from '../../../cloudfunctions/core/ports';
import { makeHastyClock, START } from '../../support/fake-clock';

const READ: HttpRequest = {
  method: 'GET',
  url: 'http://camera.example/secret',
  label: 'ezviz device/list',
  kind: 'read',
};
const COMMAND: HttpRequest = { ...READ, kind: 'command' };

type Reply = Response | Error;

/** The port over a network that gives these replies in turn. */
function makePort(replies: Reply[], options: { maxBodyBytes?: number; timeoutMs?: number } = {}) {
  const clock = makeHastyClock();
  const bodies: unknown[] = [];
  const records: HttpRecord[] = [];
  const http = createHttp({
    clock,
    random: () => 0.5,
    deadline: () => new AbortController().signal,
    onDone: (record) => records.push(record),
    fetch: (_, init) => {
      bodies.push(init?.body);
      const reply = replies[bodies.length - 1] ?? replies.at(-1)!;
      return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
    },
    ...options,
  });
  return { http, clock, bodies, records, tries: () => bodies.length };
}

const fault = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(`connect ${code} 10.0.0.1:443`), { code }) });

test.each([400, 404, 429, 500])('HTTP %i is a response like any other and is not repeated', async (status) => {
  const { http, tries } = makePort([new Response('{}', { status })]);
  expect((await http(READ)).status).toBe(status);
  expect(tries()).toBe(1);
});

test.each([502, 503, 504])('a read that meets HTTP %i is repeated with growing pauses', async (status) => {
  const { http, tries, clock } = makePort([
    new Response('', { status }),
    new Response('', { status }),
    new Response('ok'),
  ]);
  const { body } = await http(READ);
  expect(Buffer.from(body).toString()).toBe('ok');
  expect(tries()).toBe(3);
  expect(clock.now() - START).toBe(150 + 300);
});

test('a read is tried three times at most', async () => {
  const { http, tries } = makePort([fault('ECONNREFUSED')]);
  await expect(http(READ)).rejects.toMatchObject({ code: 'vendor-unavailable' });
  expect(tries()).toBe(3);
});

test.each([fault('ECONNRESET'), fault('UND_ERR_SOCKET'), new Response('', { status: 503 })])(
  'a command is sent once, whatever becomes of it',
  async (reply) => {
    const { http, tries } = makePort([reply]);
    await http(COMMAND).catch(() => undefined);
    expect(tries()).toBe(1);
  },
);

test('a command that must arrive, and may twice, is repeated like a read', async () => {
  const { http, tries } = makePort([fault('ECONNRESET'), new Response('', { status: 503 }), new Response('ok')]);
  expect(await http({ ...READ, kind: 'repeatable-command' })).toMatchObject({ status: 200 });
  expect(tries()).toBe(3);
});

test('a read on a socket that the vendor had closed goes out again at once', async () => {
  const { http, clock, tries } = makePort([fault('UND_ERR_SOCKET'), new Response('ok')]);
  await http(READ);
  expect(tries()).toBe(2);
  expect(clock.now()).toBe(START);
});

test('a repeat that could not end inside the deadline is not begun', async () => {
  const { http, tries } = makePort([fault('ECONNREFUSED')], { timeoutMs: 100 });
  await expect(http(READ)).rejects.toMatchObject({ code: 'vendor-unavailable' });
  expect(tries()).toBe(1);
});

test('a body given as a function is made anew for each try', async () => {
  const { http, bodies } = makePort([new Response('', { status: 502 }), new Response('ok')]);
  let made = 0;
  await http({ ...READ, method: 'POST', body: () => `signed ${++made}` });
  expect(bodies).toEqual(['signed 1', 'signed 2']);
});

test('a reply over the limit is vendor-protocol and is not asked for again', async () => {
  const { http, tries } = makePort([new Response('x'.repeat(101))], { maxBodyBytes: 100 });
  await expect(http(READ)).rejects.toMatchObject({ code: 'vendor-protocol' });
  expect(tries()).toBe(1);
});

test('a call that expects a large reply says so', async () => {
  const { http } = makePort([new Response('x'.repeat(101))], { maxBodyBytes: 100 });
  expect((await http({ ...READ, maxReplyBytes: 101 })).body).toHaveLength(101);
});

test('errors and records name what was asked and how it failed, never where', async () => {
  const { http, records } = makePort([fault('ECONNREFUSED')]);
  const error: unknown = await http(COMMAND).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message: 'ezviz device/list: ECONNREFUSED', cause: undefined });
  expect(records).toEqual([{ label: 'ezviz device/list', outcome: 'ECONNREFUSED', tries: 1, durationMs: 0 }]);
  expect(JSON.stringify([error, records])).not.toMatch(/example|10\.0\.0\.1|secret/);
});

describe('against a real server', () => {
  let server: Server;
  let connections: number;
  let url: string;

  beforeEach(async () => {
    connections = 0;
    server = createServer((request, response) => {
      if (request.url === '/slow') return;
      if (request.url === '/moved') response.writeHead(302, { location: '/elsewhere' });
      response.end('hello');
    });
    server.on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const http = createHttp({ clock: { now: Date.now, sleep: async () => undefined }, random: Math.random });

  test('calls in a row keep using their connections', async () => {
    for (let call = 0; call < 20; call += 1) await http({ ...READ, url });
    expect(connections).toBeLessThanOrEqual(2);
  });

  test('a vendor that does not answer is vendor-unavailable at the deadline', async () => {
    const slow = http({ ...READ, url: `${url}/slow`, timeoutMs: 50 });
    await expect(slow).rejects.toMatchObject({
      code: 'vendor-unavailable',
      message: 'ezviz device/list: no answer in time',
    });
  });

  test('a redirect is not followed, because it would carry our keys along', async () => {
    expect((await http({ ...READ, url: `${url}/moved` })).status).toBe(302);
  });

  test('a port where nobody listens is vendor-unavailable', async () => {
    server.close();
    server.closeAllConnections();
    await expect(http({ ...COMMAND, url })).rejects.toMatchObject({ code: 'vendor-unavailable' });
  });
});
