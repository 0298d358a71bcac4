import { ADDRESS, makeFixed, succ } from '../rig';

test.each([
  [true, 1],
  [false, 0],
])('§7.1 encryption %s is type %i, for the whole product', async (on, type) => {
  const { api, only } = makeFixed(succ());
  await api.product.setEncryption(on);
  expect(only()).toMatchObject({ method: 'PUT', path: '/ipc/video/trans_encrypt', kind: 'command', json: { type } });
  expect(only().query).toEqual({ product_id: '7355' });
});

test.each([
  [1, true],
  [0, false],
])('§7.2 trans_enc %i, which stands bare beside errno, is %s', async (trans_enc, on) => {
  const { api, only } = makeFixed({ errno: 0, trans_enc });
  expect(await api.product.readEncryption()).toBe(on);
  expect(only()).toMatchObject({ method: 'GET', query: { product_id: '7355' } });
});

test('§10 where devices start is told to anybody, without our key', async () => {
  const { api, only } = makeFixed(succ({ data: { boot_address: '183.230.40.42', boot_port: 9101 } }));
  expect(await api.product.readBootAddress()).toEqual({ address: '183.230.40.42', port: 9101 });
  expect(only()).toMatchObject({ method: 'GET', path: '/ipc/video/boot_address', headers: {}, query: {} });
});

test.each([
  [true, '1'],
  [false, '0'],
])('§12 recording %s is action %s: a GET, but sent once', async (on, action) => {
  const { driver, only } = makeFixed(succ());
  await driver.switches?.setRecording?.(ADDRESS, on);
  expect(only()).toMatchObject({ method: 'GET', path: '/ipc/video/record/record_video', kind: 'command' });
  expect(only().query).toEqual({ product_id: '7355', device_id: '2162826', channel_id: '2', action });
});

test('§12 that it records already is success for the switch, and a conflict for the call', async () => {
  const { driver, api } = makeFixed({ errno: 4711, error: 'already recording' });
  await driver.switches?.setRecording?.(ADDRESS, true);
  await expect(api.product.setRecording(ADDRESS, true)).rejects.toMatchObject({ code: 'conflict' });
});

test('§12 any other refusal is told', async () => {
  const { driver } = makeFixed({ errno: 10, error: 'device not online' });
  await expect(driver.switches?.setRecording?.(ADDRESS, true)).rejects.toMatchObject({ code: 'device-offline' });
});

test.each([
  [true, 0],
  [false, 1],
])('§14 camera on %s is type %i, for 1 is off', async (on, type) => {
  const { driver, only } = makeFixed(succ());
  await driver.switches?.setCamera?.(ADDRESS, on);
  expect(only()).toMatchObject({ method: 'PUT', path: '/ipc/video/access_control/closecamera', json: { type } });
  expect(only().query).toEqual({ product_id: '7355', device_id: '2162826', id: '2' });
});
