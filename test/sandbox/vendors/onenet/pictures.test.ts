import { at, CHANNEL, NOW, startRig, textAt, UNKNOWN_CHANNEL, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

const SECOND = Math.floor(NOW / 1000);
const UPLOAD = 'PUT /ipc/video/picture/upload';
const BYTES = new Uint8Array([1, 2, 3, 0, 255]);
type Query = Readonly<Record<string, string>>;

const upload = (name: string, more: Query = {}, body = BYTES): Promise<unknown> =>
  rig.errno(UPLOAD, { ...CHANNEL, format: 'jpg', name, ...more }, { body });
const list = (query: Query = {}): Promise<unknown> =>
  rig.ask('GET /ipc/video/picture/get_list', { ...CHANNEL, ...query });
const names = async (query: Query = {}): Promise<unknown[]> =>
  (at(await list(query), 'data') as { name: string }[]).map(({ name }) => name);
const info = (name: string): Promise<unknown> => rig.ask('GET /ipc/video/picture/get_info', { ...CHANNEL, name });
const fetchUrl = async (name: string): ReturnType<Rig['send']> =>
  rig.send(`GET ${textAt(await info(name), 'data', 'url')}`, { headers: {} });

test('a picture uploaded is listed, told of, and fetched byte for byte without a key', async () => {
  expect(await upload('till 1', { desc: '收银台' })).toBe(0);
  const described = { format: 'jpg', size: 5, date: SECOND, name: 'till 1', desc: '收银台' };
  expect(await list()).toMatchObject({
    data: [described],
    page_info: { total_num: 1, page_total: 1, page_size: 10, current_page: 1 },
  });
  expect(await info('till 1')).toMatchObject({ errno: 0, data: described });
  const { type, bytes } = await fetchUrl('till 1');
  expect(type).toBe('image/jpeg');
  expect([...bytes]).toEqual([...BYTES]);
});

test('a png is told and sent as one', async () => {
  await upload('p', { format: 'png' });
  expect((await fetchUrl('p')).type).toBe('image/png');
});

test('a name that is taken is refused, and the picture stays as it was', async () => {
  await upload('a');
  const again = { ...CHANNEL, format: 'jpg', name: 'a' };
  expect(await rig.ask(UPLOAD, again, { body: 'other' })).toEqual({ errno: 1, error: 'picture name already exists' });
  expect([...(await fetchUrl('a')).bytes]).toEqual([...BYTES]);
  expect(await rig.errno(UPLOAD, { ...again, device_id: '2160005' }, { body: 'other' })).toBe(0);
});

test('pages are counted from 1', async () => {
  for (const name of ['a', 'b', 'c']) await upload(name);
  expect(await names({ page_start: '1', page_size: '2' })).toEqual(['a', 'b']);
  expect(await names({ page_start: '2', page_size: '2' })).toEqual(['c']);
  expect(at(await list({ page_start: '2', page_size: '2' }), 'page_info')).toEqual({
    ...{ total_num: 3, page_total: 2, page_size: 2, current_page: 2 },
  });
  expect(at(await list({ page_start: '0' }), 'errno')).toBe(1);
});

test('start_time and end_time are unix seconds, both included', async () => {
  await upload('early');
  rig.clock.advance(10_000);
  await upload('late');
  expect(await names({ start_time: String(SECOND + 1) })).toEqual(['late']);
  expect(await names({ end_time: String(SECOND) })).toEqual(['early']);
  expect(await names({ start_time: String(SECOND), end_time: String(SECOND + 10) })).toEqual(['early', 'late']);
  expect(at(await list({ start_time: '2024-01-01 00:00:00' }), 'errno')).toBe(1);
});

test('deleted, it is in no list, and its address shows nothing', async () => {
  await upload('a');
  const url = textAt(await info('a'), 'data', 'url');
  expect(await rig.errno('DELETE /ipc/video/picture/delete_pictrue', { ...CHANNEL, name: 'a' })).toBe(0);
  expect(await names()).toEqual([]);
  expect(at((await rig.send(`GET ${url}`, { headers: {} })).body, 'errno')).toBe(1);
  expect(await rig.errno('DELETE /ipc/video/picture/delete_pictrue', { ...CHANNEL, name: 'a' })).toBe(1);
  expect(await upload('a')).toBe(0);
});

test('a device deleted takes its pictures along', async () => {
  await upload('a');
  const url = textAt(await info('a'), 'data', 'url');
  await rig.ask('DELETE /devices/2160001');
  expect(at((await rig.send(`GET ${url}`, { headers: {} })).body, 'errno')).toBe(1);
});

test.each([
  ['another format', { format: 'gif' }],
  ['no format', { format: '' }],
  ['no name', { name: '' }],
])('%s is errno 1', async (_what, query) => {
  expect(await upload('a', query)).toBe(1);
});

test('no bytes are errno 1, another channel is 3, a picture not there is 1', async () => {
  expect(await rig.errno(UPLOAD, { ...CHANNEL, format: 'jpg', name: 'a' })).toBe(1);
  expect(await upload('a', UNKNOWN_CHANNEL)).toBe(3);
  expect(at(await info('none'), 'errno')).toBe(1);
});
