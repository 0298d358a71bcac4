import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(30_000);

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture();
});
afterAll(() => phone.close());
beforeEach(async () => {
  await phone.open('#/extra/pages/pick/pick');
  await phone.evaluate(`{
    const manager = wx.getFileSystemManager();
    const write = (name, text) => manager.writeFileSync(wx.env.USER_DATA_PATH + '/' + name, text, 'base64');
    write('clip.mp4', ${JSON.stringify(Buffer.from('\0\0\0\u0010ftypisom').toString('base64'))});
    write('clip.flv', ${JSON.stringify(Buffer.from('FLV\u0001').toString('base64'))});
    write('shot.jpg', ${JSON.stringify(Buffer.from([0xff, 0xd8, 0xff, 0xe0]).toString('base64'))});
    getApp().file = wx.env.USER_DATA_PATH + '/clip.flv';
  }`);
});

/** What a wx call ends in, while somebody answers what it asks. */
const call = (name: string, options = '{}') =>
  phone.evaluate<Record<string, unknown>>(
    `new Promise((resolve) => wx.${name}({ ...${options}, success: resolve, fail: resolve }))`,
  );
const save = (kind: 'Image' | 'Video', file: string) =>
  call(`save${kind}ToPhotosAlbum`, JSON.stringify({ filePath: `wxfile://usr/${file}` }));
const press = (name: string) => phone.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const asked = () => phone.page.getByRole('dialog').getByText('保存图片或视频到你的相册');
const album = () => phone.evaluate('__kandian.album()');
const noted = async (start: string): Promise<string> => {
  await phone.page.waitForFunction(`getApp().log.some((note) => note.startsWith(${JSON.stringify(start)}))`);
  return (await phone.notes()).find((note) => note.startsWith(start)) ?? '';
};

test('the first file for the album asks, the second does not, and the album tells what it holds', async () => {
  const saved = save('Video', 'clip.mp4');
  await asked().waitFor();
  await press('允许');
  expect(await saved).toEqual({ errMsg: 'saveVideoToPhotosAlbum:ok' });
  expect(await save('Image', 'shot.jpg')).toEqual({ errMsg: 'saveImageToPhotosAlbum:ok' });
  const savedAt = expect.any(Number) as number;
  expect(await album()).toEqual([
    { kind: 'video', name: 'clip.mp4', format: 'mp4', bytes: 12, savedAt },
    { kind: 'image', name: 'shot.jpg', format: 'jpeg', bytes: 4, savedAt },
  ]);
});

test('a refusal lasts: WeChat does not ask again, until its settings say otherwise', async () => {
  expect((await call('getSetting'))['authSetting']).toEqual({});
  const saved = save('Video', 'clip.mp4');
  await press('拒绝');
  expect(await saved).toEqual({ errMsg: 'saveVideoToPhotosAlbum:fail auth deny' });
  expect(await save('Video', 'clip.mp4')).toEqual({ errMsg: 'saveVideoToPhotosAlbum:fail auth deny' });
  expect((await call('authorize', "{ scope: 'scope.writePhotosAlbum' }"))['errMsg']).toBe('authorize:fail auth deny');
  await phone.find('settings').tap();
  await phone.page.getByRole('checkbox').check();
  await press('返回');
  expect(await noted('settings')).toBe('settings openSetting:ok {"authSetting":{"scope.writePhotosAlbum":true}}');
  expect((await save('Video', 'clip.mp4'))['errMsg']).toBe('saveVideoToPhotosAlbum:ok');
});

test('two files at once are asked about once', async () => {
  const both = Promise.all([save('Video', 'clip.mp4'), save('Image', 'shot.jpg')]);
  await asked().waitFor();
  expect(await phone.page.getByRole('dialog').count()).toBe(1);
  await press('允许');
  await both;
  expect(await album()).toHaveLength(2);
});

test('what the system forbids WeChat cannot do, and where it has not been asked it asks as well', async () => {
  await phone.evaluate("__kandian.device.set({ album: 'denied' })");
  const forbidden = save('Video', 'clip.mp4');
  await press('允许');
  expect((await forbidden)['errMsg']).toBe('saveVideoToPhotosAlbum:fail system permission denied');
  await phone.evaluate("__kandian.device.set({ album: 'not determined' })");
  const saved = save('Video', 'clip.mp4');
  await phone.page.getByText('“微信”想要').waitFor();
  await press('允许');
  expect((await saved)['errMsg']).toBe('saveVideoToPhotosAlbum:ok');
  expect(await phone.evaluate('wx.getAppAuthorizeSetting().albumAuthorized')).toBe('authorized');
});

test.each([
  ['Video', 'clip.flv', 'saveVideoToPhotosAlbum:fail invalid video'],
  ['Video', 'shot.jpg', 'saveVideoToPhotosAlbum:fail invalid video'],
  ['Image', 'clip.mp4', 'saveImageToPhotosAlbum:fail invalid image'],
  ['Image', 'none.jpg', 'saveImageToPhotosAlbum:fail no such file or directory'],
] as const)('the album takes as %s no %s', async (kind, file, errMsg) => {
  const saved = save(kind, file);
  await press('允许');
  expect((await saved)['errMsg']).toBe(errMsg);
  expect(await album()).toEqual([]);
});

test('a file is sent to a chat under its name when the person agrees', async () => {
  await phone.find('share').tap();
  await phone.page.getByRole('dialog').getByText('clip.flv').waitFor();
  await press('取消');
  expect(await noted('share')).toBe('share shareFileMessage:fail cancel {}');
  await phone.find('share').tap();
  await press('发送');
  expect(await noted('share')).toBe('share shareFileMessage:ok {}');
  expect(await phone.evaluate('__kandian.shares()')).toEqual([{ name: 'clip.flv', bytes: 4 }]);
});

test('WeChat’s own pages open from a tap and what follows from it at once, not from what comes later', async () => {
  const refused = 'fail can only be invoked by user TAP gesture.';
  expect((await call('openSetting'))['errMsg']).toBe(`openSetting:${refused}`);
  expect((await call('shareFileMessage', '{ filePath: getApp().file }'))['errMsg']).toBe(`shareFileMessage:${refused}`);
  await phone.find('later').tap();
  expect(await noted('late')).toBe(`late openSetting:${refused} {}`);
  await press('返回');
  expect(await noted('promised')).toContain('openSetting:ok');
});
