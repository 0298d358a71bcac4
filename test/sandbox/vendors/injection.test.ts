import { startOnenet } from '../../../sandbox/vendors/onenet/index';
import type { InjectedAnswer, Simulator } from '../../../sandbox/vendors/simulator';
import { at, makeCamera, makeClock, makeOrigins, send } from './support';

const MASTER = { 'api-key': 'sandbox-onenet-master-key=' };
const LIST = 'GET /devices';

let simulator: Simulator;
beforeEach(async () => {
  const { startOrigin } = makeOrigins();
  simulator = await startOnenet({ cameras: [makeCamera('onenet')], startOrigin, clock: makeClock() });
});
afterEach(() => simulator.close());

const inject = (answer: InjectedAnswer): void => simulator.setFaults({ answer });
async function errno(path = '/devices', headers = MASTER): Promise<unknown> {
  const query = { device_id: '2160001' };
  return at((await send(simulator.baseUrl + path, { method: 'GET', query, headers })).body, 'errno');
}

describe('a code injected for an endpoint', () => {
  test('is answered until the faults change', async () => {
    inject({ endpoint: LIST, code: '5' });
    expect([await errno(), await errno()]).toEqual([5, 5]);
    simulator.setFaults({});
    expect(await errno()).toBe(0);
  });

  test('is answered as often as asked, then the endpoint serves again', async () => {
    inject({ endpoint: LIST, code: '2', times: 2 });
    expect([await errno(), await errno(), await errno()]).toEqual([2, 2, 0]);
  });

  test('leaves other endpoints alone and does not count them', async () => {
    inject({ endpoint: LIST, code: '2', times: 1 });
    expect(await errno('/ipc/video/device/QryChannel')).toBe(0);
    expect(await errno()).toBe(2);
  });

  test('for `*` meets whichever endpoint is called', async () => {
    inject({ endpoint: '*', code: '2', times: 2 });
    expect([await errno('/ipc/video/device/QryChannel'), await errno(), await errno()]).toEqual([2, 2, 0]);
  });

  test('answers genuine calls only: a wrong key is refused as ever and is not counted', async () => {
    inject({ endpoint: LIST, code: '5', times: 1 });
    expect(await errno('/devices', { 'api-key': 'other' })).toBe(3);
    expect(await errno()).toBe(5);
  });

  test('is in the record and among the calls counted', async () => {
    inject({ endpoint: LIST, code: '5' });
    await errno();
    expect(simulator.requests()[0]).toMatchObject({ code: '5', path: '/devices' });
    expect(simulator.counts().calls).toEqual({ [LIST]: 1 });
  });
});
