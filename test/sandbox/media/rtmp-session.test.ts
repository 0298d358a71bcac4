import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { decodeAmf, encodeAmf, type Amf } from '../../../sandbox/media/amf';
import { ChunkReader, encodeMessage } from '../../../sandbox/media/rtmp-chunks';
import { makeOrigin, type TestOrigin } from '../../support/media/make-origin';

let origin: TestOrigin;
let player: Socket;

beforeEach(async () => {
  origin = await makeOrigin();
  player = connect(Number(new URL(origin.rtmp).port), '127.0.0.1');
  player.on('error', () => undefined);
});
afterEach(async () => {
  player.destroy();
  await origin.close();
});

/** Shakes hands and returns a way to send commands and to wait for the answers to them. */
async function talk(): Promise<{ send: (...values: Amf[]) => void; answer: (name: string) => Promise<Amf[]> }> {
  player.write(Buffer.concat([Buffer.from([3]), Buffer.alloc(1536, 7)]));
  let greeting = Buffer.alloc(0);
  while (greeting.length < 3073) greeting = Buffer.concat([greeting, (await once(player, 'data'))[0] as Buffer]);
  expect(greeting.subarray(1537).equals(Buffer.alloc(1536, 7))).toBe(true);
  player.write(Buffer.alloc(1536));
  const answers: Amf[][] = [];
  let check = (): void => undefined;
  const reader = new ChunkReader(({ type, body }) => {
    if (type === 20) answers.push(decodeAmf(body));
    check();
  });
  player.on('data', (bytes: Buffer) => reader.push(bytes));
  return {
    send: (...values) =>
      void player.write(encodeMessage({ type: 20, stream: 0, timestamp: 0, body: encodeAmf(...values) }, 3, 128)),
    answer: (name) =>
      new Promise((resolve) => {
        check = () => {
          const index = answers.findIndex(([first]) => first === name);
          if (index < 0) return;
          check = () => undefined;
          resolve(answers.splice(index, 1)[0] ?? []);
        };
        check();
      }),
  };
}

test('a player is led to its stream by the answers of the specification', async () => {
  const { send, answer } = await talk();
  send('connect', 1, { app: 'live', tcUrl: 'rtmp://127.0.0.1/live' });
  expect((await answer('_result'))[3]).toMatchObject({ code: 'NetConnection.Connect.Success' });
  send('createStream', 2, null);
  expect(await answer('_result')).toEqual(['_result', 2, null, 1]);
  send('play', 0, null, '6-sub?token=t');
  expect((await answer('onStatus'))[3]).toMatchObject({ code: 'NetStream.Play.Reset' });
  expect((await answer('onStatus'))[3]).toMatchObject({ code: 'NetStream.Play.Start' });
  expect(origin.asked).toEqual([{ protocol: 'rtmp', path: '/live/6-sub', query: 'token=t' }]);
});

test('a player that gives its stream back is a viewer no more, though its connection stands', async () => {
  const { send, answer } = await talk();
  send('connect', 1, { app: 'live' });
  send('play', 0, null, '6-sub');
  await origin.happened('join 6');
  send('deleteStream', 0, null, 1);
  await origin.happened('leave 6');
  send('createStream', 5, null);
  while ((await answer('_result'))[1] !== 5);
  expect(origin.viewers()).toBe(0);
});

test('publishing is refused by name', async () => {
  const { send, answer } = await talk();
  send('connect', 1, { app: 'live' });
  send('publish', 4, null, '6-sub', 'live');
  expect(await answer('_error')).toEqual([
    '_error',
    4,
    null,
    { level: 'error', code: 'NetConnection.Call.Failed', description: 'publish is not supported' },
  ]);
});

test('a query that a player has split at a slash is put together again', async () => {
  const { send } = await talk();
  send('connect', 1, { app: 'live/6-sub?token=a' });
  send('play', 0, null, 'b');
  await origin.happened('join 6');
  expect(origin.asked).toEqual([{ protocol: 'rtmp', path: '/live/6-sub', query: 'token=a/b' }]);
});

test.each([
  ['does not speak RTMP', Buffer.from(`GET / HTTP/1.1\r\n${'x'.repeat(1600)}`)],
  ['sends nonsense for a command', Buffer.concat([Buffer.from([3]), Buffer.alloc(3072), Buffer.alloc(64, 0x11)])],
])('a connection that %s is closed, and others do not notice', async (_, bytes) => {
  player.write(bytes);
  player.resume();
  await once(player, 'close');
  expect(origin.viewers()).toBe(0);
});
