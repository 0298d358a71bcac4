import { ADDRESS, base64, makeFixed, makeRig, succ, type Asked } from './rig';

const bytes = Uint8Array.of(1, 2, 3);

/** A product whose encryption can be switched. */
function makeProduct(encrypted: number) {
  let state = encrypted;
  return makeRig(({ method, path, json }: Asked) => {
    if (path.endsWith('QryDevStatus')) return succ({ result: { devices: [{ id: ADDRESS.deviceId, online: true }] } });
    if (method === 'PUT') state = (json as { type: number }).type;
    return { errno: 0, trans_enc: state };
  });
}

test('encryption is that of the product, and what a camera is said to be follows at once', async () => {
  const { driver, asked } = makeProduct(0);
  const condition = async () => (await driver.readStatus([ADDRESS]))[0]?.condition;
  expect(await condition()).toBe('clear');
  await driver.tools?.setEncryption(true);
  expect(await condition()).toBe('encrypted');
  expect(await driver.tools?.readEncryption()).toBe(true);
  expect(asked.filter(({ path }) => path.endsWith('trans_encrypt')).map(({ method }) => method)).toEqual([
    'GET',
    'PUT',
    'GET',
  ]);
});

test('what somebody switched elsewhere is known as soon as it is read', async () => {
  const { driver, api } = makeProduct(0);
  await driver.readStatus([ADDRESS]);
  await api.product.setEncryption(true);
  expect(await driver.readStatus([ADDRESS])).toMatchObject([{ condition: 'clear' }]);
  await driver.tools?.readEncryption();
  expect(await driver.readStatus([ADDRESS])).toMatchObject([{ condition: 'encrypted' }]);
});

test('a camera’s device is told bytes as they are', async () => {
  const { driver, only } = makeFixed(succ());
  await driver.tools?.tell(ADDRESS, bytes);
  expect(only()).toMatchObject({ path: '/ipc/video/dev_active', query: { device_id: ADDRESS.deviceId }, bytes });
});

test('a command is one of the device’s own, and waits for its answer', async () => {
  const said = { resp_code: 0, resp_data: base64('pong') };
  const { driver, only } = makeFixed(succ({ data: { cmd_uuid: '1', cmd_status: 4, dev_resp: said } }));
  expect(Buffer.from((await driver.tools?.command(ADDRESS, bytes)) ?? []).toString()).toBe('pong');
  expect(only()).toMatchObject({ query: { device_id: ADDRESS.deviceId, qos: '1', type: '1' }, bytes, kind: 'command' });
});

test('messages are those of the camera’s device', async () => {
  const row = { create_time: '2024-01-01 08:00:00', msg_id: 14, msg: base64('hi') };
  const { driver, only } = makeFixed(succ({ page_info: { total_num: 1, page_total: 1 }, result: [row] }));
  const at = Date.UTC(2024, 0, 1);
  const found = await driver.tools?.listMessages(ADDRESS, { from: at, to: at + 60_000 }, 200);
  expect(found).toMatchObject({ messages: [{ id: '14', at }], more: false });
  expect(only().query).toMatchObject({ device_id: ADDRESS.deviceId });
});

test('objects are those of the product', async () => {
  const row = { name: 'plan.bin', size: 3, date: 1_700_000_000, desc: '' };
  const { driver, asked } = makeRig(({ path }: Asked) =>
    path.endsWith('list') ? succ({ data: [row] }) : { errno: 200, error: 'succ' },
  );
  expect(await driver.tools?.objects.list('plan.bin')).toMatchObject({ objects: [{ name: 'plan.bin' }], total: 1 });
  await driver.tools?.objects.put({ name: 'plan.bin', description: '', bytes });
  await driver.tools?.objects.remove('plan.bin');
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /ipc/video/file/list',
    'PUT /ipc/video/file/upload',
    'DELETE /ipc/video/file/delete',
  ]);
});
