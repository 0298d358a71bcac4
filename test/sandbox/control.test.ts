import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createActivityLog } from '../../sandbox/activity';
import { createControl } from '../../sandbox/control';
import { startOnenet } from '../../sandbox/vendors/onenet/index';
import type { Simulator } from '../../sandbox/vendors/simulator';
import { at, makeCamera, makeClock, makeOrigins } from './vendors/support';

let simulator: Simulator;
let server: Server;
let url: string;
let ticks = 0;

beforeEach(async () => {
  const { startOrigin } = makeOrigins();
  simulator = await startOnenet({ cameras: [makeCamera('onenet')], startOrigin, clock: makeClock() });
  const activity = createActivityLog();
  ticks = 0;
  const control = createControl({
    ...{ simulators: [simulator], activity, invoke: async () => null, state: () => ({}) },
    notices: () => [{ openid: 'sandbox-staff', title: '设备离线提醒' }],
    tick: async () => ({ swept: ++ticks }),
  });
  server = createServer((request, response) => void control(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/__sandbox/faults`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await simulator.close();
});

const setFaults = async (faults: object): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(faults) });
  return { status: response.status, body: await response.json() };
};
async function errno(): Promise<unknown> {
  const headers = { 'api-key': 'sandbox-onenet-master-key=' };
  return at(await (await fetch(`${simulator.baseUrl}/devices`, { headers })).json(), 'errno');
}

test('a code injected through the control endpoint is answered by the vendor, until the faults are cleared', async () => {
  const answer = { endpoint: 'GET /devices', code: '5', times: 9 };
  expect(await setFaults({ vendor: 'onenet', answer })).toEqual({
    status: 200,
    body: { vendors: ['onenet'], faults: { answer } },
  });
  expect(await errno()).toBe(5);
  await fetch(url, { method: 'DELETE' });
  expect(await errno()).toBe(0);
});

test.each([
  [{ answer: 'GET /devices' }],
  [{ answer: null }],
  [{ answer: { endpoint: 'GET /devices' } }],
  [{ answer: { endpoint: 'GET /devices', code: 5 } }],
  [{ answer: { endpoint: 'GET /devices', code: '5', times: 0 } }],
  [{ answer: { endpoint: 'GET /devices', code: '5', times: 1.5 } }],
  [{ answer: { endpoint: 'GET /devices', code: '5', often: 2 } }],
  [{ quota: 1 }],
  [{ throttle: 'slow' }],
  [{ toString: true }],
])('%j is no fault, and sets none', async (faults) => {
  expect((await setFaults(faults)).status).toBe(400);
  expect(await errno()).toBe(0);
});

test('a camera’s state is told in the vendor’s own terms', async () => {
  const at = (query: string) => fetch(url.replace('faults', `camera?${query}`));
  const found = await at('vendor=onenet&serial=2160001&channel=1');
  expect(await found.json()).toMatchObject({ level: 3, recording: false, lens: { pan: 0 }, look: { mirror: 'none' } });
  for (const query of ['vendor=onenet&serial=1&channel=1', 'vendor=ezviz&serial=2160001', '']) {
    expect((await at(query)).status).toBe(404);
  }
});

test('a fault for a vendor that does not run here is refused', async () => {
  expect((await setFaults({ vendor: 'ezviz', quota: true })).status).toBe(404);
});

const post = async (path: string, body: object): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(url.replace('faults', path), { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
};

test('a camera’s plug is pulled and put in again', async () => {
  const plug = { vendor: 'onenet', serial: '2160001' };
  expect(await post('power', { ...plug, on: false })).toEqual({ status: 200, body: { ...plug, on: false } });
  expect(simulator.hasPower('2160001')).toBe(false);
  await post('power', { ...plug, on: true });
  expect(simulator.hasPower('2160001')).toBe(true);
});

test.each([
  [404, { vendor: 'onenet', serial: '2169999', on: false }],
  [404, { vendor: 'ezviz', serial: '2160001', on: false }],
  [400, { vendor: 'onenet', serial: '2160001' }],
  [400, { vendor: 'onenet', serial: 2160001, on: false }],
  [400, { serial: '2160001', on: 'off' }],
])('%d and no plug moved: %j', async (status, body) => {
  expect((await post('power', body)).status).toBe(status);
  expect(simulator.hasPower('2160001')).toBe(true);
});

test('the timer runs when it is told to, and says what it did', async () => {
  expect(await post('tick', {})).toEqual({ status: 200, body: { result: { swept: 1 } } });
  expect(ticks).toBe(1);
});

test('what WeChat has delivered can be read', async () => {
  const response = await fetch(url.replace('faults', 'notices'));
  expect(await response.json()).toEqual([{ openid: 'sandbox-staff', title: '设备离线提醒' }]);
});
