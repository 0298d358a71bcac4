import { ADDRESS, file, JPEG, makeFixed, succ } from '../rig';

const ROW = {
  format: 'jpg',
  size: 1234,
  date: 1_704_067_200,
  name: '111',
  desc: 'name',
  url: 'http://pictures.example/1?k=v',
};
const PICTURE = {
  name: '111',
  description: 'name',
  date: 1_704_067_200_000,
  bytes: 1234,
  url: 'http://pictures.example/1?k=v',
};
const PAGES = { total_num: 50, page_total: 25, page_size: 2, current_page: 1 };
const IDS = { device_id: '2162826', channel_id: '2' };

test('§5.1 a picture goes out as bytes, with its name and format in the query', async () => {
  const { api, only } = makeFixed(succ());
  await api.pictures.put(ADDRESS, { name: '111', format: 'jpg', bytes: JPEG, description: '图片描述' });
  expect(only()).toMatchObject({ method: 'PUT', path: '/ipc/video/picture/upload', kind: 'command' });
  expect(only().query).toEqual({ ...IDS, format: 'jpg', name: '111', desc: '图片描述' });
  expect(only().bytes).toEqual(JPEG);
});

test('§5.2 an instant that no calendar can tell is a malformed reply', async () => {
  const row = { name: '1', url: '1.jpg', date: Number.MAX_SAFE_INTEGER };
  const { api } = makeFixed(succ({ data: [row], page_info: { total_num: 1, page_total: 1 } }));
  await expect(api.pictures.list(ADDRESS, { page: 1, perPage: 1 })).rejects.toMatchObject({
    code: 'vendor-protocol',
    message: 'onenet ipc/video/picture/get_list: unexpected data.0.date',
  });
});

test('§5.1 a name that is taken, told under whatever number, is a conflict', async () => {
  const { driver } = makeFixed({ errno: 4711, error: 'picture name already exists' });
  const call = driver.pictures?.put(ADDRESS, { name: '111', format: 'png', bytes: JPEG });
  await expect(call).rejects.toMatchObject({ code: 'conflict', vendorCode: '4711' });
});

test('§5.1 a picture without a name or bytes costs no call', async () => {
  const { api, asked } = makeFixed(succ());
  const put = (name: string, bytes: Uint8Array) => api.pictures.put(ADDRESS, { name, format: 'jpg', bytes });
  await expect(put('', JPEG)).rejects.toMatchObject({ code: 'invalid-argument' });
  await expect(put('a', new Uint8Array())).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(0);
});

test('§5.2 pictures are listed by unix seconds and pages from 1', async () => {
  const { driver, only } = makeFixed(succ({ data: [ROW], page_info: PAGES }));
  const span = { from: 111_000, to: 222_999 };
  expect(await driver.pictures?.list(ADDRESS, span, 1)).toEqual({
    pictures: [{ name: '111', takenAt: PICTURE.date, bytes: 1234, url: PICTURE.url }],
    pages: 25,
  });
  expect(only().path).toBe('/ipc/video/picture/get_list');
  expect(only().query).toEqual({ ...IDS, start_time: '111', end_time: '222', page_start: '1', page_size: '30' });
});

test('§5.3 one picture is asked for by its name', async () => {
  const { api, only } = makeFixed(succ({ data: ROW }));
  expect(await api.pictures.view(ADDRESS, '111')).toEqual(PICTURE);
  expect(only()).toMatchObject({ path: '/ipc/video/picture/get_info', query: { ...IDS, name: '111' } });
});

test('§5.3 an address without a host is one below the pictures of the API', async () => {
  const { api } = makeFixed(succ({ data: { ...ROW, url: 'fetch/111.jpg' } }));
  const { url } = await api.pictures.view(ADDRESS, '111');
  expect(url).toBe('http://api.video.heclouds.com/ipc/video/picture/fetch/111.jpg');
});

test('§5.3 an address of another kind is vendor-protocol', async () => {
  const { api } = makeFixed(succ({ data: { ...ROW, url: 'file:///etc/passwd' } }));
  await expect(api.pictures.view(ADDRESS, '111')).rejects.toMatchObject({ code: 'vendor-protocol' });
});

test('§5.4 a picture is deleted under the path as the vendor spells it', async () => {
  const { driver, only } = makeFixed(succ());
  await driver.pictures?.remove(ADDRESS, '111');
  expect(only()).toMatchObject({
    method: 'DELETE',
    path: '/ipc/video/picture/delete_pictrue',
    query: { ...IDS, name: '111' },
    kind: 'command',
  });
});

test('§5.5 a picture is fetched from its own address, without our key', async () => {
  const { api, only } = makeFixed(file(JPEG));
  expect(await api.pictures.fetch(PICTURE)).toEqual(JPEG);
  expect(only()).toMatchObject({ url: PICTURE.url, headers: {} });
});

test.each([
  ['HTTP 404', { status: 404, headers: {}, body: Buffer.from('') }, 'not-found'],
  ['a refusal in words', { errno: 9, error: 'picture not exist' }, 'not-found'],
  ['a page of HTML', file(Buffer.from('<html>'), 'text/html'), 'vendor-protocol'],
  ['HTTP 500', { status: 500, headers: {}, body: Buffer.from('oops') }, 'vendor-unavailable'],
])('§5.5 %s in place of a picture', async (_, reply, code) => {
  const json = 'errno' in reply ? file(Buffer.from(JSON.stringify(reply)), 'application/json') : reply;
  await expect(makeFixed(json).api.pictures.fetch(PICTURE)).rejects.toMatchObject({ code });
});
