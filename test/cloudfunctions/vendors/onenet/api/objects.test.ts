import type { HttpResponse } from '../../../../../cloudfunctions/core/ports';
import { signToken } from '../../../../../cloudfunctions/vendors/onenet/sign';
import { START } from '../../../../support/fake-clock';
import { ACCOUNT, file, makeFixed } from '../rig';

const DONE = { errno: 200, error: 'succ' };
const MEGABYTE = 1024 * 1024;
const TOKEN = signToken({
  accessKey: ACCOUNT.accessKey,
  resource: 'products/7355',
  expiresAt: START / 1000 + 600,
  method: 'sha256',
});

test('§15.1 an object goes out under a signed token, and 200 is success', async () => {
  const { api, only } = makeFixed(DONE);
  await api.objects.upload({ name: 'test', bytes: Uint8Array.from([1, 2]), description: '1111' });
  expect(only()).toMatchObject({ method: 'PUT', path: '/ipc/video/file/upload', kind: 'command' });
  expect(only().query).toEqual({ product_id: '7355', name: 'test', desc: '1111' });
  expect(only().headers).toMatchObject({ authorization: TOKEN });
  expect(only().headers).not.toHaveProperty('api-key');
});

test('§15.1 8 MB go out, a byte more costs no call', async () => {
  const { api, asked } = makeFixed(DONE);
  await api.objects.upload({ name: 'test', bytes: new Uint8Array(8 * MEGABYTE) });
  const more = api.objects.upload({ name: 'test', bytes: new Uint8Array(8 * MEGABYTE + 1) });
  await expect(more).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(1);
});

test.each([
  ['an empty name', { name: '' }],
  ['a name of 257 characters', { name: 'x'.repeat(257) }],
  ['a description of 1,025 characters', { name: 'test', description: '描'.repeat(1025) }],
])('§15.1 %s costs no call', async (_, object) => {
  const { api, asked } = makeFixed(DONE);
  const call = api.objects.upload({ bytes: new Uint8Array(), ...object });
  await expect(call).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(0);
});

test.each([
  ['bytes', file(Uint8Array.from([0, 1, 2]), 'application/octet-stream')],
  ['JSON', file(Buffer.from('{"a":1}'), 'application/json')],
  ['JSON that speaks of success', file(Buffer.from('{"errno":0,"error":"succ"}'), 'application/json')],
])('§15.2 an object that is %s comes as it is', async (_, reply) => {
  const { api, only } = makeFixed(reply);
  expect(await api.objects.download('test')).toEqual(reply.body);
  expect(only()).toMatchObject({ method: 'GET', path: '/ipc/video/file/download', headers: { authorization: TOKEN } });
});

test('§15.3 an object is deleted, and 200 is success', async () => {
  const { api, only } = makeFixed(DONE);
  await api.objects.remove('test');
  expect(only()).toMatchObject({ method: 'DELETE', path: '/ipc/video/file/delete', kind: 'command' });
  expect(only().query).toEqual({ product_id: '7355', name: 'test' });
});

test('§15.4 objects are listed, and 0 is success', async () => {
  const { api, only } = makeFixed({
    data: [{ product_id: 111, name: 'test', size: 1024, date: 1_548_228_623, desc: '' }],
    errno: 0,
    error: 'succ',
    page_info: { total_num: 0, page_total: 0, page_size: 50, current_page: 1 },
  });
  expect(await api.objects.list()).toEqual({
    objects: [{ name: 'test', bytes: 1024, date: 1_548_228_623_000, description: '' }],
    total: 1,
  });
  expect(only()).toMatchObject({ path: '/ipc/video/file/list', query: { product_id: '7355' } });
});

test.each([
  [400, 'invalid-argument'],
  [401, 'vendor-auth'],
  [403, 'vendor-auth'],
  [404, 'not-found'],
  [405, 'vendor-protocol'],
  [413, 'invalid-argument'],
  [500, 'vendor-unavailable'],
  [502, 'vendor-unavailable'],
  [503, 'vendor-unavailable'],
  [504, 'vendor-unavailable'],
  [1001, 'invalid-argument'],
  [1002, 'invalid-argument'],
  [1003, 'invalid-argument'],
] as const)('§15 code %i is %s, under its own HTTP status, under 400 or under 200', async (errno, code) => {
  for (const status of [errno, 400, 200]) {
    const body = Buffer.from(JSON.stringify({ errno, error: 'refused' }));
    const reply: HttpResponse = { status, headers: { 'content-type': 'application/json' }, body };
    const { api } = makeFixed(reply);
    const wanted = { code, vendorCode: String(errno) };
    await expect(api.objects.upload({ name: 'test', bytes: new Uint8Array() })).rejects.toMatchObject(wanted);
    await expect(api.objects.download('test')).rejects.toMatchObject(wanted);
    await expect(api.objects.remove('test')).rejects.toMatchObject(wanted);
    await expect(api.objects.list('test')).rejects.toMatchObject(wanted);
  }
});

test('200 is no success outside the object store', async () => {
  await expect(makeFixed(DONE).api.devices.remove('1')).rejects.toMatchObject({ vendorCode: '200' });
});
