import { stillName } from '../../../miniprogram/live/stores/still-name';
import { secondWords } from '../../../miniprogram/live/stores/snapshot-words';
import type { SaveResult } from '../../../miniprogram/services/album';
import type { DownloadResult } from '../../../miniprogram/services/downloads';
import { makeDeferred } from '../support/answers';
import { makeChannel } from '../support/cloud';
import { NOON, settled } from '../support/phone';
import { makeSnapshots } from '../support/stills';

describe('a still from the player', () => {
  test('goes into the album, with a knock, a flash, and the camera and the time in words', async () => {
    const { snapshots, clock, phone, knocks, view, answers } = makeSnapshots({ byCamera: true });
    await snapshots.take();
    expect(phone.names).toEqual([stillName('收银台', NOON)]);
    expect([phone.saved, knocks, snapshots.flash]).toEqual([['wxfile://still.jpg'], [NOON], true]);
    expect(view()).toMatchObject({
      line: `已存到相册：收银台 ${secondWords(NOON)}`,
      tone: 'good',
      act: '',
    });
    await clock.pass(300);
    expect(snapshots.flash).toBe(false);
    expect(answers.made).toEqual([]);
  });

  test('is taken once, however often the button is tapped', async () => {
    const { snapshots, player, phone } = makeSnapshots();
    const slow = makeDeferred<string>();
    player.still = slow.promise;
    void snapshots.take();
    void snapshots.take();
    slow.resolve('wxfile://one.jpg');
    await settled();
    expect(phone.saved).toEqual(['wxfile://one.jpg']);
  });

  test('that does not come is told, and nothing flashes', async () => {
    const { snapshots, player, clock, view, knocks } = makeSnapshots();
    player.still = new Promise(() => undefined);
    void snapshots.take();
    expect(view().line).toBe('正在截图');
    await clock.pass(3_000);
    expect(view()).toMatchObject({ line: '播放器没有给出截图。等画面稳定了再截一次', tone: 'bad' });
    expect([knocks, snapshots.flash]).toEqual([[], false]);
  });

  test('that fails is taken by the camera instead, where it can', async () => {
    const { snapshots, player, phone } = makeSnapshots({ byCamera: true });
    player.still = Promise.reject(new Error('snapshot:fail'));
    await snapshots.take();
    expect([phone.loaded, phone.saved]).toEqual([['https://vendor.example/still.jpg'], ['wxfile://loaded.jpg']]);
  });

  test('of a camera that was left is not saved', async () => {
    const { snapshots, player, phone } = makeSnapshots();
    const slow = makeDeferred<string>();
    player.still = slow.promise;
    void snapshots.take();
    snapshots.attach(makeChannel('yard'), false);
    slow.resolve('wxfile://gate.jpg');
    await settled();
    expect(phone.saved).toEqual([]);
    expect(snapshots.stage.kind).toBe('none');
  });
});

describe('without a still from the player', () => {
  test.each([
    ['no picture moves', false, '现在没有画面可截。等画面出来再截'],
    ['a web video plays', true, '这种播放方式截不了图，摄像头也不会自己拍'],
  ])('and from the camera, %s: it is said', async (_when, pictured, line) => {
    const { snapshots, player, view } = makeSnapshots();
    Object.assign(player, { canCapture: false, pictured });
    await snapshots.take();
    expect(view()).toMatchObject({ line, tone: 'bad', act: '' });
  });

  test('the camera takes one, which is loaded and saved', async () => {
    const { snapshots, player, phone, answers, view } = makeSnapshots({ byCamera: true });
    player.canCapture = false;
    const taking = snapshots.take();
    expect(view().line).toBe('正在让摄像头拍一张');
    await taking;
    await settled();
    expect(answers.inputs('snapshot.take')).toEqual([{ channelId: 'gate' }]);
    expect(phone.saved).toEqual(['wxfile://loaded.jpg']);
    expect(view().line).toContain(secondWords(NOON - 1_000));
    expect(snapshots.last).toEqual({ channelId: 'gate', path: 'wxfile://loaded.jpg', takenAt: NOON - 1_000 });
  });

  test('a camera that takes long is said to', async () => {
    const { snapshots, player, clock, answers, view } = makeSnapshots({ byCamera: true });
    player.canCapture = false;
    answers.on('snapshot.take', () => new Promise(() => undefined));
    void snapshots.take();
    await clock.pass(5_000);
    expect(view().line).toBe('比平时慢：云平台还没有给出图片');
  });

  test('a camera that refuses says why', async () => {
    const { snapshots, player, answers, view } = makeSnapshots({ byCamera: true });
    player.canCapture = false;
    answers.refuse('snapshot.take', 'vendor-quota');
    await snapshots.take();
    expect(view().line).toBe('摄像头没有拍成：云平台的次数用完了。请管理员查看套餐，或稍后再试');
  });

  test('one taken a moment ago counts down to the next', async () => {
    const { snapshots, player, clock, answers, view } = makeSnapshots({ byCamera: true });
    player.canCapture = false;
    answers.refuse('snapshot.take', 'rate-limited', NOON + 4_000);
    await snapshots.take();
    expect(view().line).toBe('再等 4 秒就能再截');
    await clock.pass(3_000);
    expect(view().line).toBe('再等 1 秒就能再截');
    await clock.pass(1_000);
    expect(view().line).toBe('摄像头没有拍成：点得太快了。等几秒再试');
  });

  test.each([
    ['network', '图片没有取到：网络断了。检查手机的网络，再试一次'],
    ['blocked', '图片没有取到：微信不能从这个地址下载。请管理员登记下载域名'],
    ['gone', '图片没有取到：图片地址已失效。再试一次'],
  ] as const)('a picture that does not come (%s) says why', async (fault, line) => {
    const { snapshots, player, phone, view } = makeSnapshots({ byCamera: true });
    player.canCapture = false;
    phone.file = { kind: 'failed', fault };
    await snapshots.take();
    await settled();
    expect(view()).toMatchObject({ line, tone: 'bad' });
    expect(snapshots.last).toBeNull();
  });

  test('a picture on its way to a camera that was left is given up', async () => {
    const { snapshots, player, phone } = makeSnapshots({ byCamera: true });
    player.canCapture = false;
    const slow = makeDeferred<DownloadResult>();
    phone.file = slow.promise;
    void snapshots.take();
    await settled();
    snapshots.detach();
    slow.resolve({ kind: 'loaded', path: 'wxfile://late.jpg' });
    await settled();
    expect([phone.cancelled, phone.saved]).toEqual([1, []]);
  });
});

describe('the album', () => {
  test.each([
    ['denied', 'settings', '去设置'],
    ['system-denied', 'settings', '去设置'],
    ['no-consent', 'save', '存到相册'],
    ['undeclared', 'save', '存到相册'],
    ['cancelled', 'save', '存到相册'],
    ['failed', 'save', '存到相册'],
  ] as const)('that did not take it (%s) says why and offers the way', async (result, act, actLabel) => {
    const { snapshots, phone, view } = makeSnapshots();
    phone.result = result satisfies SaveResult;
    await snapshots.take();
    expect(view()).toMatchObject({ tone: 'bad', act, actLabel });
    expect(view().line).not.toBe('');
  });

  test('takes the same still once the permission is given', async () => {
    const { snapshots, phone, view } = makeSnapshots();
    phone.result = 'denied';
    await snapshots.take();
    await snapshots.keeper.openSettings();
    expect(phone.saved).toEqual(['wxfile://still.jpg', 'wxfile://still.jpg']);
    expect(view().tone).toBe('good');
  });

  test('takes it at the next try of somebody who agrees after all', async () => {
    const { snapshots, phone, view } = makeSnapshots();
    phone.result = 'no-consent';
    await snapshots.take();
    expect(view().line).toContain('隐私保护指引');
    await snapshots.keeper.openSettings();
    expect(phone.saved).toHaveLength(1);
    phone.result = 'saved';
    await snapshots.keeper.again();
    expect(view().tone).toBe('good');
  });

  test('is left alone while the permission is not', async () => {
    const { snapshots, phone, view } = makeSnapshots();
    Object.assign(phone, { result: 'denied', given: false });
    await snapshots.take();
    await snapshots.keeper.openSettings();
    expect(phone.saved).toHaveLength(1);
    expect(view().act).toBe('settings');
  });
});

test('the picture of this moment goes along to the gallery without a word, where there is one', async () => {
  const { snapshots, player, phone, view, knocks } = makeSnapshots();
  await snapshots.takeQuietly();
  expect(snapshots.last).toEqual({ channelId: 'gate', path: 'wxfile://still.jpg', takenAt: NOON });
  expect([phone.saved, knocks, view().line]).toEqual([[], [], '']);
  snapshots.forget();
  player.canCapture = false;
  await snapshots.takeQuietly();
  expect(snapshots.last).toBeNull();
});

test('a still is named by its camera and the second it was taken at, in letters that every file system takes', () => {
  const at = new Date(2026, 10, 22, 13, 37, 20).getTime();
  expect(stillName('收银台', at)).toBe('收银台 2026-11-22 13.37.20');
  expect(stillName('A/B: *C*', at)).toBe('A_B_C_ 2026-11-22 13.37.20');
});
