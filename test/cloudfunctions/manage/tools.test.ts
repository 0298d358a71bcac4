import { CallError } from '../../../cloudfunctions/core/errors';
import { dataOf, makeChannel, NOON, outcomeOf, PERSONAS } from '../../support/cloud-rig';
import { startTools } from '../../support/fake-tools';
import { MemoryDatabase } from '../../support/memory-database';

const DAY = 86_400_000;
const requestKey = 'request-key-1';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function start() {
  const started = await startTools(new MemoryDatabase());
  const { rig } = started;
  const lines = (): string[] =>
    rig.database.all('audit').map(({ action, kind, result, detail }) => `${kind} ${action} ${result} ${detail ?? ''}`);
  rig.database.takeOperations();
  return { ...started, lines };
}

const down = new CallError('vendor-unavailable', 'no answer in time');

describe('the accounts that have tools', () => {
  test('are told by name, and no vendor is asked', async () => {
    const { rig, chain, call, asked } = await start();
    const without = { vendor: 'fake', name: '分部', credentials: { secret: 's' }, inboxStoreId: null };
    await rig.setup.createAccount(without);
    rig.database.takeOperations();
    const reply = await call('tool.accounts');
    expect(dataOf('tool.accounts', reply)).toEqual({ accounts: [{ id: chain.accountId, name: '总部' }] });
    expect(asked()).toEqual([]);
    expect(rig.database.takeOperations()).toEqual(['members.get', 'accounts.find', 'accounts.get', 'accounts.get']);
  });

  test('leave out one whose key is lost', async () => {
    const { rig, chain, call } = await start();
    await rig.database.collection('accounts').update({ _id: chain.accountId }, { credentials: 'v1.k0.a.b.c' });
    expect(dataOf('tool.accounts', await call('tool.accounts'))).toEqual({ accounts: [] });
    expect(rig.log.join()).toContain('"action":"tool.accounts","code":"internal"');
  });
});

test('encryption is read, and switched on record', async () => {
  const { rig, ofAccount, asked, lines } = await start();
  expect(dataOf('encryption.read', await ofAccount('encryption.read'))).toEqual({ on: false });
  expect(rig.database.takeOperations()).toEqual(['members.get', 'accounts.get', 'accounts.get']);
  await ofAccount('encryption.set', { on: true });
  expect(rig.database.takeOperations()).toEqual(['members.get', 'accounts.get', 'accounts.get', 'audit.add']);
  expect(dataOf('encryption.read', await ofAccount('encryption.read'))).toEqual({ on: true });
  expect(asked()).toEqual(['encryption?', 'encryption true', 'encryption?']);
  expect(lines()).toEqual(['account encryption.set ok on']);
});

describe('messages of a device', () => {
  const SPAN = { from: NOON - 7 * DAY, to: NOON };
  const make = (count: number, bytes: Uint8Array = utf8('温度')) =>
    Array.from({ length: count }, (_, index) => ({ id: '14', at: NOON - (count - index) * 1000, bytes }));

  test('come newest first, as text and digits, for one vendor call and three operations', async () => {
    const { rig, tools, atCamera, asked } = await start();
    tools.sent = [
      { id: '14', at: NOON - 2000, bytes: utf8('温度 21℃') },
      { id: '14', at: NOON - 1000, bytes: Uint8Array.of(0, 255) },
    ];
    expect(dataOf('message.list', await atCamera('message.list', SPAN))).toEqual({
      messages: [
        { id: `14-${NOON - 1000}`, at: NOON - 1000, text: null, hex: '00ff', bytes: 2 },
        { id: `14-${NOON - 2000}`, at: NOON - 2000, text: '温度 21℃', hex: 'e6b8a9e5baa6203231e28483', bytes: 12 },
      ],
      more: false,
    });
    expect(asked()).toEqual(['messages a1 200']);
    expect(rig.database.takeOperations()).toEqual(['members.get', 'channels.get', 'accounts.get']);
  });

  test('have ids of their own where the vendor gives several the same, at the same time', async () => {
    const { tools, atCamera } = await start();
    tools.sent = [1, 2, 3].map(() => ({ id: '14', at: NOON - 1000, bytes: utf8('a') }));
    const { messages } = dataOf('message.list', await atCamera('message.list', SPAN));
    expect(new Set(messages.map(({ id }) => id)).size).toBe(3);
  });

  test('are at most 200', async () => {
    const { tools, atCamera } = await start();
    tools.sent = make(201);
    const { messages, more } = dataOf('message.list', await atCamera('message.list', SPAN));
    expect([messages.length, messages[0]?.at, more]).toEqual([200, NOON - 1000, true]);
  });

  test('are fewer where they are long, so that the answer reaches the phone', async () => {
    const { tools, atCamera } = await start();
    tools.sent = make(200, new Uint8Array(3000).fill(0x61));
    const reply = await atCamera('message.list', SPAN);
    const { messages, more } = dataOf('message.list', reply);
    expect([messages.length, messages[0]?.at, more]).toEqual([66, NOON - 1000, true]);
    expect(JSON.stringify(reply).length).toBeLessThan(900_000);
  });

  test('one that is longer than all may be together is told', async () => {
    const { tools, atCamera } = await start();
    tools.sent = make(2, new Uint8Array(250_000).fill(0x61));
    const { messages, more } = dataOf('message.list', await atCamera('message.list', SPAN));
    expect([messages.length, messages[0]?.bytes, more]).toEqual([1, 250_000, true]);
  });

  test.each([
    ['more than seven days', { from: NOON - 7 * DAY - 1, to: NOON }],
    ['no time at all', { from: NOON, to: NOON }],
    ['an end before its beginning', { from: NOON, to: NOON - 1 }],
  ])('of %s are refused', async (_, span) => {
    const { atCamera, asked } = await start();
    const error = { code: 'invalid-argument', message: 'bad value at to' };
    expect(await atCamera('message.list', span)).toMatchObject({ ok: false, error });
    expect(asked()).toEqual([]);
  });
});

describe.each(['data.send', 'command.send'] as const)('%s', (action) => {
  const most = action === 'data.send' ? 128 : 4096;
  const verb = action === 'data.send' ? 'tell' : 'command';

  test('reaches the device as it was typed, on record by its length only', async () => {
    const { rig, tools, atCamera, asked, lines } = await start();
    await atCamera(action, { requestKey, data: { text: '重启' } });
    const operations = ['members.get', 'channels.get', 'accounts.get', 'requests.add', 'audit.add', 'requests.update'];
    expect(rig.database.takeOperations()).toEqual(operations);
    await atCamera(action, { requestKey: 'request-key-2', data: { hex: '00 FF 1b' } });
    expect(tools.told.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(['e9878de590af', '00ff1b']);
    expect(asked()).toEqual([`${verb} a1`, `${verb} a1`]);
    expect(lines()).toEqual([`switch ${action} ok 6 B`, `switch ${action} ok 3 B`]);
    expect(JSON.stringify([rig.database.all('requests'), rig.log])).not.toMatch(/重启|e9878d/);
  });

  test(`takes ${most} bytes and not one more`, async () => {
    const { atCamera } = await start();
    const send = async (bytes: number, key: string) =>
      outcomeOf(await atCamera(action, { requestKey: key, data: { hex: '00'.repeat(bytes) } }));
    expect(await send(most, 'request-key-1')).toBe('ok');
    expect(await send(most + 1, 'request-key-2')).toBe('invalid-argument');
    expect(await send(0, 'request-key-3')).toBe('invalid-argument');
  });

  test('asked for again under its key, it is done once', async () => {
    const { tools, atCamera, asked, lines } = await start();
    tools.answer = utf8('pong');
    const first = await atCamera(action, { requestKey, data: { text: 'ping' } });
    expect(await atCamera(action, { requestKey, data: { text: 'ping' } })).toEqual(first);
    expect(asked()).toEqual([`${verb} a1`]);
    expect(lines()).toHaveLength(1);
  });

  test('asked for again while it is being done, it waits for the first', async () => {
    const { tools, atCamera, asked } = await start();
    let again: Promise<unknown> | undefined;
    tools.working = async () => {
      again = atCamera(action, { requestKey, data: { text: 'ping' } });
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    };
    const first = await atCamera(action, { requestKey, data: { text: 'ping' } });
    expect(await again).toEqual(first);
    expect(asked()).toEqual([`${verb} a1`]);
  });

  test.each(['device-offline', 'device-busy', 'unsupported', 'vendor-quota'] as const)(
    'refused as %s it says so, and may be sent anew',
    async (code) => {
      const { driver, atCamera, lines } = await start();
      driver.failure = new CallError(code, 'refused');
      expect(outcomeOf(await atCamera(action, { requestKey, data: { text: 'ping' } }))).toBe(code);
      driver.failure = null;
      expect(outcomeOf(await atCamera(action, { requestKey, data: { text: 'ping' } }))).toBe('ok');
      expect(lines()).toEqual([`switch ${action} ${code} 4 B`, `switch ${action} ok 4 B`]);
    },
  );

  test.each([
    ['the vendor did not answer', down],
    ['the vendor answered in no form that is known', new CallError('vendor-protocol', 'unexpected reply')],
  ])('where nobody knows whether it was sent, because %s, it is not sent twice', async (_, failure) => {
    const { tools, atCamera, asked } = await start();
    tools.lost = failure;
    expect(outcomeOf(await atCamera(action, { requestKey, data: { text: 'ping' } }))).toBe(failure.code);
    expect(outcomeOf(await atCamera(action, { requestKey, data: { text: 'ping' } }))).toBe('conflict');
    expect(asked()).toEqual([`${verb} a1`]);
  });

  test('what was sent but could not be put on record is not sent twice', async () => {
    const { rig, tools, atCamera, asked } = await start();
    rig.database.failing = 'audit.add';
    expect(outcomeOf(await atCamera(action, { requestKey, data: { text: 'ping' } }))).toBe('internal');
    rig.database.failing = null;
    expect(outcomeOf(await atCamera(action, { requestKey, data: { text: 'ping' } }))).toBe('conflict');
    expect([asked(), tools.told.length]).toEqual([[`${verb} a1`], 1]);
  });

  test('somebody who sends without a pause is told to wait', async () => {
    const { atCamera, rig, chain } = await start();
    const instance = rig.startInstance();
    const outcomes: string[] = [];
    for (let turn = 0; turn < 11; turn += 1) {
      const data = { channelId: chain.channels.a1, requestKey: `request-key-${turn}`, data: { text: 'ping' } };
      outcomes.push(outcomeOf(await instance.call(PERSONAS.managerA, action, data)));
    }
    expect(outcomes).toEqual([...Array<string>(10).fill('ok'), 'rate-limited']);
    expect(outcomeOf(await atCamera(action, { requestKey, data: { text: 'ping' } }))).toBe('ok');
  });
});

describe('what a device answers', () => {
  const send = { requestKey, data: { text: 'ping' } };

  test.each([
    ['text', utf8('pong'), { text: 'pong', hex: '706f6e67', bytes: 4 }],
    ['bytes', Uint8Array.of(0, 1), { text: null, hex: '0001', bytes: 2 }],
    ['nothing', new Uint8Array(), null],
    ['nothing in time', null, null],
  ])('%s', async (_, answer, reply) => {
    const { tools, atCamera } = await start();
    tools.answer = answer;
    const replies = [await atCamera('command.send', send), await atCamera('command.send', send)];
    expect(replies.map((one) => dataOf('command.send', one))).toEqual([{ reply }, { reply }]);
  });
});

describe('objects', () => {
  const FILE = 'cloud://env.files/objects/object-0001.bin';
  const wish = { fileId: FILE, name: '平面图 1.bin', description: '一楼\n二楼', requestKey };

  async function startWith(content: Uint8Array = Uint8Array.of(1, 2, 3)) {
    const started = await start();
    started.rig.storage.files.set(FILE, content);
    return started;
  }

  test('are handed on from the cloud’s storage, listed, and removed', async () => {
    const { rig, ofAccount, asked, lines } = await startWith();
    expect(outcomeOf(await ofAccount('object.put', wish))).toBe('ok');
    const read = ['members.get', 'accounts.get', 'accounts.get'];
    expect(rig.database.takeOperations()).toEqual([...read, 'requests.add', 'audit.add', 'requests.update']);
    expect(rig.storage.files.size).toBe(0);
    expect(dataOf('object.list', await ofAccount('object.list'))).toEqual({
      objects: [{ name: '平面图 1.bin', bytes: 3, at: NOON, description: '一楼\n二楼' }],
      total: 1,
    });
    expect(rig.database.takeOperations()).toEqual(read);
    expect(outcomeOf(await ofAccount('object.remove', { name: wish.name }))).toBe('ok');
    expect(rig.database.takeOperations()).toEqual([...read, 'audit.add']);
    expect(outcomeOf(await ofAccount('object.remove', { name: wish.name }))).toBe('ok');
    const { name } = wish;
    const verbs = [`object? ${name}`, `put ${name}`, 'objects', `remove ${name}`, `remove ${name}`];
    expect(asked()).toEqual(verbs);
    expect(lines()).toEqual([
      ...[`account object.put ok ${name}`, `account object.remove ok ${name}`, `account object.remove ok ${name}`],
    ]);
  });

  test('never take the place of another', async () => {
    const { rig, tools, ofAccount, lines } = await startWith();
    await ofAccount('object.put', wish);
    rig.storage.files.set(FILE, Uint8Array.of(9));
    expect(outcomeOf(await ofAccount('object.put', { ...wish, requestKey: 'request-key-2' }))).toBe('conflict');
    expect(tools.objects.get(wish.name)?.content).toEqual(Uint8Array.of(1, 2, 3));
    expect(lines().at(-1)).toBe(`account object.put conflict ${wish.name}`);
    expect(rig.storage.files.size).toBe(0);
  });

  test('that the vendor took without saying so are not a conflict when they are put again', async () => {
    const { rig, tools, ofAccount, asked } = await startWith();
    const found = tools.objects;
    tools.working = async (verb) => {
      if (verb === 'put') tools.lost = down;
    };
    expect(outcomeOf(await ofAccount('object.put', wish))).toBe('vendor-unavailable');
    rig.storage.files.set(FILE, Uint8Array.of(1, 2, 3));
    expect(outcomeOf(await ofAccount('object.put', wish))).toBe('ok');
    expect(found.size).toBe(1);
    expect(asked().filter((question) => question.startsWith('put'))).toHaveLength(1);
    expect(outcomeOf(await ofAccount('object.put', wish))).toBe('ok');
  });

  test('of 8 MB go up and down, and of one byte more are not even loaded to the end', async () => {
    const most = new Uint8Array(8 * 1024 * 1024).fill(7);
    const { rig, ofAccount, asked } = await startWith(most);
    expect(outcomeOf(await ofAccount('object.put', wish))).toBe('ok');
    const { url } = dataOf('object.open', await ofAccount('object.open', { name: wish.name }));
    expect(url).toMatch(/^https:/);
    rig.storage.files.set(FILE, new Uint8Array(most.length + 1));
    asked();
    const more = { ...wish, name: 'more.bin', requestKey: 'request-key-2' };
    expect(outcomeOf(await ofAccount('object.put', more))).toBe('invalid-argument');
    expect(asked()).toEqual([]);
  });

  test('that are empty are refused', async () => {
    const { ofAccount, asked } = await startWith(new Uint8Array());
    expect(outcomeOf(await ofAccount('object.put', wish))).toBe('invalid-argument');
    expect(asked()).toEqual([]);
  });

  test.each([
    ['no name', { name: ' ' }],
    ['a name of 257 characters', { name: '长'.repeat(257) }],
    ['a name of two lines', { name: 'a\nb' }],
    ['a description of 1025 characters', { description: '长'.repeat(1025) }],
    ['a description that acts', { description: 'a\u001Bb' }],
    ['a file of another folder', { fileId: 'cloud://env.files/talk/object-0001.bin' }],
    ['a file of somewhere else', { fileId: 'https://files.test/objects/object-0001.bin' }],
    ['a file that was laid out', { fileId: 'cloud://env.files/parcels/object-0001.bin' }],
  ])('with %s are refused, and nothing is removed', async (_, change) => {
    const { rig, ofAccount, asked } = await startWith();
    expect(outcomeOf(await ofAccount('object.put', { ...wish, ...change }))).toBe('invalid-argument');
    expect([asked(), rig.storage.files.size]).toEqual([[], 1]);
  });

  test('are opened for some minutes, on record, and taken away later', async () => {
    const { rig, ofAccount, asked, lines } = await startWith();
    await ofAccount('object.put', wish);
    asked();
    rig.database.takeOperations();
    const { url } = dataOf('object.open', await ofAccount('object.open', { name: wish.name }));
    expect(asked()).toEqual([`read ${wish.name}`]);
    const read = ['members.get', 'accounts.get', 'accounts.get'];
    expect(rig.database.takeOperations()).toEqual([...read, 'parcels.add', 'audit.add']);
    expect(url).toMatch(/parcels.*life=600$/);
    expect([...rig.storage.files.values()]).toEqual([Uint8Array.of(1, 2, 3)]);
    expect(lines().at(-1)).toBe(`account object.open ok ${wish.name}`);
    expect(JSON.stringify([rig.database.all('audit'), rig.database.all('parcels'), rig.log])).not.toMatch(
      /https?:|cloud:/,
    );
  });

  test('that are not there cannot be opened', async () => {
    const { rig, ofAccount } = await start();
    expect(outcomeOf(await ofAccount('object.open', { name: 'none.bin' }))).toBe('not-found');
    expect(rig.database.all('parcels')).toEqual([]);
  });
});

test('a camera of an account without tools says so, whatever others offer', async () => {
  const { rig, chain, call } = await start();
  const plain = { vendor: 'fake', name: '分部', credentials: { secret: 's' }, inboxStoreId: null };
  const accountId = await rig.setup.createAccount(plain);
  const store = { _id: chain.stores.A, order: 0, name: '上海南京路店' };
  const camera = makeChannel(accountId, 'c1', { store, name: '仓库' });
  await rig.database.collection('channels').add([camera]);
  const send = { channelId: camera._id, requestKey, data: { text: 'ping' } };
  expect(outcomeOf(await call('data.send', send, PERSONAS.managerA))).toBe('unsupported');
});
