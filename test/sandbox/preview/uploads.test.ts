import type { Cloud } from '../../../sandbox/cloud/index';
import { openFixture, type FixturePhone } from '../../support/fixture-phone';
import { makeCloud, openSdk } from '../../support/sandbox-cloud';

jest.setTimeout(30_000);

const BYTES = 20_000;

let cloud: Cloud;
let sdk: ReturnType<typeof openSdk>;
let phone: FixturePhone;

beforeAll(async () => {
  cloud = await makeCloud();
  sdk = openSdk(cloud);
  phone = await openFixture({ files: cloud.files });
});
afterAll(() => phone.close());
beforeEach(() => openAs('sandbox-staff'));

const openAs = async (openid: string) => {
  await phone.open(`?openid=${openid}`);
  await phone.evaluate(
    `wx.getFileSystemManager().writeFileSync(wx.env.USER_DATA_PATH + '/voice.mp3', 'x'.repeat(${BYTES}))`,
  );
};

interface Uploaded {
  readonly errMsg: string;
  readonly errCode?: number;
  readonly fileID?: string;
  readonly progress: readonly { progress: number; totalBytesSent: number; totalBytesExpectedToSend: number }[];
}

/** Begins an upload whose outcome `outcome` waits for; its task is `task`. */
const begin = (cloudPath: string, filePath = 'wxfile://usr/voice.mp3') =>
  phone.evaluate(`{
    const progress = [];
    globalThis.outcome = new Promise((resolve) => {
      const complete = (end) => resolve({ ...end, progress });
      globalThis.task = wx.cloud.uploadFile({ cloudPath: '${cloudPath}', filePath: '${filePath}', complete });
      task.onProgressUpdate((one) => progress.push(one));
    });
    null; // the promise is not to be awaited here
  }`);
const outcome = () => phone.evaluate<Uploaded>('outcome');
const upload = async (cloudPath: string, filePath?: string) => {
  await begin(cloudPath, filePath);
  return outcome();
};
const uploads = () => phone.evaluate<{ state: string; sent: number; errMsg: string }[]>('__kandian.uploads()');
const isStored = async (path: string): Promise<boolean> => {
  const fileID = `cloud://sandbox.sandbox-files/${path}`;
  const { fileList } = await sdk.getTempFileURL({ fileList: [{ fileID, maxAge: 60 }] });
  return fileList[0]?.code === 'SUCCESS';
};
const underWay = () => phone.page.waitForFunction('__kandian.uploads().at(-1)?.sent > 0');

test('a file goes into the cloud’s storage, where the functions find it, and each step is told', async () => {
  const { progress, ...result } = await upload('talk/1.mp3');
  expect(result).toEqual({
    errMsg: 'cloud.uploadFile:ok',
    statusCode: 204,
    fileID: 'cloud://sandbox.sandbox-files/talk/1.mp3',
  });
  expect(progress).toEqual([
    { progress: 40, totalBytesSent: 8192, totalBytesExpectedToSend: BYTES },
    { progress: 81, totalBytesSent: 16_384, totalBytesExpectedToSend: BYTES },
    { progress: 100, totalBytesSent: BYTES, totalBytesExpectedToSend: BYTES },
  ]);
  const { fileContent } = await sdk.downloadFile({ fileID: result.fileID ?? '' });
  expect(fileContent?.toString()).toBe('x'.repeat(BYTES));
  expect(await uploads()).toEqual([
    { cloudPath: 'talk/1.mp3', bytes: BYTES, state: 'done', sent: BYTES, fileId: result.fileID, errMsg: '' },
  ]);
});

test('without callbacks it is a promise, with them a task', async () => {
  const options = "{ cloudPath: 'talk/2.mp3', filePath: 'wxfile://usr/voice.mp3' }";
  expect(await phone.evaluate(`wx.cloud.uploadFile(${options})`)).toMatchObject({ statusCode: 204 });
  expect(await phone.evaluate('typeof wx.cloud.uploadFile({ fail() {} }).then')).toBe('undefined');
});

test.each([
  ['given up by the page', 'task.abort()', 'abort'],
  ['without its network', "__kandian.device.set({ network: 'none' })", 'network error'],
])('an upload %s fails and leaves nothing behind', async (_, happens, reason) => {
  await phone.evaluate('__kandian.upload.bytesPerSecond = 20000, undefined');
  await begin('talk/aborted.mp3');
  await underWay();
  await phone.evaluate(`${happens}, undefined`);
  expect(await outcome()).toMatchObject({ errMsg: `cloud.uploadFile:fail ${reason}` });
  expect(await uploads()).toEqual([expect.objectContaining({ state: 'failed', errMsg: reason, fileId: null })]);
  expect(await isStored('talk/aborted.mp3')).toBe(false);
});

test('WeChat ends it some time after it has gone to the background', async () => {
  await phone.evaluate('__kandian.download.interruptMs = 50, __kandian.upload.bytesPerSecond = 4000, undefined');
  await begin('talk/hidden.mp3');
  await phone.evaluate('__kandian.device.set({ visible: false })');
  expect((await outcome()).errMsg).toBe('cloud.uploadFile:fail interrupted');
});

test('nobody replaces, deletes or opens what somebody else has put there', async () => {
  const { fileID } = await upload('talk/mine.mp3');
  await openAs('sandbox-manager');
  expect(await upload('talk/mine.mp3')).toMatchObject({ errCode: -503002 });
  const list = `{ fileList: ['${fileID}'] }`;
  const refused = [expect.objectContaining({ fileID, status: -503002 })];
  expect(await phone.evaluate(`wx.cloud.deleteFile(${list})`)).toMatchObject({ fileList: refused });
  expect(await phone.evaluate(`wx.cloud.getTempFileURL(${list})`)).toMatchObject({ fileList: refused });
  expect(await isStored('talk/mine.mp3')).toBe(true);
});

test('one’s own file can be opened, replaced and deleted', async () => {
  await upload('talk/own.mp3');
  const { fileID, errMsg } = await upload('talk/own.mp3');
  expect(errMsg).toBe('cloud.uploadFile:ok');
  const list = `{ fileList: ['${fileID}'] }`;
  const { fileList } = await phone.evaluate<{ fileList: { tempFileURL: string; status: number }[] }>(
    `wx.cloud.getTempFileURL(${list})`,
  );
  expect(await (await fetch(fileList[0]?.tempFileURL ?? '')).text()).toHaveLength(BYTES);
  expect(await phone.evaluate(`wx.cloud.deleteFile(${list})`)).toMatchObject({ fileList: [{ fileID, status: 0 }] });
  expect(await phone.evaluate(`wx.cloud.deleteFile(${list})`)).toMatchObject({ fileList: [{ status: -503003 }] });
});

test('what the functions have put there is theirs', async () => {
  const { fileID } = await sdk.uploadFile({ cloudPath: 'clips/1.mp4', fileContent: Buffer.from('mp4') as never });
  expect(await upload('clips/1.mp4')).toMatchObject({ errCode: -503002 });
  expect(await phone.evaluate(`wx.cloud.getTempFileURL({ fileList: ['${fileID}'] })`)).toMatchObject({
    fileList: [{ status: -503002 }],
  });
});

test.each([
  ['a file that is not there', 'talk/3.mp3', 'wxfile://usr/none.mp3', -1],
  ['a path that leads elsewhere', '../3.mp3', undefined, -501007],
])('%s is refused', async (_, cloudPath, filePath, errCode) => {
  expect(await upload(cloudPath, filePath)).toMatchObject({ errCode });
});
