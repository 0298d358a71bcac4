import { signToken } from '../../../../sandbox/vendors/onenet/keys';
import { at, NOW, PRODUCT, startRig, textAt, type Answer, type Rig, type Sent } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

type Query = Readonly<Record<string, string>>;
type Call = 'PUT upload' | 'GET download' | 'DELETE delete' | 'GET list';
const BYTES = new Uint8Array([0, 1, 255]);
const MOST = 8 * 1024 * 1024;

function call(what: string, query: Query = {}, sent: Sent = {}): Promise<Answer> {
  const [method = '', name = ''] = what.split(' ');
  return rig.send(`${method} /ipc/video/file/${name}`, { query: { ...PRODUCT, ...query }, ...sent });
}
const codes = async (answer: Promise<Answer>): Promise<unknown[]> => {
  const { status, body } = await answer;
  return [status, at(body, 'errno')];
};
const upload = (name: string, query: Query = {}, body = BYTES): Promise<Answer> =>
  call('PUT upload', { name, ...query }, { body });

test('an object uploaded is listed and downloaded byte for byte, and deleted is neither', async () => {
  expect((await upload('notes.txt', { desc: '说明' })).body).toEqual({ errno: 200, error: 'succ' });
  expect((await call('GET list', { name: 'notes.txt' })).body).toEqual({
    data: [{ product_id: 7355, name: 'notes.txt', size: 3, date: Math.floor(NOW / 1000), desc: '说明' }],
    errno: 0,
    error: 'succ',
    page_info: { total_num: 1, page_total: 1, page_size: 50, current_page: 1 },
  });
  const { type, bytes } = await call('GET download', { name: 'notes.txt' });
  expect(type).toBe('application/octet-stream');
  expect([...bytes]).toEqual([...BYTES]);
  expect((await call('DELETE delete', { name: 'notes.txt' })).body).toEqual({ errno: 200, error: 'succ' });
  expect(at((await call('GET list')).body, 'data')).toEqual([]);
  expect(await codes(call('GET download', { name: 'notes.txt' }))).toEqual([404, 404]);
});

test('uploaded again under its name, the new one is there alone', async () => {
  await upload('a');
  await upload('a', {}, new Uint8Array([7]));
  expect([...(await call('GET download', { name: 'a' })).bytes]).toEqual([7]);
  expect(at((await call('GET list')).body, 'data')).toHaveLength(1);
});

test('8 MB are taken, one byte more is 413', async () => {
  expect(await codes(upload('big', {}, new Uint8Array(MOST)))).toEqual([200, 200]);
  expect(await codes(upload('bigger', {}, new Uint8Array(MOST + 1)))).toEqual([413, 413]);
});

test('either the api-key or the Authorization token is enough', async () => {
  const facts = { res: 'products/7355', et: String(NOW / 1000 + 60), method: 'sha256' };
  const sign = signToken(facts, textAt(rig.simulator.credentials, 'accessKey'));
  const authorization = Object.entries({ version: '2018-10-31', ...facts, sign })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  expect(await codes(call('GET list', {}, { headers: { authorization } }))).toEqual([200, 0]);
});

describe('the code table', () => {
  const own = async (): Promise<Query> => {
    const view = await rig.ask('GET /devices/2160001');
    return { 'api-key': textAt(view, 'data', 'keys', 0, 'key') };
  };

  test('400: no name, or no product', async () => {
    expect(await codes(call('GET download'))).toEqual([400, 400]);
    expect(await codes(rig.send('GET /ipc/video/file/list'))).toEqual([400, 400]);
  });

  test('401: no key, or a wrong one', async () => {
    expect(await codes(call('GET list', {}, { headers: {} }))).toEqual([401, 401]);
    expect(await codes(call('GET list', {}, { headers: { 'api-key': 'other' } }))).toEqual([401, 401]);
  });

  test("403: another product, or a device's key", async () => {
    expect(await codes(call('GET list', { product_id: '1' }))).toEqual([403, 403]);
    expect(await codes(call('GET list', { device_id: '2160001' }, { headers: await own() }))).toEqual([403, 403]);
  });

  test.each(['GET download', 'DELETE delete'] satisfies Call[])('404: %s of what is not there', async (what) => {
    expect(await codes(call(what, { name: 'none' }))).toEqual([404, 404]);
  });

  test.each(['GET upload', 'POST upload', 'PUT download', 'GET delete', 'POST list'])('405: %s', async (what) => {
    expect(await codes(call(what, { name: 'a' }))).toEqual([405, 405]);
  });

  test.each(['a/b', 'a?b', '<a>', 'a\n'])('1001, by HTTP 400: the name %j', async (name) => {
    expect(await codes(upload(name))).toEqual([400, 1001]);
  });

  test('1002, by HTTP 400: a name over 256', async () => {
    expect(await codes(upload('x'.repeat(256)))).toEqual([200, 200]);
    expect(await codes(upload('x'.repeat(257)))).toEqual([400, 1002]);
  });

  test('1003, by HTTP 400: a description over 1024', async () => {
    expect(await codes(upload('a', { desc: 'x'.repeat(1024) }))).toEqual([200, 200]);
    expect(await codes(upload('b', { desc: 'x'.repeat(1025) }))).toEqual([400, 1003]);
  });

  test.each([400, 401, 403, 404, 405, 413, 500, 502, 503, 504, 1001, 1002, 1003])('%d on request', async (code) => {
    const endpoint = 'GET /ipc/video/file/list';
    rig.simulator.setFaults({ answer: { endpoint, code: String(code), times: 1 } });
    expect(await codes(call('GET list'))).toEqual([code >= 1000 ? 400 : code, code]);
    expect(await codes(call('GET list'))).toEqual([200, 0]);
  });
});
