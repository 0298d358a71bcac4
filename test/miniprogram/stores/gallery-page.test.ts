import type { OutputOf } from '../../../typings/contract/calls';
import { secondWords } from '../../../miniprogram/live/stores/snapshot-words';
import { makeDeferred } from '../support/answers';
import { NOON, settled } from '../support/phone';
import { makePicture, makePictures, openGallery } from '../support/pictures';

const STILL = { channelId: 'gate', path: 'wxfile://still.jpg', takenAt: NOON - 2_000 };
const YEAR = 365 * 86_400_000;

describe('the list', () => {
  test('shows a year of pictures, newest first, and the next pages as somebody comes near the end', async () => {
    const { gallery, page, asked } = await openGallery(makePictures(25));
    expect(asked()[0]).toEqual({ channelId: 'gate', from: NOON - YEAR, to: NOON + 86_400_000, page: 1 });
    expect(page.rows).toHaveLength(10);
    await Promise.all([gallery.more(), gallery.more()]);
    await gallery.more();
    await gallery.more();
    expect(page.rows.map(({ key }) => key)).toEqual(makePictures(25).map(({ id }) => id));
    expect(asked().map((input) => input.page)).toEqual([1, 2, 3]);
    expect(page.foot).toBe('共 25 张，都是最近一年的');
    expect(page.title).toBe('收银台 · 图库');
  });

  test('of a vendor that lists the oldest first begins at its end', async () => {
    const { page, asked } = await openGallery([...makePictures(25)].reverse());
    expect(asked().map((input) => input.page)).toEqual([1, 3, 2]);
    expect(page.rows.map(({ key }) => key)).toEqual(makePictures(15).map(({ id }) => id));
  });

  test('says when each was taken, how large it is, and what its buttons do', async () => {
    const { page } = await openGallery([makePicture('one', { takenAt: NOON - 86_400_000 })]);
    const [row] = page.rows;
    expect(row).toMatchObject({ size: '48 KB', url: 'https://vendor.example/one.jpg', broken: false });
    for (const words of [row?.when, row?.viewLabel, row?.saveLabel, row?.removeLabel]) expect(words).toContain('昨天');
    page.broke('one');
    expect(page.rows[0]?.broken).toBe(true);
  });

  test('without pictures says how to get some', async () => {
    const { page } = await openGallery([]);
    expect(page.screen).toMatchObject({ kind: 'card', title: '图库还没有图片', act: 'back' });
    const withStill = await openGallery([], { last: STILL });
    expect(withStill.page.screen).toMatchObject({ detail: '点上面的「存进图库」，把刚才的画面存成第一张' });
  });

  test('that is long in coming shows shapes, then words', async () => {
    const { page, gallery, answers, clock } = await openGallery([]);
    const slow = makeDeferred<OutputOf<'picture.list'>>();
    answers.on('picture.list', () => slow.promise);
    void gallery.open('gate');
    expect(page.screen.kind).toBe('blank');
    await clock.pass(300);
    expect(page.screen).toEqual({ kind: 'skeleton', slow: false });
    await clock.pass(5_000);
    expect(page.screen).toEqual({ kind: 'skeleton', slow: true });
  });

  test('that could not be read anew says so also at its end, and goes on when the network is back', async () => {
    const { page, gallery, answers, vendor, network, clock } = await openGallery(makePictures(25));
    answers.refuse('picture.list', 'no-network');
    await gallery.refresh();
    await gallery.more();
    expect([page.rows.length, page.footRetry]).toEqual([10, '重试']);
    expect(page.foot).toContain('网络连接不上');
    vendor.serve(answers);
    network.become({ connected: true, kind: 'wifi' });
    await clock.pass(0);
    expect([page.stale, page.footRetry]).toEqual(['', '']);
    await gallery.more();
    expect(page.rows).toHaveLength(20);
  });

  test('of a camera whose vendor keeps none says so', async () => {
    const { page, gallery, answers } = await openGallery([]);
    answers.refuse('picture.list', 'unsupported');
    await gallery.refresh();
    expect(page.screen).toMatchObject({ kind: 'card', title: '这个摄像头没有图库', act: 'back' });
  });

  test('that failed is told with its number, and mended by the network', async () => {
    const { page, gallery, answers, network, vendor, clock } = await openGallery([]);
    answers.refuse('picture.list', 'no-network');
    await gallery.refresh();
    expect(page.screen).toMatchObject({ act: 'refresh', title: '网络连接不上', note: '编号 R1' });
    vendor.pictures = makePictures(2);
    vendor.serve(answers);
    network.become({ connected: true, kind: 'wifi' });
    await clock.pass(0);
    expect(page.rows).toHaveLength(2);
  });

  test('keeps what it has when a later page fails, and asks again by hand', async () => {
    const { page, gallery, answers, vendor } = await openGallery(makePictures(15));
    answers.refuse('picture.list', 'timeout');
    await gallery.more();
    expect([page.rows.length, page.foot, page.footRetry]).toEqual([10, '等了 8 秒没有回应，没有取到更多', '重试']);
    vendor.serve(answers);
    await gallery.more();
    expect(page.rows).toHaveLength(15);
  });
});

describe('the picture of the live page', () => {
  test('is offered with its time, uploaded under a name nobody can guess, and then at the head of the list', async () => {
    const { page, storage, answers, present, clock } = await openGallery(makePictures(2), { last: STILL });
    expect(page.present).toMatchObject({
      ...{ path: STILL.path, act: 'add', actLabel: '存进图库', tone: '' },
      line: `${secondWords(STILL.takenAt)} 的画面还没有存进图库`,
    });
    const added = page.add();
    expect(page.present).toMatchObject({ line: '正在上传', act: 'stop', actLabel: '取消' });
    expect(storage.orders[0]?.path).toBe(STILL.path);
    expect(storage.orders[0]?.cloudPath).toMatch(/^snapshots\/[\w-]{8,80}\.jpg$/);
    storage.orders[0]?.onProgress(0.42);
    expect(page.present?.line).toBe('正在上传 42%');
    storage.finish({ kind: 'uploaded', fileId: 'cloud://e.x/snapshots/name.jpg' });
    await added;
    expect(answers.inputs('picture.add')).toEqual([
      {
        ...{ channelId: 'gate', fileId: 'cloud://e.x/snapshots/name.jpg', takenAt: STILL.takenAt },
        requestKey: /snapshots\/(.*)\.jpg/.exec(storage.orders[0]?.cloudPath ?? '')?.[1],
      },
    ]);
    expect(page.rows).toHaveLength(3);
    expect(page.present).toMatchObject({ path: '', line: '已存进图库', tone: 'good', act: '' });
    expect(present.last).toBeNull();
    expect(clock.waiting).toBe(1); // the minutes go on
  });

  test('of another camera is not offered', async () => {
    const { page } = await openGallery([], { last: { ...STILL, channelId: 'yard' } });
    expect(page.present).toBeNull();
  });

  test.each([
    [{ kind: 'failed', fault: 'network' }, '没有存进图库：网络断了。检查手机的网络，再存一次'],
    [{ kind: 'failed', fault: 'refused' }, '没有存进图库：云存储没有收下。再存一次，不行就告诉管理员'],
    [{ kind: 'failed', fault: 'interrupted' }, '没有存进图库：微信转到后台，上传停了。留在这里，再存一次'],
  ] as const)('that was not uploaded (%j) says why and can be tried again', async (result, line) => {
    const { page, storage, answers } = await openGallery([], { last: STILL });
    void page.add();
    storage.finish(result);
    await settled();
    expect(page.present).toMatchObject({ line, tone: 'bad', act: 'add' });
    expect(answers.inputs('picture.add')).toEqual([]);
  });

  test('whose upload stands still for fifteen seconds is given up', async () => {
    const { page, storage, clock } = await openGallery([], { last: STILL });
    void page.add();
    await clock.pass(14_000);
    storage.orders[0]?.onProgress(0.1);
    await clock.pass(14_000);
    expect(page.present?.act).toBe('stop');
    await clock.pass(1_000);
    expect(page.present?.line).toBe('没有存进图库：网络太慢。换个信号好的地方，再存一次');
  });

  test('can be called back', async () => {
    const { page, storage, answers } = await openGallery([], { last: STILL });
    void page.add();
    page.stop();
    storage.finish({ kind: 'uploaded', fileId: 'cloud://late' });
    await settled();
    expect(page.present).toMatchObject({ act: 'add', tone: '' });
    expect(answers.inputs('picture.add')).toEqual([]);
  });

  test.each([
    ['invalid-argument', '云平台没有收下这张图：这不是云平台收的图片格式。回到直播页再来一次'],
    ['vendor-quota', '云平台没有收下这张图：云平台的次数用完了。请管理员查看套餐，或稍后再试'],
    ['timeout', '等了 8 秒没有回应，可能已经存进去了。再点一次不会存两份'],
    ['vendor-unavailable', '云平台没有回应，可能已经存进去了。再点一次不会存两份'],
    ['internal', '小程序出错了，可能已经存进去了。再点一次不会存两份'],
    ['conflict', '可能已经存进去了。看看图库，没有再点一次'],
  ] as const)('that the vendor did not take (%s) says why', async (code, line) => {
    const { page, storage, answers } = await openGallery([], { last: STILL });
    answers.refuse('picture.add', code);
    void page.add();
    storage.finish({ kind: 'uploaded', fileId: 'cloud://x' });
    await settled();
    expect(page.present).toMatchObject({ line, tone: 'bad', act: 'add' });
  });

  test('that got no answer is brought again under the same key and to the same place', async () => {
    const { page, storage, answers } = await openGallery([], { last: STILL });
    answers.refuse('picture.add', 'timeout');
    for (const fileId of ['cloud://x', 'cloud://x']) {
      void page.add();
      storage.finish({ kind: 'uploaded', fileId });
      await settled();
    }
    expect(storage.orders[1]?.cloudPath).toBe(storage.orders[0]?.cloudPath);
    const [first, again] = answers.inputs('picture.add').map(({ requestKey }) => requestKey);
    expect(again).toBe(first);
  });

  test('that may be there shows the gallery anew, and the next press is a new wish', async () => {
    const { page, storage, answers, clock } = await openGallery([], { last: STILL });
    answers.refuse('picture.add', 'conflict');
    const lists = answers.inputs('picture.list').length;
    for (const fileId of ['cloud://x', 'cloud://y']) {
      void page.add();
      storage.finish({ kind: 'uploaded', fileId });
      await settled();
      await clock.pass(1_000);
    }
    expect(answers.inputs('picture.list').length).toBe(lists + 2);
    const [first, again] = answers.inputs('picture.add').map(({ requestKey }) => requestKey);
    expect(again).not.toBe(first);
  });

  test('while the vendor takes it says so, and nothing more is sent', async () => {
    const { page, storage, answers } = await openGallery([], { last: STILL });
    answers.on('picture.add', () => new Promise(() => undefined));
    void page.add();
    storage.finish({ kind: 'uploaded', fileId: 'cloud://x' });
    await settled();
    expect(page.present).toMatchObject({ line: '云平台正在收下这张图', act: '' });
    await page.add();
    expect(storage.orders).toHaveLength(1);
  });
});

describe('one picture', () => {
  test('goes into the album, and that is said by its time', async () => {
    const { page, phone } = await openGallery(makePictures(2));
    await page.save('p1');
    await settled();
    expect([phone.loaded, phone.saved]).toEqual([['https://vendor.example/p1.jpg'], ['wxfile://loaded.jpg']]);
    expect(page.keeping).toMatchObject({ line: `${page.rows[1]?.when ?? ''} 的图片已存到相册`, tone: 'good' });
  });

  test('that does not reach the album says why', async () => {
    const { page, phone } = await openGallery(makePictures(1));
    phone.file = { kind: 'failed', fault: 'blocked' };
    await page.save('p0');
    expect(page.keeping.line).toBe('图片没有取到：微信不能从这个地址下载。请管理员登记下载域名');
    Object.assign(phone, { file: { kind: 'loaded', path: 'wxfile://p0' }, result: 'denied' });
    await page.save('p0');
    await settled();
    expect(page.keeping).toMatchObject({ act: 'settings', tone: 'bad' });
  });

  test('is removed for good, by whoever may', async () => {
    const { page, gallery, vendor } = await openGallery(makePictures(3), { rights: ['capture', 'manage'] });
    expect(gallery.managed).toBe(true);
    expect(page.removeQuestion('p1')).toContain('删除');
    expect(await page.remove('p1')).toBe('已删除');
    expect(page.rows.map(({ key }) => key)).toEqual(['p0', 'p2']);
    expect(vendor.pictures).toHaveLength(2);
    expect((await openGallery([])).gallery.managed).toBe(false);
  });

  test('that could not be removed stays, with the reason', async () => {
    const { page, answers } = await openGallery(makePictures(1), { rights: ['capture', 'manage'] });
    answers.refuse('picture.remove', 'rate-limited');
    expect(await page.remove('p0')).toContain('没有删除：');
    expect(page.rows).toHaveLength(1);
  });

  test('whose removal nobody answered may be gone', async () => {
    const { page, answers } = await openGallery(makePictures(1), { rights: ['capture', 'manage'] });
    answers.refuse('picture.remove', 'vendor-unavailable');
    expect(await page.remove('p0')).toBe('云平台没有回应，可能已经删除。过一会儿再来看看');
    expect(page.rows).toHaveLength(1);
  });

  test('being removed says so, and no other goes meanwhile', async () => {
    const { page, answers } = await openGallery(makePictures(2), { rights: ['capture', 'manage'] });
    answers.on('picture.remove', () => new Promise(() => undefined));
    void page.remove('p0');
    void page.remove('p1');
    expect(page.rows.map(({ removing }) => removing)).toEqual([true, false]);
    expect(answers.inputs('picture.remove')).toHaveLength(1);
  });

  test('after a removal none is skipped: those behind it have moved up', async () => {
    const { page, gallery, vendor } = await openGallery(makePictures(30), { rights: ['capture', 'manage'] });
    for (const id of ['p3', 'p7']) await page.remove(id);
    await gallery.more();
    await gallery.more();
    await gallery.more();
    expect(page.rows.map(({ key }) => key)).toEqual(vendor.pictures.map(({ id }) => id));
  });
});

test('the camera is asked for where no list has it', async () => {
  const { gallery, page, answers } = await openGallery([], { known: false, rights: ['capture', 'manage'] });
  expect(answers.inputs('channel.list')).toEqual([{ ids: ['gate'] }]);
  expect([page.title, gallery.managed]).toEqual(['收银台 · 图库', true]);
});
