import { ADDRESS, makeFixed, succ } from '../rig';

test('§2.1 the channels of a device are told with their numbers as text', async () => {
  const result = [
    { channel_id: 20, title: 'test_qwer', desc: '1qwqwq/' },
    { channel_id: 100, title: 'my_quto_test', desc: '123_test' },
  ];
  const { api, only } = makeFixed(succ({ result }));
  expect((await api.channels.list('2162826')).map(({ channel_id }) => channel_id)).toEqual(['20', '100']);
  expect(only()).toMatchObject({
    method: 'GET',
    path: '/ipc/video/device/QryChannel',
    query: { device_id: '2162826' },
  });
});

test('§2.2 a channel is deleted by device and number', async () => {
  const { api, only } = makeFixed(succ());
  await api.channels.remove(ADDRESS);
  expect(only()).toMatchObject({ method: 'DELETE', path: '/ipc/video/device/DelChannel', kind: 'command' });
  expect(only().query).toEqual({ device_id: '2162826', channel_id: '2' });
});

test.each(['add', 'modify'] as const)('§2.3 and §2.4: %s sends title and description in the query', async (name) => {
  const { api, only } = makeFixed(succ());
  await api.channels[name](ADDRESS, { title: 'Gate1', description: '后门' });
  const path = { add: '/ipc/video/device/AddChannel', modify: '/ipc/video/device/ModifyChannel' }[name];
  expect(only()).toMatchObject({ method: 'POST', path, kind: 'command' });
  expect(only().query).toEqual({ device_id: '2162826', channel_id: '2', title: 'Gate1', desc: '后门' });
});

test.each([
  ['add', 16, 'The channel already exists,cannot add again!', 'conflict'],
  ['modify', 17, 'This channel is not available under this device!', 'not-found'],
] as const)('§2 the refusal printed for %s, %i, is told for what it is', async (name, errno, error, code) => {
  const { api } = makeFixed({ errno, error });
  const call = api.channels[name](ADDRESS, { title: 'Gate1' });
  await expect(call).rejects.toMatchObject({ code, vendorCode: String(errno) });
});

test.each(['', '后门', 'back door', 'x'.repeat(65)])(
  '§2 the title “%s” breaks the rule and costs no call',
  async (title) => {
    const { api, asked } = makeFixed(succ());
    await expect(api.channels.add(ADDRESS, { title })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(asked).toHaveLength(0);
  },
);
