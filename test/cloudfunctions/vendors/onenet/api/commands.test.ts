import { START } from '../../../../support/fake-clock';
import { ADDRESS, base64, makeFixed, makeRig, succ, type Asked } from '../rig';

const { deviceId } = ADDRESS;
const body = { json: { type: 'video', cmdId: 6 } };
const sent = (cmd_status: number, dev_resp?: object) =>
  succ({ data: { cmd_uuid: '2303-312-Fws', cmd_status, ...(dev_resp && { dev_resp }) } });
const stands = (status: number) => succ({ data: { status } });
const text = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString());

/** A device whose command stands at each of `statuses` in turn, and which then has `answer`. */
function makeDevice(statuses: readonly number[], answer = 'pong') {
  let at = 0;
  const next = () => statuses[Math.min(at++, statuses.length - 1)] ?? 0;
  return makeRig(({ path }: Asked) => {
    if (path.endsWith('/cmd_resp')) return succ({ resp: base64(answer) });
    return path.endsWith('/cmd_status') ? stands(next()) : sent(next());
  });
}

test.each([
  { answered: false, type: 'platform', query: { qos: '0', type: '0' } },
  { answered: true, type: 'platform', query: { qos: '1', type: '0' } },
  { answered: true, type: 'user', query: { qos: '1', type: '1' } },
] as const)('§3.1 answered $answered, of type $type: $query', async ({ answered, type, query }) => {
  const { api, only } = makeFixed(sent(2));
  const receipt = await api.commands.send({ deviceId, body, answered, type });
  expect(receipt).toEqual({ uuid: '2303-312-Fws', state: 'sent', answer: null });
  expect(only()).toMatchObject({ method: 'POST', path: '/ipc/video/cmds', kind: 'command', json: body.json });
  expect(only().query).toEqual({ device_id: deviceId, ...query });
});

test('§3.1 bytes of the user’s own go out as they are', async () => {
  const { api, only } = makeFixed(sent(2));
  const bytes = Uint8Array.from([0, 255, 1]);
  await api.commands.send({ deviceId, body: { bytes }, answered: false, type: 'user' });
  expect(only().bytes).toEqual(bytes);
  expect(only().headers['content-type']).toBe('application/octet-stream');
});

test('§3.1 a command of 64 KB is refused without a call, one byte less goes out', async () => {
  const { api, asked } = makeFixed(sent(2));
  const send = (size: number) =>
    api.commands.send({ deviceId, body: { bytes: new Uint8Array(size) }, answered: false });
  await expect(send(64 * 1024)).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(0);
  await send(64 * 1024 - 1);
  expect(asked).toHaveLength(1);
});

test('§3.1 an answer that comes with the reply is decoded and costs no further call', async () => {
  const { api, asked } = makeFixed(sent(4, { resp_code: 0, resp_data: base64('{"a":"中"}') }));
  expect(text(await api.commands.ask({ deviceId, body }))).toBe('{"a":"中"}');
  expect(asked).toHaveLength(1);
});

test('§3.1 an answer without data is an empty one', async () => {
  const { api } = makeFixed(sent(4, { resp_code: 0, resp_data: null }));
  expect(await api.commands.ask({ deviceId, body })).toHaveLength(0);
});

test('an answer that is late is asked for until it is there', async () => {
  const { api, asked, clock } = makeDevice([1, 2, 2, 4]);
  expect(text(await api.commands.ask({ deviceId, body }))).toBe('pong');
  expect(asked.map(({ path }) => path.split('/').at(-1))).toEqual([
    'cmds',
    'cmd_status',
    'cmd_status',
    'cmd_status',
    'cmd_resp',
  ]);
  expect(asked[1]?.query).toEqual({ device_id: deviceId, cmd_uuid: '2303-312-Fws' });
  expect(asked.slice(1).every(({ method, kind }) => method === 'GET' && kind === 'read')).toBe(true);
  expect(clock.now() - START).toBe(250 + 500 + 1000);
});

test('an answer that never comes is device-busy after six seconds', async () => {
  const { api, asked, clock } = makeDevice([1, 2]);
  await expect(api.commands.ask({ deviceId, body })).rejects.toMatchObject({ code: 'device-busy' });
  expect(clock.now() - START).toBeLessThanOrEqual(6000);
  expect(asked.length).toBeGreaterThan(5);
});

describe('a device that need not answer', () => {
  const tell = (device: ReturnType<typeof makeFixed>) => device.api.commands.exchange({ deviceId, body });

  test('is heard where it does, at once or later', async () => {
    expect(text(await tell(makeFixed(sent(4, { resp_code: 0, resp_data: base64('pong') }))))).toBe('pong');
    expect(text(await tell(makeDevice([1, 2, 4])))).toBe('pong');
  });

  test('says nothing when it got the command and six seconds have passed', async () => {
    const device = makeDevice([1, 2]);
    expect(await tell(device)).toBeNull();
    expect(device.clock.now() - START).toBeLessThanOrEqual(6000);
    expect(device.asked.filter(({ path }) => path.endsWith('/cmds'))).toHaveLength(1);
  });

  test('is busy when it did not even get it', async () => {
    await expect(tell(makeDevice([1]))).rejects.toMatchObject({ code: 'device-busy' });
  });

  test('fails as it fails otherwise', async () => {
    await expect(tell(makeDevice([2, 0]))).rejects.toMatchObject({ code: 'device-offline', vendorCode: '0' });
    await expect(tell(makeFixed(sent(4, { resp_code: 4, resp_data: '' })))).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
});

test('a command that wants no answer is done when it was sent to the device', async () => {
  const { api, asked } = makeDevice([1, 1, 2]);
  await api.commands.deliver({ deviceId, body });
  expect(asked).toHaveLength(3);
  expect(asked[0]?.query.qos).toBe('0');
});

test('a command without an id cannot be followed', async () => {
  const { api } = makeFixed(succ({ data: { cmd_status: 1 } }));
  await expect(api.commands.ask({ deviceId, body })).rejects.toMatchObject({ code: 'vendor-protocol' });
});

const STATUSES = [
  [0, 'device-offline'],
  [3, 'vendor-unavailable'],
  [5, 'device-busy'],
  [6, 'vendor-protocol'],
  [7, 'vendor-protocol'],
] as const;

test.each(STATUSES)('cmd_status %i at once is %s', async (status, code) => {
  const { api } = makeFixed(sent(status));
  const call = api.commands.ask({ deviceId, body });
  await expect(call).rejects.toMatchObject({ code, vendorCode: String(status) });
});

test.each(STATUSES)('cmd_status %i later is %s', async (status, code) => {
  const { api } = makeDevice([1, 2, status]);
  const call = api.commands.ask({ deviceId, body });
  await expect(call).rejects.toMatchObject({ code, vendorCode: String(status) });
});

test.each([
  [1, 'not-found'],
  [2, 'not-found'],
  [3, 'vendor-unavailable'],
  [4, 'unsupported'],
  [5, 'invalid-argument'],
  [6, 'device-busy'],
  [7, 'vendor-unavailable'],
  [8, 'vendor-protocol'],
] as const)('resp_code %i is %s', async (resp_code, code) => {
  const { api } = makeFixed(sent(4, { resp_code, resp_data: 'xxxxxxx' }));
  const call = api.commands.ask({ deviceId, body });
  await expect(call).rejects.toMatchObject({ code, vendorCode: String(resp_code) });
});

test('an answer that is not base64 is vendor-protocol, by the name of its field', async () => {
  const { api } = makeFixed(sent(4, { resp_code: 0, resp_data: '%%%' }));
  await expect(api.commands.ask({ deviceId, body })).rejects.toMatchObject({
    code: 'vendor-protocol',
    message: expect.stringContaining('resp_data') as unknown,
  });
});
