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

test('a file of ours is put, found under its address by whoever has that, and replaced at its path', async () => {
  const { files } = await start();
  const first = await files.put('covers/a.jpg', Uint8Array.of(1, 2, 3));
  const second = await files.put('covers/b.jpg', new Uint8Array(300_000).fill(7));
  expect(await files.put('covers/a.jpg', Uint8Array.of(4))).toBe(first);

  const addresses = await files.addressesOf([first, second, first.replace('a.jpg', 'none.jpg')], 600_000);

  expect([...addresses.keys()]).toEqual([first, second]);
  const load = async (id: string) => new Uint8Array(await (await fetch(addresses.get(id)!)).arrayBuffer());
  expect(await load(first)).toEqual(Uint8Array.of(4));
  expect(await load(second)).toHaveLength(300_000);
  expect(await files.addressesOf([], 600_000)).toEqual(new Map());
});

test('a file whose id nobody was told is removed by its path, and may be gone already', async () => {
  const { files } = await start();
  const fileId = await files.put('covers/a.jpg', Uint8Array.of(1));
  await files.removeAt('covers/a.jpg');
  await files.removeAt('covers/a.jpg');
  expect(await files.addressesOf([fileId], 600_000)).toEqual(new Map());
});
