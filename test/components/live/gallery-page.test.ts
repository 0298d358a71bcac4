import type { Right } from '../../../typings/contract/domain';
import { Answers } from '../../miniprogram/support/answers';
import { makeChannel } from '../../miniprogram/support/cloud';
import { FakeGallery, makePictures } from '../../miniprogram/support/pictures';
import { NOON } from '../../miniprogram/support/phone';
import { serveCalls } from '../../miniprogram/support/serve-calls';
import { mount, restartApp, settle, tapOn, textOf, unmountAll } from '../../support/mount';
import { elementOf, rolesOf } from '../../support/screen-reader';

interface Page {
  onLoad(query: object): void;
  onShow(): void;
  onUnload(): void;
}

const titles: string[] = [];
const toasts: string[] = [];
const viewed: { readonly urls: readonly string[]; readonly current: string }[] = [];
const saved: string[] = [];
const questions: string[] = [];
let agree = true;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  for (const list of [titles, toasts, viewed, saved, questions]) list.length = 0;
  agree = true;
  Object.assign(wx, {
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    setNavigationBarTitle: ({ title }: { title: string }) => titles.push(title),
    showToast: ({ title }: { title: string }) => toasts.push(title),
    previewImage: (order: { urls: readonly string[]; current: string }) => viewed.push(order),
    downloadFile({ url, success }: { url: string; success: (file: object) => void }) {
      success({ statusCode: 200, tempFilePath: `tmp:${url}` });
      return { onProgressUpdate: () => undefined, abort: () => undefined };
    },
    env: { USER_DATA_PATH: 'usr:' },
    getFileSystemManager: () => ({
      copyFile: ({ success }: { success: () => void }) => success(),
      unlink: () => undefined,
    }),
    saveImageToPhotosAlbum({ filePath, success }: { filePath: string; success: () => void }) {
      saved.push(filePath);
      success();
    },
    showModal({ title, success }: { title: string; success: (answer: object) => void }) {
      questions.push(title);
      success({ confirm: agree });
    },
  });
});

afterEach(() => {
  jest.useRealTimers();
  unmountAll();
  restartApp();
});

async function open(
  count: number,
  rights: readonly Right[] = ['capture', 'manage'],
  query: object = { channel: 'gate' },
) {
  const answers = new FakeGallery(makePictures(count)).serve(new Answers());
  answers.on('channel.list', () => ({ channels: [makeChannel('gate', { name: '收银台', rights })], next: null }));
  serveCalls(answers);
  const page = mount('live/pages/gallery/gallery');
  const instance = page.instance as unknown as Page;
  instance.onLoad(query);
  instance.onShow();
  await pass();
  return { page, instance, answers };
}

async function pass(): Promise<void> {
  await settle(60);
  await jest.advanceTimersByTimeAsync(500);
  await settle(60);
}

const labels = (page: Parameters<typeof rolesOf>[0]) => rolesOf(page).map(({ label }) => label);

test('pictures stand there with their time and size, under the name of the camera', async () => {
  const { page } = await open(2);
  for (const part of ['今天', '48 KB', '存到相册', '删除', '共 2 张']) expect(textOf(page)).toContain(part);
  expect(titles.at(-1)).toBe('收银台 · 图库');
});

test('a tap shows one large, and the others beside it', async () => {
  const { page } = await open(2);
  const view = rolesOf(page).find(({ label }) => label.startsWith('看大图'));
  view?.fire('tap');
  expect(viewed).toMatchObject([
    {
      urls: ['https://vendor.example/p0.jpg', 'https://vendor.example/p1.jpg'],
      current: 'https://vendor.example/p0.jpg',
    },
  ]);
});

test('one goes into the album, which is said', async () => {
  const { page } = await open(1);
  rolesOf(page)
    .find(({ label }) => label.endsWith('存到相册'))
    ?.fire('tap');
  await pass();
  expect(saved).toEqual([expect.stringMatching(/^usr:\/收银台 .+\.jpg$/)]);
  expect(textOf(page)).toContain('的图片已存到相册');
});

test('one is removed after a question, and not without a yes', async () => {
  const { page, answers } = await open(2);
  const remove = () => rolesOf(page).find(({ label }) => label.startsWith('删除 '));
  agree = false;
  remove()?.fire('tap');
  await pass();
  expect(answers.inputs('picture.remove')).toEqual([]);
  agree = true;
  remove()?.fire('tap');
  await pass();
  expect(answers.inputs('picture.remove')).toEqual([{ channelId: 'gate', id: 'p0' }]);
  expect(questions[1]).toMatch(/^删除 .+ 的图片？$/);
  expect(toasts).toEqual(['已删除']);
  expect(textOf(page)).toContain('共 1 张');
});

test('who may not manage finds no way to remove', async () => {
  const { page } = await open(1, ['capture']);
  expect(labels(page).some((label) => label.startsWith('删除'))).toBe(false);
});

test('a picture that does not open says so', async () => {
  const { page } = await open(1);
  elementOf(page, 'wx-image').fire('error');
  await pass();
  expect(textOf(page)).toContain('图片打不开');
});

test('without pictures it says how to get some', async () => {
  const { page } = await open(0);
  expect(textOf(page)).toContain('图库还没有图片');
});

test('a failure says why, and its button asks again', async () => {
  const { page, instance, answers } = await open(0);
  answers.refuse('picture.list', 'no-network');
  instance.onLoad({ channel: 'gate' });
  await pass();
  expect(textOf(page)).toContain('网络连接不上');
  new FakeGallery(makePictures(1)).serve(answers);
  tapOn(page, '重试');
  await pass();
  expect(textOf(page)).toContain('共 1 张');
});

test('an address that names no camera says so', async () => {
  const { page } = await open(0, ['capture'], {});
  expect(textOf(page)).toContain('找不到这个摄像头');
});
