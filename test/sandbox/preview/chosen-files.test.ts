import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(60_000);

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture();
});
afterAll(() => phone.close());
beforeEach(async () => {
  await phone.open();
  await phone.page.waitForFunction("getApp().log.includes('home ready')");
  await phone.notes();
});

const dialog = () => phone.page.getByRole('dialog');
const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
const call = (name: string, options: object) =>
  phone.evaluate<Record<string, unknown>>(
    `new Promise((resolve) => wx.${name}({ ...${JSON.stringify(options)}, success: resolve, fail: resolve }))`,
  );
const bytesOf = (path: string) =>
  phone.evaluate(`wx.getFileSystemManager().readFileSync(${JSON.stringify(path)}, 'utf8')`);
const layReady = (...names: readonly string[]) => {
  const sent = names.map((name) => ({ name, content: Buffer.from(`in ${name}`).toString('base64') }));
  return phone.evaluate(`__kandian.chooseNext(${JSON.stringify(sent)})`);
};
const chosenNames = (outcome: Record<string, unknown>) =>
  (outcome['tempFiles'] as { name: string }[]).map(({ name }) => name);

describe('wx.chooseMessageFile', () => {
  test('a file from a chat is the mini-program’s to read, and it was away meanwhile', async () => {
    const chosen = call('chooseMessageFile', { count: 1 });
    const file = { name: '门店 清单.TXT', mimeType: 'text/plain', buffer: Buffer.from('一二三') };
    await dialog().getByLabel('选择文件').setInputFiles(file);
    const outcome = await chosen;
    const { tempFiles } = outcome as { tempFiles: { path: string }[] };
    expect(outcome).toEqual({
      errMsg: 'chooseMessageFile:ok',
      tempFiles: [
        {
          ...{ name: '门店 清单.TXT', size: 9, type: 'file' },
          path: expect.stringMatching(/^wxfile:\/\/tmp_\w+\.txt$/) as string,
          time: expect.any(Number) as number,
        },
      ],
    });
    expect(await bytesOf(tempFiles[0]?.path ?? '')).toBe('一二三');
    expect(await phone.notes()).toEqual(['home hide', 'app hide', 'app show', 'home show']);
  });

  test('leaving the list is a failure by name', async () => {
    const chosen = call('chooseMessageFile', { count: 1 });
    await press('返回');
    expect(await chosen).toEqual({ errMsg: 'chooseMessageFile:fail cancel' });
  });

  test.each([
    [{ count: 2 }, ['a.bin', 'b.png']],
    [{ count: 9, type: 'file' }, ['a.bin', 'd.pdf']],
    [{ count: 9, type: 'file', extension: ['.PDF'] }, ['d.pdf']],
    [{ count: 9, type: 'image' }, ['b.png']],
    [{ count: 9, type: 'video' }, ['c.mp4']],
  ])('what a test lays ready is chosen without anybody, as far as it is wanted: %j', async (options, names) => {
    await layReady('a.bin', 'b.png', 'c.mp4', 'd.pdf');
    expect(chosenNames(await call('chooseMessageFile', options))).toEqual(names);
    expect(await dialog().count()).toBe(0);
  });

  test.each([[{}], [{ count: 0 }], [{ count: 101 }]])('%j is no question', async (options) => {
    expect((await call('chooseMessageFile', options))['errMsg']).toMatch(/^chooseMessageFile:fail parameter error/);
  });

  test('what the notice on privacy does not name is not chosen', async () => {
    await phone.evaluate("__kandian.device.set({ privacy: 'undeclared' })");
    expect(await call('chooseMessageFile', { count: 1 })).toMatchObject({ errno: 112 });
  });
});

describe('WeChat’s viewers', () => {
  const write = async (name: string): Promise<string> => {
    const path = `wxfile://usr/${name}`;
    await phone.evaluate(`wx.getFileSystemManager().writeFileSync('${path}', 'abc', 'utf8')`);
    return path;
  };

  test('a document opens by the ending of its name, or by the type that is said', async () => {
    expect((await call('openDocument', { filePath: await write('list.pdf') }))['errMsg']).toBe('openDocument:ok');
    await dialog().getByText('list.pdf · 3 B').waitFor();
    await press('返回');
    const filePath = await write('list.bin');
    expect((await call('openDocument', { filePath }))['errMsg']).toBe('openDocument:fail filetype not supported');
    expect((await call('openDocument', { filePath, fileType: 'xlsx' }))['errMsg']).toBe('openDocument:ok');
  });

  test('a picture and a video are shown', async () => {
    const picture = { sources: [{ url: await write('shot.png') }] };
    expect((await call('previewMedia', picture))['errMsg']).toBe('previewMedia:ok');
    expect(await dialog().locator('img').getAttribute('src')).toMatch(/^blob:/);
    await press('返回');
    const sources = [{ url: await write('clip.mp4'), type: 'video' }];
    expect((await call('previewMedia', { sources }))['errMsg']).toBe('previewMedia:ok');
    expect(await dialog().locator('video').count()).toBe(1);
  });

  test('what is not there cannot be looked at', async () => {
    const gone = 'wxfile://usr/gone.pdf';
    expect((await call('openDocument', { filePath: gone }))['errMsg']).toContain('fail');
    expect((await call('previewMedia', { sources: [] }))['errMsg']).toContain('fail parameter error');
  });
});
