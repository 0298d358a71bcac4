import { startOrigin, type Origin, type StreamAnswer } from '../../../sandbox/media/origin';
import { openFixture, type FixturePhone } from '../../support/fixture-phone';
import { HOME_LOOK } from '../../../sandbox/media/look';
import { readMoving, readPicture } from '../../support/picture';

jest.setTimeout(60_000);

const CAMERA = { cloud: 1, device: 7, label: 'FIXTURE' } as const;
const LIVE: StreamAnswer = { kind: 'live', camera: CAMERA, quality: 'sub' };

let phone: FixturePhone;
let origin: Origin;
let answer: StreamAnswer;
let pulls = 0;

const startCamera = (): Promise<Origin> =>
  startOrigin({
    answer() {
      pulls += 1;
      return answer;
    },
  });

beforeAll(async () => {
  phone = await openFixture();
});
afterAll(() => phone.close());

beforeEach(async () => {
  answer = LIVE;
  pulls = 0;
  origin = await startCamera();
  await phone.open('#/extra/pages/detail/detail');
  await phone.evaluate('__kandian.live.retryMs = 50');
});
afterEach(() => origin.close());

const codes = () => phone.evaluate<number[]>('getCurrentPages().at(-1).data.codes');
const play = (url: string) => phone.evaluate(`getCurrentPages().at(-1).setData({ src: ${JSON.stringify(url)} })`);
const hears = (code: number) =>
  phone.page.waitForFunction(`getCurrentPages().at(-1).data.codes.includes(${code})`, null, { timeout: 20_000 });
const tell = (command: string, options = '{}') =>
  phone.evaluate<{ errMsg: string }>(
    `new Promise((resolve) => wx.createLivePlayerContext('player', getCurrentPages().at(-1))
      .${command}({ ...${options}, success: resolve, fail: resolve }))`,
  );
/** Progress, waiting and drops depend on how busy the machine is. */
const steady = async () => (await codes()).filter((code) => ![2005, 2007, 2104, 2105, 2107].includes(code));

test.each([
  ['rtmp', () => `${origin.rtmp}/live/7-1?expire=1&t=a%2Fb`],
  ['http-flv', () => `${origin.http}/live/7-1.flv?expire=1&t=a%2Fb`],
])('over %s the codes follow the connection, then the picture', async (_, url) => {
  await play(url());
  await hears(2032);
  await hears(2004);
  const heard = await steady();
  expect(heard.slice(0, 2)).toEqual([2001, 2002]);
  expect(new Set(heard)).toEqual(new Set([2001, 2002, 2003, 2008, 2004, 2032]));
  expect(heard.indexOf(2003)).toBeLessThan(heard.indexOf(2032));
  expect(pulls).toBe(1);
});

test('figures come every two seconds, from the stream itself', async () => {
  await play(`${origin.rtmp}/live/7-1`);
  await phone.page.waitForFunction('(getCurrentPages().at(-1).figures ?? {}).videoFPS > 0');
  const figures = await phone.evaluate<Record<string, number>>('getCurrentPages().at(-1).figures');
  expect(figures).toMatchObject({ videoWidth: 640, videoHeight: 360 });
  expect(figures['netSpeed']).toBeGreaterThan(0);
  expect(figures['videoBitrate']).toBeGreaterThan(0);
});

test('a server that dies is tried three times, then given up, in the order of a phone', async () => {
  await play(`${origin.rtmp}/live/7-1`);
  await hears(2032);
  const before = (await codes()).length;
  await origin.close();
  await hears(-2301);
  const after = (await codes()).slice(before).filter((code) => code < 0 || code > 3000 || code === 2103);
  expect(after).toEqual([3005, 2103, 3002, 2103, 3002, 2103, 3002, -2301]);
});

test('a refused address is tried again by itself and never called playing', async () => {
  answer = { kind: 'refused', reason: 'forbidden' };
  await play(`${origin.http}/live/7-1.flv`);
  await hears(-2301);
  expect(await steady()).not.toContain(2002);
  expect((await codes()).filter((code) => code === 3005)).toHaveLength(4);
});

test('a cut stream comes back by itself', async () => {
  await play(`${origin.rtmp}/live/7-1`);
  await hears(2032);
  origin.cut();
  await phone.page.waitForFunction('getCurrentPages().at(-1).data.codes.filter((code) => code === 2032).length === 2');
  expect(await codes()).not.toContain(-2301);
  expect(pulls).toBe(2);
});

test('an hls address is no address for a live-player', async () => {
  await play(`${origin.http}/live/7-1/index.m3u8`);
  await hears(-2301);
  expect(await codes()).toEqual([-2301]);
  expect(pulls).toBe(0);
});

test('the network going away ends the stream, and without one nothing is tried', async () => {
  await play(`${origin.rtmp}/live/7-1`);
  await hears(2032);
  await phone.evaluate('__kandian.device.set({ network: "none" })');
  await hears(-2301);
  expect(pulls).toBe(1);
});

test('the same address again is no change, and play() on a running player opens nothing', async () => {
  await play(`${origin.rtmp}/live/7-1`);
  await hears(2032);
  await play(`${origin.rtmp}/live/7-1`);
  expect((await tell('play')).errMsg).toBe('operateLivePlayer:ok');
  await phone.page.waitForTimeout(300);
  expect(pulls).toBe(1);
});

test('stop silences, play starts anew, and leaving the page lets go of the stream', async () => {
  await play(`${origin.rtmp}/live/7-1`);
  await hears(2032);
  await tell('stop');
  for (let tries = 0; origin.viewers() > 0 && tries < 100; tries += 1) await phone.page.waitForTimeout(20);
  expect(origin.viewers()).toBe(0);
  await tell('play');
  await phone.page.waitForFunction('getCurrentPages().at(-1).data.codes.filter((code) => code === 2032).length === 2');
  await phone.evaluate('wx.reLaunch({ url: "/pages/home/home" })');
  for (let tries = 0; origin.viewers() > 0 && tries < 100; tries += 1) await phone.page.waitForTimeout(20);
  expect(origin.viewers()).toBe(0);
});

test('in full screen the controls lie over the picture and still work; the phone’s back key leaves it', async () => {
  await play(`${origin.rtmp}/live/7-1`);
  await hears(2032);
  await tell('requestFullScreen', '{ direction: 90 }');
  const box = await phone.page.locator('wx-live-player').boundingBox();
  expect(box).toEqual({ x: 0, y: 0, width: 375, height: 812 });
  await phone.find('control').tap();
  expect(await phone.notes()).toContain('control');
  await phone.page.keyboard.press('Escape');
  await expect(phone.page.locator('wx-live-player').boundingBox()).resolves.toMatchObject({ width: 300, height: 225 });
});

test('a snapshot is a JPEG of the picture, and goes into the album under a name of its own', async () => {
  await play(`${origin.rtmp}/live/7-1`);
  await hears(2032);
  const shot = await tell('snapshot');
  expect(shot).toMatchObject({ errMsg: 'snapshot:ok', width: '640', height: '360' });
  const destPath = 'wxfile://usr/20260301-160000.jpg';
  await phone.evaluate(
    `wx.getFileSystemManager().copyFileSync(${JSON.stringify(Reflect.get(shot, 'tempImagePath'))}, '${destPath}')`,
  );
  const saved = phone.evaluate(`wx.saveImageToPhotosAlbum({ filePath: '${destPath}' })`);
  await phone.page.getByRole('button', { name: '允许' }).click();
  await saved;
  expect(await phone.evaluate('__kandian.album()')).toEqual([
    expect.objectContaining({ kind: 'image', format: 'jpeg', name: '20260301-160000.jpg' }),
  ]);
});

test('how the camera stands is read from the moving picture', async () => {
  const look = { ...HOME_LOOK, pan: -0.25, mirror: 'horizontal', talkTenths: 30 } as const;
  answer = { ...LIVE, camera: { ...CAMERA, look: () => look } };
  await play(`${origin.rtmp}/live/7-1`);
  await hears(2005);
  const { caption: _, ...figures } = look;
  expect((await readMoving(phone.page))?.look).toEqual(figures);
});

describe('a recording', () => {
  const FROM = Date.UTC(2026, 2, 1, 8);

  test.each([
    ['rtmp', () => `${origin.rtmp}/live/7-1`],
    ['http-flv', () => `${origin.http}/live/7-1.flv`],
  ])('over %s comes to its end: 2006, nothing tried again, the last picture kept', async (_, url) => {
    answer = recorded(2500);
    await play(url());
    await hears(2006);
    const heard = await codes();
    expect(heard.at(-1)).toBe(2006);
    expect(heard.filter((code) => code < 0 || code > 3000 || code === 2103)).toEqual([]);
    expect(pulls).toBe(1);
    const picture = await readPicture(phone.page);
    expect(picture).toMatchObject({ mark: { playback: true }, moving: true });
    expect((picture?.mark.instant ?? 0) - FROM).toBeGreaterThan(1800);
  });

  test('that breaks off before its end is a cut, not an end', async () => {
    answer = recorded(60_000);
    await play(`${origin.rtmp}/live/7-1`);
    await hears(2032);
    await origin.close();
    await hears(-2301);
    expect(await codes()).not.toContain(2006);
  });

  test('after its end another play() begins anew', async () => {
    answer = recorded(1500);
    await play(`${origin.http}/live/7-1.flv`);
    await hears(2006);
    await tell('play');
    await phone.page.waitForFunction(
      'getCurrentPages().at(-1).data.codes.filter((code) => code === 2006).length === 2',
    );
    expect(pulls).toBe(2);
  });

  test('held by its context stands still, and goes on when it is let go', async () => {
    answer = recorded(60_000);
    await play(`${origin.http}/live/7-1.flv`);
    await hears(2005);
    expect((await tell('pause')).errMsg).toBe('operateLivePlayer:ok');
    const before = await readPicture(phone.page);
    await phone.page.waitForTimeout(400);
    expect(await readPicture(phone.page)).toEqual(before);
    expect((await tell('resume')).errMsg).toBe('operateLivePlayer:ok');
    const later = `document.querySelector('wx-live-player video').currentTime`;
    const at = await phone.evaluate<number>(later);
    await phone.page.waitForFunction(`${later} > ${at}`);
    expect(pulls).toBe(1);
  });

  const recorded = (ms: number): StreamAnswer => ({
    kind: 'recorded',
    camera: CAMERA,
    quality: 'sub',
    place: 'device',
    span: { from: FROM, to: FROM + ms },
    speed: 1,
  });
});

test('a context without the component that holds the player fails, as on a phone', async () => {
  const errMsg = await phone.evaluate<string>(
    "new Promise((resolve) => wx.createLivePlayerContext('nobody').play({ fail: (error) => resolve(error.errMsg) }))",
  );
  expect(errMsg).toContain('play:fail');
});

test('without the permission for live-player every command says so', async () => {
  await phone.evaluate('__kandian.device.set({ livePlayerAllowed: false })');
  expect((await tell('play')).errMsg).toBe('operateLivePlayer:fail no permission');
});

test('what a context lacks says so by name', async () => {
  expect((await tell('startCasting')).errMsg).toBe(
    'startCasting:fail preview does not implement LivePlayerContext.startCasting',
  );
});
