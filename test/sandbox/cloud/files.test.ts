import { createReadStream, readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Cloud } from '../../../sandbox/cloud/index';
import { FileStore } from '../../../sandbox/cloud/files/file-store';
import { createUrlSigner } from '../../../sandbox/cloud/files/signed-url';
import { Readable } from 'node:stream';
import { expectRefusal, makeCloud, makeFolder, openSdk } from '../../support/sandbox-cloud';

let cloud: Cloud;
let app: ReturnType<typeof openSdk>;

beforeAll(async () => {
  cloud = await makeCloud();
  app = openSdk(cloud);
});

async function upload(cloudPath: string, content: string): Promise<string> {
  const { fileID } = await app.uploadFile({ cloudPath, fileContent: Buffer.from(content) as never });
  return fileID;
}

async function urlOf(fileID: string, maxAge = 60): Promise<string> {
  const { fileList } = await app.getTempFileURL({ fileList: [{ fileID, maxAge }] });
  return String(fileList[0]?.tempFileURL);
}

test('a file comes back as it was uploaded, whatever its path', async () => {
  const fileID = await upload('截图/收银台 1+1=2.jpg', 'JPEG 内容');
  expect(fileID).toMatch(/^cloud:\/\/sandbox\.[^/]+\/截图\/收银台 1\+1=2\.jpg$/);
  const { fileContent } = await app.downloadFile({ fileID });
  expect(fileContent?.toString()).toBe('JPEG 内容');
});

test('a stream can be uploaded, and replaces what was there', async () => {
  await upload('talk/1.mp3', 'old');
  const source = join(makeFolder(), 'source');
  writeFileSync(source, 'x'.repeat(300_000));
  const { fileID } = await app.uploadFile({ cloudPath: 'talk/1.mp3', fileContent: createReadStream(source) });
  expect((await app.downloadFile({ fileID })).fileContent).toHaveLength(300_000);
});

test('a temporary address tells size and kind', async () => {
  const fileID = await upload('a/b.png', '12345');
  const { fileList } = await app.getFileInfo({ fileList: [fileID] });
  expect(fileList[0]).toMatchObject({ code: 'SUCCESS', size: 5, mime: 'image/png', fileName: 'b.png' });
});

test('a temporary address opens its own file only, and only for reading', async () => {
  const [mine, other] = [await upload('mine.txt', 'mine'), await upload('other.txt', 'other')];
  const url = await urlOf(mine);
  expect(await (await fetch(url)).text()).toBe('mine');
  const statusOf = async (address: string, init?: RequestInit) => (await fetch(address, init)).status;
  expect(await statusOf(url.replace('mine.txt', 'other.txt'))).toBe(403);
  expect(await statusOf(url.split('?')[0]!)).toBe(403);
  expect(await statusOf(url.replace(/sign=./, 'sign=g'))).toBe(403);
  expect(await statusOf(url, { method: 'PUT', body: 'overwritten' })).toBe(403);
  expect(await statusOf(url, { method: 'DELETE' })).toBe(405);
  expect((await app.downloadFile({ fileID: other })).fileContent?.toString()).toBe('other');
});

test('a temporary address ends at its time', () => {
  let now = 1_790_000_000_000;
  const signer = createUrlSigner('secret', () => now);
  const query = new URLSearchParams(signer.query('read', 'a.txt', now + 60_000));
  now += 59_999;
  expect(signer.allows('read', 'a.txt', query)).toBe(true);
  now += 1;
  expect(signer.allows('read', 'a.txt', query)).toBe(false);
  query.set('t', '9999999999');
  expect(signer.allows('read', 'a.txt', query)).toBe(false);
});

test('a deleted file is gone', async () => {
  const fileID = await upload('gone.txt', 'x');
  const deleteIt = async () => (await app.deleteFile({ fileList: [fileID] })).fileList[0]?.code;
  expect([await deleteIt(), await deleteIt()]).toEqual(['SUCCESS', 'STORAGE_FILE_NONEXIST']);
  const { fileList } = await app.getTempFileURL({ fileList: [fileID] });
  expect(fileList[0]).toMatchObject({ code: 'STORAGE_FILE_NONEXIST', tempFileURL: '' });
  await expect(app.downloadFile({ fileID })).rejects.toHaveProperty('code', 'STORAGE_FILE_NONEXIST');
});

test('a file id of another environment is not ours', async () => {
  const fileID = 'cloud://elsewhere.elsewhere-files/a.txt';
  expect((await app.deleteFile({ fileList: [fileID] })).fileList[0]?.code).toBe('INVALID_PARAM');
  expect((await app.getTempFileURL({ fileList: [fileID] })).fileList[0]?.code).toBe('INVALID_PARAM');
});

test.each(['../outside', 'a/../../b', '/absolute', 'a//b', 'what?', 'a#b', 'a%2e', '', 'line\nbreak'])(
  'the path %j is refused',
  async (cloudPath) => {
    await expectRefusal(upload(cloudPath, 'x'), 'INVALID_PARAM', /path/);
  },
);

test('an upload that breaks off changes nothing', async () => {
  const fileID = await upload('kept.txt', 'whole');
  const { data } = (await app.getUploadMetadata({ cloudPath: 'kept.txt' })) as { data: { url: string } };
  await new Promise<void>((resolve) => {
    const put = request(data.url, { method: 'PUT', headers: { 'content-length': 1000 } });
    put.on('error', () => resolve());
    put.write('half', () => put.destroy());
  });
  expect((await app.downloadFile({ fileID })).fileContent?.toString()).toBe('whole');
});

test('what a crash left half uploaded is swept at the next start', async () => {
  const directory = makeFolder();
  const files = new FileStore(directory);
  await files.write('a.txt', Readable.from(['content']));
  writeFileSync(join(directory, 'incoming', 'half'), 'ha');
  const after = new FileStore(directory);
  expect(readdirSync(join(directory, 'incoming'))).toEqual([]);
  expect((await after.find('a.txt'))?.size).toBe(7);
});
