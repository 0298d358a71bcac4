import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate, type Certificate } from '../../../sandbox/media/certificate';
import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(10_000);

const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 16]), Buffer.from('ftypisom'), Buffer.alloc(1000)]);

let phone: FixturePhone;
let certificate: Certificate;
let server: Server;
let address: string;
let answer: RequestListener;

const listening = async (one: Server): Promise<number> => {
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  return (one.address() as AddressInfo).port;
};

beforeAll(async () => {
  certificate = await makeCertificate(Date.now());
  phone = await openFixture({ trustedCertificates: [certificate.certificate] });
  server = createServer((request, response) => answer(request, response));
  address = `http://127.0.0.1:${await listening(server)}`;
});
afterAll(async () => {
  await phone.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  answer = (_, response) =>
    void response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': MP4.length }).end(MP4);
  await phone.open();
});

interface Downloaded {
  readonly errMsg: string;
  readonly statusCode?: number;
  readonly tempFilePath?: string;
  readonly progress: readonly Progress[];
}
interface Progress {
  readonly progress: number;
  readonly totalBytesWritten: number;
  readonly totalBytesExpectedToWrite: number;
}

/** Begins a download whose outcome `outcome` waits for; `then` is run with the task. */
const begin = (options: object, then = '') =>
  phone.evaluate(`{
    const progress = [];
    globalThis.outcome = new Promise((resolve) => {
      const task = wx.downloadFile({ ...${JSON.stringify(options)}, complete: (end) => resolve({ ...end, progress }) });
      task.onProgressUpdate((one) => progress.push(one));
      ${then};
    });
    null; // the promise is not to be awaited here
  }`);
const outcome = () => phone.evaluate<Downloaded>('outcome');
const download = async (options: object, then = ''): Promise<Downloaded> => {
  await begin(options, then);
  return outcome();
};
/** A reply that sends a first piece and then waits; the returned function goes on with it. */
const heldBack = (headers: Record<string, string | number>): Promise<() => void> =>
  new Promise((resolve) => {
    answer = (_, response) => {
      response.writeHead(200, headers);
      response.write(MP4.subarray(0, 254));
      resolve(() => response.end(MP4.subarray(254)));
    };
  });
const progressed = () => phone.page.waitForFunction('__kandian.downloads().at(-1)?.written > 0');

test('a file of another origin arrives whole, by the name of its kind, and each step is told', async () => {
  const { progress, ...result } = await download({ url: `${address}/clip?token=secret` });
  expect(result).toEqual({
    errMsg: 'downloadFile:ok',
    statusCode: 200,
    tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp_.+\.mp4$/) as unknown,
  });
  expect(progress.at(-1)).toEqual({ progress: 100, totalBytesWritten: 1012, totalBytesExpectedToWrite: 1012 });
  const read = `wx.getFileSystemManager().readFileSync(${JSON.stringify(result.tempFilePath)}, 'base64')`;
  expect(Buffer.from(await phone.evaluate<string>(read), 'base64')).toEqual(MP4);
  expect(await phone.evaluate('__kandian.downloads()')).toEqual([
    { path: '/clip', state: 'done', statusCode: 200, written: 1012, expected: 1012, errMsg: '' },
  ]);
});

test('progress is a part of the length that was announced', async () => {
  const held = heldBack({ 'content-length': MP4.length });
  await begin({ url: address });
  const goOn = await held;
  await progressed();
  goOn();
  const { progress } = await outcome();
  expect(progress[0]).toEqual({ progress: 25, totalBytesWritten: 254, totalBytesExpectedToWrite: 1012 });
});

test('without a length nothing is made up: no percent, and the total is unknown', async () => {
  const held = heldBack({});
  await begin({ url: address });
  const goOn = await held;
  await progressed();
  goOn();
  const { progress, errMsg } = await outcome();
  expect(errMsg).toBe('downloadFile:ok');
  expect(progress).toEqual([
    { progress: 0, totalBytesWritten: 254, totalBytesExpectedToWrite: -1 },
    { progress: 0, totalBytesWritten: 1012, totalBytesExpectedToWrite: -1 },
  ]);
});

test('what a server answers is a success whatever its status says', async () => {
  answer = (_, response) => void response.writeHead(403).end('expired');
  expect(await download({ url: address })).toMatchObject({ errMsg: 'downloadFile:ok', statusCode: 403 });
});

test('a redirect is followed, and headers go along except Referer', async () => {
  const heard: (string | undefined)[] = [];
  answer = ({ url, headers }, response) => {
    heard.push(`${url} ${headers['x-key'] as string} ${headers.referer}`);
    if (url === '/old') response.writeHead(302, { location: '/new' }).end();
    else response.end(MP4);
  };
  await download({ url: `${address}/old`, header: { 'X-Key': 'k', Referer: 'http://elsewhere' } });
  expect(heard).toEqual(['/old k undefined', '/new k undefined']);
});

test('a file may be given a path of its own, inside the user’s folder', async () => {
  const path = 'wxfile://usr/clip.mp4';
  expect(await download({ url: address, filePath: path })).toMatchObject({ statusCode: 200, filePath: path });
  expect((await download({ url: address, filePath: 'wxfile://elsewhere' })).errMsg).toContain('permission denied');
});

test.each([
  ['given up by the page', '', 'task.abort()', 'downloadFile:fail abort'],
  ['that takes too long', 'timeout', '', 'downloadFile:fail timeout'],
])('a download %s fails, and the connection is let go', async (_, option, then, errMsg) => {
  const left = new Promise<void>((resolve) => {
    answer = (__, response) => {
      response.on('close', () => resolve());
      response.write('the beginning');
    };
  });
  await begin(
    { url: address, ...(option === '' ? {} : { timeout: 200 }) },
    then === '' ? '' : 'globalThis.task = task',
  );
  await progressed();
  if (then !== '') await phone.evaluate(then);
  expect((await outcome()).errMsg).toBe(errMsg);
  await left;
});

test('a line that breaks before the end is a failure, not a short file', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': 5000 }).write('half');
    setTimeout(() => response.destroy(), 50);
  };
  expect((await download({ url: address })).errMsg).toBe('downloadFile:fail network error');
});

test('without a network, with it going away, and behind WeChat’s back nothing is loaded', async () => {
  await heldBackThen('__kandian.device.set({ network: "none" })', 'downloadFile:fail network error');
  expect((await download({ url: address })).errMsg).toBe('downloadFile:fail network error');
  await phone.evaluate('__kandian.device.set({ network: "wifi" })');
  await phone.evaluate('__kandian.download.interruptMs = 50');
  await heldBackThen('__kandian.device.set({ visible: false })', 'downloadFile:fail interrupted');
});

async function heldBackThen(happens: string, errMsg: string): Promise<void> {
  const held = heldBack({});
  await begin({ url: address });
  await held;
  await progressed();
  await phone.evaluate(happens);
  expect((await outcome()).errMsg).toBe(errMsg);
}

test('more than two hundred megabytes are refused as soon as they are announced', async () => {
  answer = (_, response) => void response.writeHead(200, { 'content-length': 201 * 1024 * 1024 }).write('x');
  expect((await download({ url: address })).errMsg).toBe('downloadFile:fail exceed max file size');
});

test.each([
  ['ftp://127.0.0.1/clip', 'downloadFile:fail invalid url'],
  ['http://127.0.0.1:9/clip', 'downloadFile:fail cannot be reached'],
])('%s: %s', async (url, errMsg) => {
  expect((await download({ url })).errMsg).toBe(errMsg);
});

test('the certificate of the sandbox is trusted, a strange one is not', async () => {
  const strange = await makeCertificate(Date.now());
  const serve = async ({ key, certificate: cert }: Certificate) => {
    const secure = createSecureServer({ key, cert }, (_, response) => void response.end('x'));
    const { errMsg } = await download({ url: `https://127.0.0.1:${await listening(secure)}` });
    secure.closeAllConnections();
    secure.close();
    return errMsg;
  };
  expect(await serve(certificate)).toBe('downloadFile:ok');
  expect(await serve(strange)).toBe('downloadFile:fail cannot be reached');
});

test('the task is no promise, and what it lacks says so by name', async () => {
  const read = `(() => { const task = wx.downloadFile({ url: ${JSON.stringify(address)} }); return typeof task.then; })()`;
  expect(await phone.evaluate(read)).toBe('undefined');
  await expect(phone.evaluate("wx.downloadFile({ url: '' }).pause()")).rejects.toThrow(
    'preview does not implement DownloadTask.pause',
  );
});
