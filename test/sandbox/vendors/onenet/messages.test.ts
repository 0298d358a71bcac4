import { at, startRig, textAt, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

type Query = Readonly<Record<string, string>>;
const DEVICE = { device_id: '2160001' };
const TODAY = { begin_time: '2024-01-02 03:04:05', end_time: '2024-01-03 00:00:00' };

const list = (query: Query = {}): Promise<unknown> =>
  rig.ask('GET /ipc/video/device/QryDevMsg', { ...DEVICE, ...TODAY, ...query });
const texts = async (query: Query = {}): Promise<string[]> =>
  (at(await list(query), 'result') as { msg: string }[]).map(({ msg }) => Buffer.from(msg, 'base64').toString());
const activate = (body: string | Uint8Array<ArrayBuffer>, query: Query = DEVICE): Promise<unknown> =>
  rig.errno('POST /ipc/video/dev_active', query, { body });

test('a string sent through is taken up by the device, whose messages come in base64', async () => {
  expect(await activate('my_test_12345')).toBe(0);
  expect(await list()).toEqual({
    errno: 0,
    error: 'succ',
    page_info: { total_num: 1, page_total: 1, page_size: 50, current_page: 1 },
    result: [{ create_time: '2024-01-02 03:04:05', msg_id: 4398046511104, msg: 'bXlfdGVzdF8xMjM0NQ==' }],
  });
});

test('bytes that are no text come back as they were', async () => {
  await activate(new Uint8Array([0, 255, 128]));
  expect([...Buffer.from(textAt(await list(), 'result', 0, 'msg'), 'base64')]).toEqual([0, 255, 128]);
});

test('the times are both needed, both included, and both of the form of the guide', async () => {
  await activate('early');
  rig.clock.advance(10_000);
  await activate('late');
  expect(await texts({ begin_time: '2024-01-02 03:04:06' })).toEqual(['late']);
  expect(await texts({ end_time: '2024-01-02 03:04:05' })).toEqual(['early']);
  expect(await texts({ end_time: '2024-01-02 03:04:15' })).toEqual(['early', 'late']);
  for (const query of [{ begin_time: '' }, { end_time: '' }, { end_time: '2024-01-03' }, { device_id: '9' }]) {
    expect(at(await list(query), 'errno')).toBe(1);
  }
});

test('fifty make a page', async () => {
  for (let n = 0; n < 51; n++) await activate(String(n));
  expect(await texts()).toHaveLength(50);
  expect(at(await list(), 'page_info')).toMatchObject({ total_num: 51, page_total: 2 });
  expect(await texts({ page_start: '2' })).toEqual(['50']);
});

test('128 bytes are taken; 129, also of fewer letters, and none are errno 1', async () => {
  expect(await activate('x'.repeat(128))).toBe(0);
  expect(await activate('x'.repeat(129))).toBe(1);
  expect(await activate('门'.repeat(43))).toBe(1);
  expect(await activate('')).toBe(1);
  expect(await texts()).toEqual(['x'.repeat(128)]);
});

test('a device without a line is errno 4, one that is not there 1', async () => {
  expect(await activate('x', { device_id: '2160002' })).toBe(4);
  expect(await activate('x', { device_id: '9' })).toBe(1);
});
