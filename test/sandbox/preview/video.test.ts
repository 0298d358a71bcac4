import { startOrigin, type Origin, type StreamAnswer } from '../../../sandbox/media/origin';
import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(60_000);

let phone: FixturePhone;
let origin: Origin;
let answer: StreamAnswer;

beforeAll(async () => {
  [phone, origin] = await Promise.all([openFixture(), startOrigin({ answer: () => answer })]);
});
afterAll(async () => {
  await phone.close();
  await origin.close();
});
beforeEach(async () => {
  answer = { kind: 'live', camera: { cloud: 1, device: 7, label: 'FIXTURE' }, quality: 'sub' };
  await phone.open('#/extra/pages/video/video');
});

const play = () =>
  phone.evaluate(
    `getCurrentPages().at(-1).setData({ src: ${JSON.stringify(`${origin.http}/live/live_7_1/index.m3u8?t=1`)} })`,
  );
const hears = (type: string) =>
  phone.page.waitForFunction(`getCurrentPages().at(-1).heard.some((event) => event.type === '${type}')`, null, {
    timeout: 30_000,
  });
const heard = (type: string) =>
  phone.evaluate<object[]>(`getCurrentPages().at(-1).heard.filter((event) => event.type === '${type}')`);

test('an HLS stream plays, and its time goes on', async () => {
  await play();
  await hears('timeupdate');
  expect(await heard('loadedmetadata')).toMatchObject([{ width: 640, height: 360 }]);
  expect(await heard('play')).toHaveLength(1);
});

test('a refused address is an error', async () => {
  answer = { kind: 'refused', reason: 'forbidden' };
  await play();
  await hears('error');
  expect(await heard('play')).toEqual([]);
});

test('without a network there is an error, not a picture', async () => {
  await phone.evaluate('__kandian.device.set({ network: "none" })');
  await play();
  await hears('error');
});

test('its context pauses it and fills the phone with it', async () => {
  await play();
  await hears('timeupdate');
  await phone.evaluate("wx.createVideoContext('video', getCurrentPages().at(-1)).pause()");
  await hears('pause');
  await phone.evaluate("wx.createVideoContext('video').requestFullScreen({ direction: 0 })");
  expect(await heard('fullscreenchange')).toEqual([
    { type: 'fullscreenchange', fullScreen: true, direction: 'vertical' },
  ]);
  expect(await phone.page.locator('wx-video').boundingBox()).toEqual({ x: 0, y: 0, width: 375, height: 812 });
});
