import { renderMp4 } from '../../../sandbox/media/mp4';
import { startOrigin, type FileReply, type Origin, type StreamAnswer } from '../../../sandbox/media/origin';
import { openFixture, type FixturePhone } from '../../support/fixture-phone';
import { readPicture } from '../../support/picture';

jest.setTimeout(60_000);

let phone: FixturePhone;
let origin: Origin;
let answer: StreamAnswer;
let file: FileReply | null = null;

beforeAll(async () => {
  [phone, origin] = await Promise.all([openFixture(), startOrigin({ answer: () => answer, file: () => file })]);
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

describe('a recording', () => {
  const FROM = Date.UTC(2026, 2, 1, 8);
  const CAMERA = { cloud: 1, device: 7, label: 'FIXTURE' } as const;
  const span = { from: FROM, to: FROM + 14_000 };
  const page = (data: object) => phone.evaluate(`getCurrentPages().at(-1).setData(${JSON.stringify(data)})`);
  const tell = (command: string) => phone.evaluate(`wx.createVideoContext('video').${command}`);
  const playlist = () => `${origin.http}/vod/vod_7_1_1/index.m3u8?t=1`;
  /** Seconds from the recording's beginning to the picture shown. */
  const shown = async (): Promise<number> => {
    const picture = await readPicture(phone.page);
    return ((picture?.mark.instant ?? NaN) - FROM) / 1000;
  };
  const times = async () => (await heard('timeupdate')) as unknown as { currentTime: number; duration: number }[];

  beforeEach(() => {
    answer = { kind: 'recorded', camera: CAMERA, quality: 'sub', place: 'cloud', span, speed: 1 };
  });

  test('begins at its initial time and knows how long it is', async () => {
    await page({ src: playlist(), start: 9 });
    await hears('timeupdate');
    const [first] = await times();
    expect(first?.currentTime).toBeGreaterThanOrEqual(9);
    expect(first?.duration).toBeCloseTo(14, 0);
    expect(await shown()).toBeGreaterThanOrEqual(8.9);
    expect(await shown()).toBeLessThan(13);
  });

  test('can be sought, and its end is an end and no pause', async () => {
    await page({ src: playlist() });
    await hears('timeupdate');
    await tell('seek(12)');
    await hears('seekcomplete');
    await hears('ended');
    expect(await heard('pause')).toEqual([]);
    expect((await times()).at(-1)?.currentTime).toBeGreaterThan(13);
  });

  test('plays faster when asked, at the rates that WeChat has', async () => {
    await page({ src: playlist() });
    await hears('timeupdate');
    await tell('playbackRate(4)');
    expect(await phone.evaluate("document.querySelector('wx-video video').playbackRate")).toBe(4);
    await tell('playbackRate(7)');
    expect(await phone.evaluate("document.querySelector('wx-video video').playbackRate")).toBe(4);
    expect(await phone.evaluate('__kandian.reports.map((report) => report.message)')).toEqual([
      'preview does not implement rate 7 of VideoContext.playbackRate',
    ]);
  });

  test('waits for play where it does not start by itself', async () => {
    await page({ autoplay: false, src: playlist() });
    await hears('loadedmetadata');
    expect(await heard('play')).toEqual([]);
    await tell('play()');
    await hears('play');
  });

  test('as an mp4 file it plays through the proxy, and once downloaded from any time on', async () => {
    const spans = [{ from: FROM, to: FROM + 4000 }];
    const body = await renderMp4({ camera: CAMERA, quality: 'sub', spans }, { hasSound: true });
    file = { status: 200, type: 'video/mp4', body };
    const url = JSON.stringify(`${origin.http}/clip.mp4?sign=1`);
    await phone.evaluate(`getCurrentPages().at(-1).setData({ src: ${url} })`);
    await hears('ended');
    const path = `new Promise((resolve) => wx.downloadFile({ url: ${url}, success: (end) => resolve(end.tempFilePath) }))`;
    await phone.evaluate(`${path}.then((src) => {
      const page = getCurrentPages().at(-1);
      page.heard = [];
      page.setData({ src, start: 2 });
    })`);
    await hears('timeupdate');
    expect((await times())[0]?.currentTime).toBeGreaterThanOrEqual(2);
    expect(await shown()).toBeGreaterThanOrEqual(1.9);
    await hears('ended');
  });

  test('a file that is no film is an error', async () => {
    file = { status: 200, type: 'video/x-flv', body: Buffer.alloc(100_000, 'FLV') };
    await page({ src: `${origin.http}/clip.flv?x=1` });
    await hears('error');
  });
});
