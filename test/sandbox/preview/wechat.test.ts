import { drawCode } from '../../../sandbox/cloud/open-api/code-picture';
import { textOfCode } from '../../../sandbox/mini-program-code';
import { openFixture, type FixturePhone } from '../../support/fixture-phone';
import { readCode } from '../../support/read-code';

jest.setTimeout(60_000);

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture();
});
afterAll(() => phone.close());

const CODE = textOfCode({ page: 'pages/home/home', scene: 'i1=2' });
const PICTURE = drawCode(CODE, 430);
const noted = (note: string) => phone.page.waitForFunction(`getApp().log.includes(${JSON.stringify(note)})`);
const dialog = () => phone.page.getByRole('dialog');
const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
/** What a wx call ends in. */
const call = (name: string, options = '{}') =>
  phone.evaluate<Record<string, unknown>>(
    `new Promise((resolve) => wx.${name}({ ...${options}, success: resolve, fail: resolve }))`,
  );
const errors = () => phone.evaluate<string[]>('__kandian.reports.map((report) => report.message)');
const rawData = (text: string) => Buffer.from(text).toString('base64');

describe('scanning', () => {
  beforeEach(async () => {
    await phone.open();
    await noted('home ready');
    await phone.notes();
  });

  const holdUp = (name: string, buffer: Buffer) =>
    dialog().getByLabel('对准一张图片').setInputFiles({ name, mimeType: 'image/png', buffer });

  test('a mini-program code of our own tells its path', async () => {
    const scanned = call('scanCode');
    await holdUp('code.png', PICTURE);
    expect(await scanned).toEqual({
      errMsg: 'scanCode:ok',
      result: '',
      scanType: 'WX_CODE',
      charSet: 'utf-8',
      path: 'pages/home/home?scene=i1%3D2',
      rawData: rawData(CODE),
    });
  });

  test('any other QR code tells its text, and the scanner hides the page and shows it again', async () => {
    const scanned = call('scanCode', '{ onlyFromCamera: true }');
    await dialog().getByLabel('码里的文字').fill('ys7 萤石');
    await press('扫');
    expect(await scanned).toEqual({
      errMsg: 'scanCode:ok',
      result: 'ys7 萤石',
      scanType: 'QR_CODE',
      charSet: 'utf-8',
      rawData: rawData('ys7 萤石'),
    });
    expect(await phone.notes()).toEqual(['home hide', 'app hide', 'app show', 'home show']);
  });

  test('leaving the scanner is a failure by name', async () => {
    const scanned = call('scanCode');
    await press('返回');
    expect(await scanned).toEqual({ errMsg: 'scanCode:fail cancel' });
  });

  test('the scanner goes on where it finds nothing, or not what it was to look for', async () => {
    const scanned = call('scanCode', "{ scanType: ['qrCode'] }");
    await holdUp('code.png', PICTURE);
    await dialog().getByText('没有识别到码').waitFor();
    await holdUp('text.txt', Buffer.from('no picture'));
    await press('返回');
    expect(await scanned).toEqual({ errMsg: 'scanCode:fail cancel' });
  });

  test('the album offers what was saved to it, by whomever; the camera alone does not', async () => {
    const saved = call('saveImageToPhotosAlbum', `{ filePath: '${await write('from-album.png', PICTURE)}' }`);
    await press('允许');
    expect((await saved)['errMsg']).toBe('saveImageToPhotosAlbum:ok');
    await phone.open('?openid=sandbox-stranger');
    const bare = call('scanCode', '{ onlyFromCamera: true }');
    await dialog().getByText('对准一张图片').waitFor();
    expect(
      await dialog()
        .getByRole('button', { name: /from-album/ })
        .count(),
    ).toBe(0);
    await press('返回');
    await bare;
    const scanned = call('scanCode');
    await dialog().getByRole('button', { name: '相册 from-album.png' }).first().click();
    expect(await scanned).toMatchObject({ scanType: 'WX_CODE', path: 'pages/home/home?scene=i1%3D2' });
  });

  test('what a test holds up is scanned without anybody', async () => {
    await phone.evaluate("__kandian.scanNext({ text: 'ys7\\rC123' })");
    await phone.evaluate(`__kandian.scanNext({ png: '${PICTURE.toString('base64')}' })`);
    expect(await call('scanCode')).toMatchObject({ result: 'ys7\rC123', scanType: 'QR_CODE' });
    expect(await call('scanCode')).toMatchObject({ path: 'pages/home/home?scene=i1%3D2', scanType: 'WX_CODE' });
    expect(await phone.notes()).toEqual([
      ...['home hide', 'app hide', 'app show', 'home show'],
      ...['home hide', 'app hide', 'app show', 'home show'],
    ]);
  });
});

/** Writes a file as the mini-program does; resolves with its path. */
async function write(name: string, bytes: Buffer): Promise<string> {
  const base64 = bytes.toString('base64');
  const path = `wxfile://usr/${name}`;
  const options = `{ filePath: '${path}', data: '${base64}', encoding: 'base64' }`;
  await phone.evaluate(`new Promise((success, fail) =>
    wx.getFileSystemManager().writeFile({ ...${options}, success, fail }))`);
  return path;
}

describe('being opened from outside', () => {
  beforeEach(async () => {
    await phone.open();
    await noted('home ready');
    await phone.notes();
  });

  const open = (text: string) => phone.evaluate(`__kandian.openFromWechat(${JSON.stringify(text)})`);

  test('a code starts over with its page, and only the entry tells of it', async () => {
    await phone.evaluate("wx.navigateTo({ url: '/extra/pages/detail/detail?id=7' })");
    await noted('detail ready');
    await phone.notes();
    await open(textOfCode({ page: 'extra/pages/share/share', scene: 'a b' }));
    expect(await phone.notes()).toEqual([
      'app hide',
      'app show',
      'detail detached',
      'home unload',
      'share load {"scene":"a%20b"}',
      'share show',
    ]);
    expect(await phone.evaluate('__kandian.routes()')).toEqual(['extra/pages/share/share?scene=a%20b']);
    expect(await phone.evaluate('wx.getEnterOptionsSync()')).toMatchObject({
      path: 'extra/pages/share/share',
      query: { scene: 'a%20b' },
      scene: 1047,
    });
    expect(await phone.evaluate('wx.getLaunchOptionsSync()')).toMatchObject({ path: 'pages/home/home', scene: 1001 });
  });

  test('whoever merely comes back goes on where they were, with the same entry told once more', async () => {
    await open('/extra/pages/share/share?code=1');
    await phone.notes();
    const shown = phone.evaluate('new Promise((resolve) => wx.onAppShow(resolve))');
    await phone.evaluate('__kandian.device.set({ visible: false })');
    await phone.evaluate('__kandian.device.set({ visible: true })');
    expect(await shown).toMatchObject({ query: { code: '1' }, scene: 1007 });
    expect(await phone.notes()).toEqual(['share hide', 'app hide', 'app show', 'share show']);
  });

  test('a scanner that is open gives way', async () => {
    const scanned = call('scanCode');
    await dialog().getByText('对准一张图片').waitFor();
    await open('/pages/mine/mine');
    expect(await scanned).toEqual({ errMsg: 'scanCode:fail cancel' });
    expect(await phone.evaluate('__kandian.routes()')).toEqual(['pages/mine/mine']);
    expect(await dialog().count()).toBe(0);
  });

  test('what is not ours, and a page that there is not, opens nothing', async () => {
    await expect(open('https://elsewhere.example/')).rejects.toThrow(/no code, link or card/);
    await expect(open('/pages/none/none')).rejects.toThrow(/not found/);
    expect(await phone.notes()).toEqual([]);
  });

  test('a phone may start with the scene of a code', async () => {
    await phone.open('?scene=1047#/extra/pages/share/share?scene=x');
    expect(await phone.evaluate('wx.getLaunchOptionsSync()')).toMatchObject({ scene: 1047, query: { scene: 'x' } });
  });
});

describe('sharing', () => {
  beforeEach(async () => {
    await phone.open('#/extra/pages/share/share?x=1');
    await noted('share show');
    await phone.notes();
  });

  const cards = () => phone.evaluate<object[]>('__kandian.cards()');
  const page = 'getCurrentPages()[0]';
  const menu = () => phone.page.getByRole('button', { name: '更多' }).click();
  const sentAt = expect.any(Number) as number;

  test('a button asks the page, with its own data, and the person', async () => {
    const picture = await write('card.png', PICTURE);
    await phone.evaluate(`${page}.card.imageUrl = '${picture}'`);
    await phone.find('share').tap();
    await press('取消');
    await phone.find('share').tap();
    await dialog().getByText('A card').waitFor();
    await press('发送');
    expect(await phone.notes()).toContain('asked button {"id":"share","dataset":{"share":"s1"}}');
    expect(await cards()).toEqual([
      { title: 'A card', path: '/extra/pages/detail/detail?id=1', imageUrl: picture, from: 'button', sentAt },
    ]);
    expect(await errors()).toEqual([]);
  });

  test('the menu asks as well, and what the page leaves open is the mini-program’s name and the page', async () => {
    await phone.evaluate(`${page}.card = undefined`);
    await menu();
    await press('转发给朋友');
    await press('发送');
    expect(await phone.notes()).toContain('asked menu undefined');
    expect(await cards()).toEqual([
      { title: 'Fixture', path: '/extra/pages/share/share?x=1', imageUrl: null, from: 'menu', sentAt },
    ]);
  });

  test('a card may come a little later', async () => {
    await phone.evaluate(`${page}.card = { title: 'Early', promise: Promise.resolve({ title: 'Late', path: '/p' }) }`);
    await phone.find('share').tap();
    await press('发送');
    expect(await cards()).toMatchObject([{ title: 'Late', path: '/p' }]);
  });

  test('a menu that is closed, or of a page that says nothing, forwards nothing; the button goes on', async () => {
    await call('hideShareMenu');
    await menu();
    await dialog().getByText('当前页面不可转发').waitFor();
    await press('取消');
    await phone.find('share').tap();
    await press('取消');
    await call('showShareMenu');
    await menu();
    await press('转发给朋友');
    await press('取消');
    await phone.evaluate("wx.navigateTo({ url: '/extra/pages/detail/detail' })");
    await menu();
    await dialog().getByText('当前页面不可转发').waitFor();
    expect(await cards()).toEqual([]);
  });

  test('a picture that is not there, or a path that is none, is a fault', async () => {
    await phone.evaluate(`${page}.card = { title: 'x', imageUrl: '/images/none.png' }`);
    await phone.find('share').tap();
    await phone.page.waitForFunction('__kandian.reports.length === 1');
    await press('取消');
    await phone.evaluate(`${page}.card = { title: 'x', path: 'pages/home/home' }`);
    await phone.find('share').tap();
    await phone.page.waitForFunction('__kandian.reports.length === 2');
    expect(await errors()).toEqual([
      'the picture of a card is not there: /images/none.png',
      'the path of a card begins with a slash: pages/home/home',
    ]);
  });
});

describe('what the pages of people need besides', () => {
  beforeEach(() => phone.open('#/extra/pages/share/share'));

  test('a name chosen over the keyboard comes with the blur, without an input', async () => {
    await noted('share show');
    await phone.notes();
    await phone.find('name').locator('input').focus();
    await phone.page.getByRole('button', { name: '用微信昵称 微信用户' }).click();
    await noted('reviewed true false');
    expect(await phone.notes()).toEqual(['left 微信用户', 'reviewed true false']);
    await phone.find('name').locator('input').fill('小李');
    expect(await phone.notes()).toEqual(['typed 小李']);
  });

  test('a sheet of codes is drawn at full size, saved to a file, and from there to the album', async () => {
    const source = `data:image/png;base64,${PICTURE.toString('base64')}`;
    const drawn = await phone.evaluate<{ tempFilePath: string }>(`new Promise((success, fail) => {
      wx.createSelectorQuery().select('#sheet').fields({ node: true }).exec(([{ node: canvas }]) => {
        Object.assign(canvas, { width: 1240, height: 1754 });
        const context = canvas.getContext('2d');
        context.fillStyle = '#fff';
        context.fillRect(0, 0, 1240, 1754);
        const image = canvas.createImage();
        image.onerror = fail;
        image.onload = () => {
          context.drawImage(image, 700, 1200);
          wx.canvasToTempFilePath({ canvas, success, fail });
        };
        image.src = '${source}';
      });
    })`);
    expect(drawn.tempFilePath).toMatch(/\.png$/);
    const saved = call('saveImageToPhotosAlbum', JSON.stringify({ filePath: drawn.tempFilePath }));
    await press('允许');
    expect((await saved)['errMsg']).toBe('saveImageToPhotosAlbum:ok');
    const sheet = Buffer.from(await phone.evaluate<string>('__kandian.albumContent(0)'), 'base64');
    expect([sheet.readUInt32BE(16), sheet.readUInt32BE(20)]).toEqual([1240, 1754]);
    expect(readCode(sheet)).toBe(CODE);
  });

  test('a part of a canvas can be had as a jpg of another size; what is no canvas fails', async () => {
    const file = await phone.evaluate<number[]>(`new Promise((resolve) => {
      wx.createSelectorQuery().select('#sheet').fields({ node: true }).exec(([{ node: canvas }]) => {
        const size = { x: 10, width: 50, height: 50, destWidth: 25, destHeight: 25, fileType: 'jpg' };
        wx.canvasToTempFilePath({ canvas, ...size }).then(({ tempFilePath }) => {
          const bytes = new Uint8Array(wx.getFileSystemManager().readFileSync(tempFilePath));
          resolve([...bytes.slice(0, 3)]);
        });
      });
    })`);
    expect(file).toEqual([0xff, 0xd8, 0xff]);
    expect((await call('canvasToTempFilePath'))['errMsg']).toBe('canvasToTempFilePath:fail canvas is empty');
  });

  test('a text goes into a file as well', async () => {
    const path = await write('people.csv', Buffer.from('\ufeff门店,名字\r\n'));
    const read = `wx.getFileSystemManager().readFileSync('${path}', 'utf8')`;
    expect(await phone.evaluate(`wx.getFileSystemManager().getFileInfo({ filePath: '${path}' })`)).toMatchObject({
      size: 18,
    });
    expect(await phone.evaluate(read)).toContain('门店,名字');
  });

  test('a page can keep out of screenshots', async () => {
    expect(await phone.evaluate('__kandian.visualEffect()')).toBe('none');
    expect((await call('setVisualEffectOnCapture', "{ visualEffect: 'hidden' }"))['errMsg']).toMatch(/ok$/);
    expect(await phone.evaluate('__kandian.visualEffect()')).toBe('hidden');
    expect((await call('setVisualEffectOnCapture', "{ visualEffect: 'blurred' }"))['errMsg']).toMatch(/fail/);
  });

  test('a tab tells that it was tapped, also while it is shown', async () => {
    await phone.open('#/pages/mine/mine');
    await phone.notes();
    await phone.page.getByRole('button', { name: 'Mine' }).click();
    await phone.page.getByRole('button', { name: 'Home' }).click();
    await phone.page.getByRole('button', { name: 'Mine' }).click();
    const taps = (await phone.notes()).filter((note) => note.startsWith('mine'));
    const tapped = 'mine tapped 1 pages/mine/mine Mine';
    expect(taps).toEqual([tapped, 'mine hide', 'mine show', tapped]);
  });
});
