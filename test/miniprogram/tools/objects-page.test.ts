import { CallFailed } from '../../../miniprogram/utils/call-failed';
import { settled } from '../support/phone';
import { aManager } from '../support/people';
import { makeTools } from '../support/tools';

const FILE = { path: 'wxfile://tmp/menu', name: '菜单.pdf', bytes: 4 * 1024 * 1024 };

async function open(given: Parameters<typeof makeTools>[0] = {}) {
  const tools = makeTools(given);
  await tools.objectsPage.open('a0');
  return tools;
}

describe('the files of an account', () => {
  test('are listed, newest first, and how many there are', async () => {
    const { objectsPage, cloud, objects } = await open();
    expect(objectsPage.rows).toMatchObject([
      { key: 'menu.pdf', about: '2 KB · 今天 14:04', label: 'menu.pdf 2 KB · 今天 14:04，点一下可以下载或删除' },
      { key: 'open.mp3' },
    ]);
    expect(objectsPage.foot).toBe('共 2 个');
    cloud.unlisted = 98;
    await objects.refresh();
    expect(objectsPage.foot).toBe('共 100 个，云平台只列出了 2 个');
    cloud.objects = [];
    await objects.refresh();
    expect(objectsPage.foot).toBe('还没有文件');
  });

  test('are removed after a question, and one that is gone is removed', async () => {
    const { objectsPage, cloud } = await open();
    expect(objectsPage.removeQuestion('menu.pdf').title).toBe('删除 menu.pdf？');
    expect(await objectsPage.remove('menu.pdf')).toBe('已删除');
    expect(objectsPage.rows.map(({ key }) => key)).toEqual(['open.mp3']);
    cloud.objects = [];
    expect(await objectsPage.remove('open.mp3')).toBe('已删除');
    expect(objectsPage.foot).toBe('还没有文件');
  });

  test('that cannot be removed say why, and are as they are', async () => {
    const { objectsPage, answers } = await open();
    answers.refuse('object.remove', 'vendor-unavailable');
    expect(await objectsPage.remove('menu.pdf')).toBe('没有办成：云平台没有回应。等一会儿再试');
    expect([objectsPage.rows.length, objectsPage.line]).toEqual([2, '']);
  });

  test('that may be gone though nobody said so are looked for in the list', async () => {
    const { objectsPage, cloud, answers } = await open();
    answers.on('object.remove', ({ name }) => {
      cloud.objects = cloud.objects.filter((object) => object.name !== name);
      return Promise.reject(new Error('lost'));
    });
    expect(await objectsPage.remove('menu.pdf')).toBe('已删除');
    answers.refuse('object.list', 'no-network');
    expect(await objectsPage.remove('open.mp3')).toBe('小程序出错了，可能已经办好。重试一下，看看现在的样子');
    expect(objectsPage.stale).toMatch(/^网络连接不上/);
  });

  test('are for owners, and say why they cannot be listed', async () => {
    const { objectsPage } = await open({ caller: aManager() });
    expect(objectsPage.screen).toMatchObject({ kind: 'card', act: 'back', title: '这里只有老板能看' });
    const failing = makeTools();
    failing.answers.refuse('object.list', 'no-network');
    await failing.objectsPage.open('a0');
    expect(failing.objectsPage.screen).toMatchObject({ kind: 'card', act: 'refresh', title: '网络连接不上' });
    await failing.objectsPage.open(null);
    expect(failing.objectsPage.screen).toMatchObject({ kind: 'card', act: 'back' });
  });
});

describe('an upload', () => {
  test('goes by way of the storage, tells its bytes, and ends in the list', async () => {
    const { objectsPage, upload, transfers, answers } = await open();
    expect(objectsPage.take(FILE)).toBeNull();
    expect(objectsPage.upload).toMatchObject({
      file: '菜单.pdf · 4.0 MB',
      name: '菜单.pdf',
      button: '上传',
      percent: -1,
    });
    upload.describe(' 十一月 ');
    const sending = objectsPage.send();
    transfers.sent(0.5);
    expect(objectsPage.upload).toMatchObject({
      percent: 50,
      line: '正在上传 2.0 MB / 4.0 MB',
      other: '停止',
      fixed: true,
    });
    expect(transfers.orders[0]).toMatchObject({ path: FILE.path });
    expect(transfers.orders[0]?.cloudPath).toMatch(/^objects\/[\w-]{8,64}\.bin$/);
    transfers.endUpload();
    expect(await sending).toBe('已存到云平台');
    await settled();
    expect(answers.inputs('object.put')).toMatchObject([
      { accountId: 'a0', fileId: 'cloud://env/objects/1.bin', name: '菜单.pdf', description: '十一月' },
    ]);
    expect(objectsPage.rows.map(({ key }) => key)).toEqual(['菜单.pdf', 'menu.pdf', 'open.mp3']);
    expect(objectsPage.upload).toMatchObject({
      line: '已存到云平台',
      tone: 'good',
      button: '再选一个',
      nameProblem: '',
    });
  });

  test('of nothing, or of too much, is refused before it begins', async () => {
    const { objectsPage } = await open();
    expect(objectsPage.take({ ...FILE, bytes: 0 })).toBe('这个文件是空的，换一个');
    expect(objectsPage.take({ ...FILE, bytes: 8 * 1024 * 1024 + 1 })).toBe('文件超过 8 MB，云平台不收');
    expect([objectsPage.take('cancelled'), objectsPage.upload.shown]).toEqual([null, false]);
    expect(objectsPage.take({ ...FILE, bytes: 8 * 1024 * 1024 })).toBeNull();
  });

  test('shows a file by the letters of its name, whichever way they would be turned round', async () => {
    const { objectsPage } = await open();
    objectsPage.take({ ...FILE, name: 'menu\u202etxt.exe' });
    expect(objectsPage.upload).toMatchObject({ file: 'menutxt.exe · 4.0 MB', name: 'menutxt.exe' });
  });

  test('says beside the field what is wrong with name and description, and sends nothing', async () => {
    const { objectsPage, upload, transfers } = await open();
    objectsPage.take({ ...FILE, name: 'menu.pdf' });
    expect(objectsPage.upload.nameProblem).toBe('已经有这个名字，换一个');
    upload.rename(' ');
    expect(objectsPage.upload.nameProblem).toBe('起个名字');
    upload.rename('新菜单.pdf');
    upload.describe('长'.repeat(1025));
    expect([objectsPage.upload.nameProblem, objectsPage.upload.descriptionProblem]).toEqual(['', '说明最多 1024 个字']);
    expect(await objectsPage.send()).toBeNull();
    expect(transfers.orders).toEqual([]);
  });

  test('is stopped, and what was typed stays', async () => {
    const { objectsPage, upload, transfers, answers } = await open();
    objectsPage.take(FILE);
    upload.describe('十一月');
    const sending = objectsPage.send();
    upload.stop();
    expect([await sending, transfers.cancelled]).toEqual([null, 1]);
    expect(objectsPage.upload).toMatchObject({ description: '十一月', button: '上传', line: '', fixed: false });
    expect(answers.inputs('object.put')).toEqual([]);
  });

  test('that does not move any more ends in words', async () => {
    const { objectsPage, clock } = await open();
    objectsPage.take(FILE);
    const sending = objectsPage.send();
    await clock.pass(60_000);
    expect(await sending).toBeNull();
    expect(objectsPage.upload.line).toBe('没有上传：网络太慢。换个信号好的地方，再传一次');
  });

  const LOST = { here: new Error('lost'), 'at the vendor’s': new CallFailed('vendor-unavailable', 'R1', null) };
  test.each(['here', 'at the vendor’s'] as const)(
    'whose answer got lost %s is tried again under the same key, though the name is there by now',
    async (where) => {
      const { objectsPage, transfers, answers, cloud, objects } = await open();
      objectsPage.take(FILE);
      answers.on('object.put', ({ name }) => {
        cloud.objects = [...cloud.objects, { name, bytes: 1, at: 0, description: '' }];
        return Promise.reject(LOST[where]);
      });
      const first = objectsPage.send();
      transfers.endUpload();
      expect(await first).toBeNull();
      expect(objectsPage.upload.line).toContain('可能已经存好');
      await objects.refresh();
      expect(objectsPage.upload.nameProblem).toBe('');

      answers.on('object.put', () => null);
      const second = objectsPage.send();
      transfers.endUpload({ kind: 'uploaded', fileId: 'cloud://env/objects/2.bin' });
      expect(await second).toBe('已存到云平台');
      const [one, two] = answers.inputs('object.put');
      expect(two).toEqual({ ...one, fileId: 'cloud://env/objects/2.bin' });
    },
  );

  test('that the vendor refuses says why, and is taken out of the storage', async () => {
    const { objectsPage, transfers, answers } = await open();
    objectsPage.take(FILE);
    answers.refuse('object.put', 'conflict');
    const sending = objectsPage.send();
    transfers.endUpload();
    expect(await sending).toBeNull();
    expect(objectsPage.upload).toMatchObject({ line: '没有办成：已经有这个名字。换一个名字', button: '再传一次' });
    expect(transfers.cancelled).toBe(1);
  });

  test('goes on while another page is looked at, and is found again', async () => {
    const { objectsPage, transfers } = await open();
    objectsPage.take(FILE);
    const sending = objectsPage.send();
    transfers.sent(0.25);
    objectsPage.leave();
    await objectsPage.open('a0');
    expect(objectsPage.upload).toMatchObject({ shown: true, percent: 25 });
    transfers.endUpload();
    expect(await sending).toBe('已存到云平台');
    await objectsPage.open('a0');
    expect(objectsPage.upload.shown).toBe(false);
  });
});

describe('a download', () => {
  test('tells its bytes, and the file is opened or sent on', async () => {
    const { objectsPage, transfers, clock, opened } = await open();
    const loading = objectsPage.load('menu.pdf');
    expect(objectsPage.loading).toMatchObject({ name: 'menu.pdf', line: '正在取地址', act: 'cancel' });
    await settled();
    expect(transfers.urls).toEqual(['https://files.example/menu.pdf']);
    transfers.loaded({ written: 1024, total: 2048 });
    await clock.pass(300);
    expect(objectsPage.loading).toMatchObject({ percent: 50, line: '正在下载 1 KB / 2 KB' });
    transfers.loaded({ written: 1536, total: null });
    await clock.pass(300);
    expect(objectsPage.loading).toMatchObject({ percent: -1, line: '正在下载，已有 2 KB' });
    transfers.endDownload();
    await loading;
    expect(objectsPage.loading).toMatchObject({ line: '已下载到手机', tone: 'good', act: 'open' });
    expect([await objectsPage.look(), await objectsPage.forward()]).toEqual([null, '已发到聊天']);
    expect(opened).toEqual(['wxfile://tmp/1 menu.pdf', 'forward wxfile://tmp/1 menu.pdf']);
  });

  test('of a kind that WeChat does not open says so', async () => {
    const { objectsPage, transfers } = await open();
    const loading = objectsPage.load('open.mp3');
    await settled();
    transfers.endDownload();
    await loading;
    expect(await objectsPage.look()).toBe('微信打不开这种文件，可以发到聊天');
  });

  test('is given up, or for another', async () => {
    const { objectsPage, download, transfers } = await open();
    const first = objectsPage.load('menu.pdf');
    await settled();
    const second = objectsPage.load('open.mp3');
    await first;
    await settled();
    expect([objectsPage.loading?.name, transfers.cancelled]).toEqual(['open.mp3', 1]);
    download.cancel();
    await second;
    expect([objectsPage.loading, download.busy]).toEqual([null, false]);
  });

  test('that is refused says why, and can be tried again', async () => {
    const { objectsPage, answers } = await open();
    answers.refuse('object.open', 'vendor-quota');
    await objectsPage.load('menu.pdf');
    expect(objectsPage.loading).toMatchObject({ tone: 'bad', act: 'again' });
    expect(objectsPage.loading?.line).toContain('云平台的次数用完了');
  });

  test('of a file that is removed is forgotten', async () => {
    const { objectsPage, transfers } = await open();
    const loading = objectsPage.load('menu.pdf');
    await settled();
    transfers.endDownload();
    await loading;
    await objectsPage.remove('menu.pdf');
    expect(objectsPage.loading).toBeNull();
  });
});
