import { makeFleet } from '../../../sandbox/fleet';
import { startEzviz } from '../../../sandbox/vendors/ezviz/index';
import { startSimulators } from '../../../sandbox/vendors/index';
import type { RecordedRequest, Simulator } from '../../../sandbox/vendors/simulator';
import { at, makeCamera, makeClock, makeOrigins, NOW, send, textAt, type FakeClock, type FakeOrigin } from './support';

const KEYS = { appKey: 'sandbox-ezviz-app-key', appSecret: 'sandbox-ezviz-app-secret' };
const LIST = '/api/lapp/device/list';

let clock: FakeClock;
let origin: FakeOrigin;
let simulator: Simulator;

beforeEach(async () => {
  clock = makeClock();
  const { startOrigin, origins } = makeOrigins();
  simulator = await startEzviz({ cameras: [makeCamera('ezviz')], startOrigin, clock });
  [origin] = origins as [FakeOrigin];
});
afterEach(() => simulator.close());

const list = (form: Readonly<Record<string, string>> = { accessToken: 'at.secret' }, signal?: AbortSignal) =>
  send(simulator.baseUrl + LIST, { form, ...(signal && { signal }) });

describe('the address', () => {
  const startAt = (port: number) =>
    startEzviz({ cameras: [makeCamera('ezviz')], startOrigin: makeOrigins().startOrigin, clock, port });

  test('is the one that is wanted, if it is free', async () => {
    const { baseUrl } = simulator;
    const port = Number(new URL(baseUrl).port);
    const beside = await startAt(port);
    expect(beside.baseUrl).not.toBe(baseUrl);
    await beside.close();
    await simulator.close();
    simulator = await startAt(port);
    expect(simulator.baseUrl).toBe(baseUrl);
    expect((await list()).status).toBe(200);
  });
});

describe('the record', () => {
  test('keeps what was asked and answered, and no secret', async () => {
    await list({ accessToken: 'at.secret', pageSize: '5' });
    await send(`${simulator.baseUrl}/api/lapp/token/get`, { form: KEYS });
    expect(simulator.requests()).toEqual([
      {
        at: NOW,
        method: 'POST',
        path: LIST,
        params: { accessToken: '***', pageSize: '5' },
        status: 200,
        code: '10002',
      },
      {
        at: NOW,
        method: 'POST',
        path: '/api/lapp/token/get',
        params: { appKey: '***', appSecret: '***' },
        status: 200,
        code: '200',
      },
    ]);
  });

  test.each([
    ...['_sig', '_akey', 'sign', 'token', 'validateCode', 'password', 'cardPassword', 'authenticator'],
    ...['register_code', 'auth_info'],
  ])('masks %s', async (name) => {
    await list({ [name]: 'secret' });
    expect(simulator.requests()[0]?.params).toEqual({ [name]: '***' });
  });

  test('keeps the last 500, and counts them all', async () => {
    for (let sent = 0; sent < 501; sent++) await list({ pageSize: String(sent) });
    expect(simulator.requests()).toHaveLength(500);
    expect(simulator.requests()[0]?.params).toEqual({ pageSize: '1' });
    expect(simulator.counts().calls).toEqual({ [LIST]: 501 });
  });

  test('tells a listener until it has heard enough', async () => {
    const heard: RecordedRequest[] = [];
    const stop = simulator.onRequest((entry) => heard.push(entry));
    await list();
    stop();
    await list();
    expect(heard).toHaveLength(1);
  });
});

describe('faults', () => {
  test('a slow vendor answers when its time is up', async () => {
    simulator.setFaults({ slowVendorMs: 3_000 });
    const reply = list();
    await clock.pending(1);
    clock.advance(2_999);
    expect(clock.waiting()).toBe(1);
    expect(simulator.requests()).toEqual([]);
    clock.advance(1);
    expect((await reply).status).toBe(200);
  });

  test('replies held back are let go when the faults are cleared', async () => {
    simulator.setFaults({ slowVendorMs: 3_000 });
    const reply = list();
    await clock.pending(1);
    simulator.setFaults({});
    expect((await reply).status).toBe(200);
    await clock.pending(0);
  });

  test('a caller who hangs up is not waited for', async () => {
    simulator.setFaults({ slowVendorMs: 3_000 });
    const hangUp = new AbortController();
    const reply = list({}, hangUp.signal);
    await clock.pending(1);
    hangUp.abort();
    await expect(reply).rejects.toThrow();
    await clock.pending(0);
  });

  test('faults of the stream go to the streams, and end with the rest', () => {
    simulator.setFaults({ refuse: true, throttle: 1000, quota: true });
    simulator.setFaults({});
    expect(origin.faults).toEqual([{ refuse: true, throttle: 1000 }, {}]);
  });
});

test('closing lets go of held replies and closes the streams', async () => {
  simulator.setFaults({ slowVendorMs: 60_000 });
  const reply = list().catch(() => 'cut');
  await clock.pending(1);
  await simulator.close();
  expect(origin.closed).toBe(true);
  await reply;
});

test('a body above 16 MB is refused with 413', async () => {
  const response = await fetch(simulator.baseUrl + LIST, {
    method: 'POST',
    body: new Uint8Array(16 * 1024 * 1024 + 1),
  });
  expect(response.status).toBe(413);
});

test('startSimulators gives each vendor its share of the fleet, and credentials that work there', async () => {
  const { startOrigin, origins } = makeOrigins();
  const simulators = await startSimulators({ fleet: makeFleet(), startOrigin, clock });
  expect(simulators.map(({ vendor }) => vendor)).toEqual(['ezviz', 'onenet', 'ovopark']);
  expect(simulators.map(({ credentials }) => Object.keys(credentials))).toEqual([
    ['baseUrl', 'appKey', 'appSecret', 'recordingProject'],
    ['baseUrl', 'productId', 'apiKey', 'accessKey'],
    ['liveUrl', 'gatewayUrl', 'applicationId', 'accessKey', 'accessSecret', 'signMethod', 'userToken'],
  ]);
  const { body } = await send(`${simulators[1]?.baseUrl ?? ''}/devices`, {
    method: 'GET',
    headers: { 'api-key': String(simulators[1]?.credentials.apiKey) },
  });
  const boxes = new Set(
    makeFleet()
      .cameras.filter(({ vendor }) => vendor === 'onenet')
      .map(({ serial }) => serial),
  );
  expect(at(body, 'data', 'total_count')).toBe(boxes.size);
  await Promise.all(simulators.map((one) => one.close()));
  expect(origins.every(({ closed }) => closed)).toBe(true);
});

describe('with real streams', () => {
  let live: Simulator;
  beforeEach(async () => {
    live = await startEzviz({ cameras: [makeCamera('ezviz')] });
  });
  afterEach(() => live.close());

  const address = async (): Promise<string> => {
    const token = await send(`${live.baseUrl}/api/lapp/token/get`, { form: KEYS });
    const form = { accessToken: textAt(token.body, 'data', 'accessToken'), deviceSerial: 'K10000001', protocol: '4' };
    const reply = await send(`${live.baseUrl}/api/lapp/v2/live/address/get`, { form });
    return textAt(reply.body, 'data', 'url');
  };

  test('an address of the API plays FLV, counts its viewer, and with another `t` is HTTP 403', async () => {
    const url = await address();
    const hangUp = new AbortController();
    const response = await fetch(url, { signal: hangUp.signal });
    const first = (await response.body!.getReader().read()).value as Uint8Array;
    expect(Buffer.from(first).toString('latin1')).toMatch(/^FLV/);
    expect(live.counts().viewers).toBe(1);
    hangUp.abort();
    expect((await fetch(url.replace('&t=', '&t=0'))).status).toBe(403);
  });
});
