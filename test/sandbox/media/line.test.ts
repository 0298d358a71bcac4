import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Line } from '../../../sandbox/media/line';

let server: Server;
let viewer: Socket;
let line: Line;
let received = 0;

beforeEach(async () => {
  received = 0;
  server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  viewer = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  viewer.on('error', () => undefined);
  viewer.on('data', (bytes) => (received += bytes.length));
  line = new Line(await accepted);
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
});
afterEach(() => {
  jest.useRealTimers();
  line.destroy();
  viewer.destroy();
  server.close();
});

const arrived = async (bytes: number): Promise<void> => {
  while (received < bytes) await once(viewer, 'data');
};

test('a throttled line lets through so many bytes a second and no more', async () => {
  line.setFlow({ kind: 'throttled', bytesPerSecond: 20_000 });
  line.write(Buffer.alloc(2500));
  for (const total of [1000, 2000, 2500]) {
    await arrived(total);
    expect(received).toBe(total);
    jest.advanceTimersByTime(50);
  }
});

test('a stalled line keeps what is written until it flows again', async () => {
  line.setFlow({ kind: 'stalled' });
  line.write(Buffer.alloc(700));
  line.end();
  jest.advanceTimersByTime(60_000);
  expect(line.writableLength).toBe(700);
  line.setFlow({ kind: 'free' });
  await once(viewer, 'end');
  expect(received).toBe(700);
});

test('a line that is reset shows its viewer a reset', async () => {
  const error = new Promise<NodeJS.ErrnoException>((resolve) => viewer.once('error', resolve));
  line.reset();
  expect((await error).code).toBe('ECONNRESET');
});

test('a viewer that goes away in the middle of a write takes the line with it', async () => {
  line.setFlow({ kind: 'stalled' });
  line.write(Buffer.alloc(700));
  line.resume();
  viewer.resetAndDestroy();
  await new Promise((resolve) => line.once('close', resolve));
  expect(line.destroyed).toBe(true);
});
