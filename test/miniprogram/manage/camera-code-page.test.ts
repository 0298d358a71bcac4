import { dictionaries } from '../../../miniprogram/manage/i18n/index';
import { CameraCodePage } from '../../../miniprogram/manage/stores/camera-code-page';
import type { Channel } from '../../../typings/contract/domain';
import { makeChannel } from '../support/cloud';
import { makeCodes } from '../support/codes';
import { settled } from '../support/phone';

const gate = makeChannel('gate', { name: '收银台', rights: ['view', 'manage'] });

function makeRig(camera: Channel | null = gate) {
  const codes = makeCodes();
  const { answers, clock, images } = codes;
  answers
    .on('channel.list', () => ({ channels: camera === null ? [] : [camera], next: null }))
    .on('code.replace', () => null);
  const words = () => dictionaries['zh-CN'];
  const page = new CameraCodePage({ call: answers.call, clock, images, find: () => undefined, words });
  return { ...codes, page };
}

test('the code of a camera is drawn and named after it', async () => {
  const { page, view } = makeRig();
  await page.open('gate');
  await settled();

  expect([page.label, page.fileName]).toEqual(['收银台 的码', '南京路店 收银台 码']);
  expect(view()).toMatchObject({ state: 'ready', src: expect.stringContaining('gate/mini-program') as string });
});

test.each([
  ['a camera that is gone', null, '没有这个摄像头'],
  ['a camera that somebody else manages', makeChannel('gate'), '码由店长和老板管理'],
])('%s says so, and no code is asked for', async (_what, camera, title) => {
  const { page, answers } = makeRig(camera);
  await page.open('gate');

  expect(page.screen).toMatchObject({ kind: 'card', act: 'back', title });
  expect(answers.inputs('code.image')).toEqual([]);
});

test('a new code is drawn at once in place of the old one', async () => {
  const { page, answers, view } = makeRig();
  await page.open('gate');
  await settled();
  answers.on('code.image', () => ({ png: 'new' }));

  expect(await page.replace()).toBe(true);
  expect(view().src).toContain('new');
  expect(page.line).toEqual({ text: '已换成新的码', tone: 'good' });
});

test.each([
  ['timeout', '等了 8 秒没有回应'],
  ['conflict', '等了 8 秒没有回应'],
  ['internal', '小程序出错了'],
] as const)(
  'where nobody knows (%s) the code that holds now is shown, and nobody says that it is the old one',
  async (code, why) => {
    const { page, answers, view } = makeRig();
    await page.open('gate');
    await settled();
    answers.refuse('code.replace', code).on('code.image', () => ({ png: 'new' }));
    await page.replace();

    expect(page.line).toEqual({ text: `${why}，可能已经换成。没看到新的码，就再换一次`, tone: 'bad' });
    expect(view().src).toContain('new');
  },
);

test('what got no answer is replaced once, though it is pressed again', async () => {
  const { page, answers } = makeRig();
  await page.open('gate');
  await settled();
  answers.refuse('code.replace', 'timeout');
  await page.replace();
  expect(page.line.text).toContain('等了 8 秒没有回应');
  answers.on('code.replace', () => null);
  await page.replace();
  await page.replace();
  const [first, again, next] = answers.inputs('code.replace').map(({ requestKey }) => requestKey);
  expect(again).toBe(first);
  expect(next).not.toBe(first);
});

test('a refusal leaves the old one, and says why', async () => {
  const { page, answers, view } = makeRig();
  await page.open('gate');
  await settled();
  const { src } = view();
  answers.refuse('code.replace', 'permission-denied');
  await page.replace();

  expect(page.line).toEqual({ text: '没有换成：你没有这个权限。请店长或老板给你开通', tone: 'bad' });
  expect(view().src).toBe(src);
});

test('nothing of it stays when the page is left', async () => {
  const { page, view } = makeRig();
  await page.open('gate');
  await settled();
  page.leave();

  expect([page.camera, view().state]).toEqual([null, 'blank']);
});
