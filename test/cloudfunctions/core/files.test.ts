import { systemClock } from '../../../cloudfunctions/core/clock';
import { openStorage } from '../../../cloudfunctions/core/cloudbase';
import { createCloudFiles } from '../../../cloudfunctions/core/files';
import { createHttp } from '../../../cloudfunctions/core/http';
import { makeCloud, openSdk } from '../../support/sandbox-cloud';

async function start() {
  const sdk = openSdk(await makeCloud());
  const files = createCloudFiles(openStorage(), createHttp({ clock: systemClock, random: () => 0 }));
  const upload = async (bytes: Uint8Array): Promise<string> => {
    const { fileID } = await sdk.uploadFile({ cloudPath: 'talk/message-0001.mp3', fileContent: Buffer.from(bytes) });
    return fileID;
  };
  return { files, upload };
}

const MEGABYTE = 1024 * 1024;

test('a file that a phone put into CloudBase’s storage is read through its SDK, and removed', async () => {
  const { files, upload } = await start();
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
  const fileId = await upload(bytes);
  expect(Buffer.from(await files.read(fileId, MEGABYTE)).equals(bytes)).toBe(true);
  await files.remove(fileId);
  await expect(files.read(fileId, MEGABYTE)).rejects.toMatchObject({ code: 'invalid-argument' });
  await files.remove(fileId);
});

test('a file that is too large is refused', async () => {
  const { files, upload } = await start();
  const fileId = await upload(new Uint8Array(MEGABYTE + 1));
  await expect(files.read(fileId, MEGABYTE)).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(await files.read(fileId, MEGABYTE + 1)).toHaveLength(MEGABYTE + 1);
});

test('what is no file of this environment is an error of ours', async () => {
  const { files } = await start();
  await expect(files.read('cloud://another.bucket/talk/message-0001.mp3', MEGABYTE)).rejects.toThrow('no address');
});
