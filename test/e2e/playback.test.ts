import type { DemoCamera } from '../../sandbox/fleet';
import { recordedFiles, recordedStretch } from '../../sandbox/vendors/recordings';
import { BEIJING, DAY, hasRecorded, midnightBefore } from '../support/demo-past';
import type { Persona, Phone } from '../support/phone';
import { shareStage } from '../support/stage';

jest.setTimeout(120_000);

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const stage = shareStage();
let phone: Phone;

/** One that looking back finds something of. */
function recorded(wanted: Partial<DemoCamera>): DemoCamera {
  const camera = stage.sandbox.cameras(wanted).find((one) => hasRecorded(one));
  if (!camera) throw new Error(`no demo camera that is ${JSON.stringify(wanted)} has recorded`);
  return camera;
}

/** From the list over the live picture to the past, as a person goes. */
async function lookBack(camera: DemoCamera, persona?: Persona): Promise<void> {
  phone = await stage.use(persona);
  await phone.openCamera(camera.name, stage.sandbox.storeOf(camera));
  await phone.page.getByRole('link', { name: '回放' }).click();
  await phone.page.waitForURL(/playback/);
}

/** As by a link to an instant of the past. */
async function lookBackAt(camera: DemoCamera, at: number): Promise<void> {
  await lookBack(camera);
  await phone.page.goto(`${phone.page.url()}&at=${at}`);
  await phone.page.reload();
}

async function jumpTo(time: string): Promise<void> {
  await phone.page
    .getByLabel(/^跳到几点/)
    .locator('input')
    .fill(time);
  await phone.page.getByRole('button', { name: '跳到', exact: true }).click();
}

/** Resolves when the picture shows the past at that instant, give or take a second. */
const shows = (instant: number) =>
  phone.marked(({ playback, instant: shown }) => playback && Math.abs(shown - instant) <= SECOND);

/** The latest instant of the last week at which `found` says yes, and the camera it says so of. */
function search(cameras: readonly DemoCamera[], found: (camera: DemoCamera, midnight: number) => number | null) {
  const today = midnightBefore(Date.now());
  for (let midnight = today - DAY; midnight > today - 7 * DAY; midnight -= DAY) {
    for (const camera of cameras) {
      const at = found(camera, midnight);
      if (at !== null) return { camera, at };
    }
  }
  throw new Error('no demo camera has recorded such a thing within a week');
}

/** Whether all of a stretch lies in the camera's memory. */
function isRecorded({ device }: DemoCamera, from: number, to: number): boolean {
  const stretch = recordedStretch(device, { from, to }, Date.now());
  return stretch?.from === from && stretch.to === to;
}

const replayable = () => stage.sandbox.cameras({ vendor: 'ezviz', trait: 'normal' });

test.each(['ezviz', 'onenet'] as const)(
  'three taps lead from the list to what was just recorded: %s',
  async (vendor) => {
    await lookBack(recorded({ vendor, trait: 'normal' }));
    const first = await phone.marked(({ playback }) => playback);
    await phone.marked(({ playback, instant }) => playback && instant > first.instant + 500);
    await phone.sees('录像');
  },
);

test('a drag over the timeline leads to the second it ends at', async () => {
  const { camera, at } = search(replayable(), (one, midnight) => {
    const noon = midnight + 13 * 60 * MINUTE;
    return isRecorded(one, noon, noon + 60 * MINUTE) ? noon + 37 * MINUTE + 20 * SECOND : null;
  });
  await lookBackAt(camera, at - 7 * MINUTE);
  await phone.marked(({ playback }) => playback);

  await drag('1 小时', (pixels) => ((7 * MINUTE) / (60 * MINUTE)) * pixels);
  await phone.marked(({ playback, instant }) => playback && Math.abs(instant - at) < 3 * MINUTE);
  for (let tries = 0; tries < 5; tries += 1) {
    await pause();
    const away = at - (await cursor(at));
    await drag('1 分钟', (pixels) => (away / MINUTE) * pixels);
    if (Math.abs(at - (await cursor(at))) <= 500) break;
  }
  await shows(at);
});

/** Pulls the line to the left by as many pixels as `far` makes of its width; slowly, so that it does not run on. */
async function drag(range: string, far: (pixels: number) => number): Promise<void> {
  await phone.page.getByRole('radio', { name: range, exact: true }).click();
  await phone.page.getByRole('radio', { name: range, exact: true, checked: true }).waitFor();
  const box = await phone.page.locator('canvas').boundingBox();
  if (!box) throw new Error('no timeline');
  const before = await phone.page.getByRole('slider').getAttribute('aria-valuetext');
  const way = far(box.width);
  const y = box.height / 2;
  const start = box.width / 2 + Math.sign(way) * Math.min(box.width / 3, Math.abs(way) / 2);
  await phone.drag(
    'canvas',
    [
      { x: start, y },
      { x: start - way, y },
      { x: start - way, y },
    ],
    { steps: 20, stepMs: 25 },
  );
  await settled(before);
}

/** Resolves when the line has come to rest somewhere else than before. */
async function settled(before: string | null): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await phone.page.getByRole('slider').getAttribute('aria-valuetext')) !== before) return;
    await phone.page.waitForTimeout(50);
  }
  throw new Error('the timeline stays where it was');
}

async function pause(): Promise<void> {
  await phone.page.getByRole('button', { name: '暂停', exact: true }).click();
  await phone.sees('已暂停');
}

/** The instant under the cursor, as a screen reader is told, of the day around `near`. */
async function cursor(near: number): Promise<number> {
  const said = (await phone.page.getByRole('slider').getAttribute('aria-valuetext')) ?? '';
  const [, hours = '', minutes = '', seconds = ''] = /(\d\d):(\d\d):(\d\d)/.exec(said) ?? [];
  return midnightBefore(near) + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * SECOND;
}

test('playing goes on where one file of the recorder ends and the next begins', async () => {
  const { camera, at } = search(replayable(), (one, midnight) => {
    const seam = midnight + 15 * 60 * MINUTE;
    return isRecorded(one, seam - MINUTE, seam + MINUTE) ? seam : null;
  });
  await lookBackAt(camera, at - 3 * SECOND);
  await shows(at - 3 * SECOND);
  await shows(at + 3 * SECOND);
});

test('a gap is skipped, and the page says so', async () => {
  const { camera, at } = search(replayable(), (one, midnight) => {
    const files = recordedFiles(one.device, { from: midnight, to: midnight + DAY }, Date.now());
    const before = files.find((file, index) => (files[index + 1]?.from ?? file.to) > file.to + 3 * SECOND);
    return before?.to ?? null;
  });
  const next = recordedFiles(camera.device, { from: at + SECOND, to: at + DAY }, Date.now())[0]?.from ?? 0;
  await lookBackAt(camera, at - 4 * SECOND);
  await shows(at - 3 * SECOND);
  await phone.sees(/没有录像，已跳过/);
  await shows(next + SECOND);
});

test('a time in a gap offers the next recording', async () => {
  const { camera, at } = search(replayable(), (one, midnight) => {
    const [first] = recordedFiles(one.device, { from: midnight, to: midnight + DAY }, Date.now());
    return first && first.from > midnight + 60 * MINUTE ? first.from : null;
  });
  await lookBackAt(camera, at - 30 * MINUTE);
  await phone.sees(/没有录像/);
  await phone.page.getByRole('button', { name: '看下一段' }).click();
  await shows(at);
});

test('playing runs on over midnight into the next day', async () => {
  const { camera, at } = search(replayable(), (one, midnight) =>
    isRecorded(one, midnight - MINUTE, midnight + MINUTE) ? midnight : null,
  );
  await lookBackAt(camera, at - 4 * SECOND);
  const day = phone.page.getByRole('button', { name: /^日期/ });
  const eve = await day.getAttribute('aria-label');
  await shows(at - 3 * SECOND);
  await shows(at + 3 * SECOND);
  expect(await day.getAttribute('aria-label')).not.toBe(eve);
});

test('the calendar marks the days with recordings; a day without any says so and offers another', async () => {
  const { camera, at } = search(
    replayable().filter((one) => hasRecorded(one)),
    (one, midnight) =>
      recordedFiles(one.device, { from: midnight, to: midnight + DAY }, Date.now()).length === 0 ? midnight : null,
  );
  await lookBack(camera);
  await phone.marked(({ playback }) => playback);
  await phone.page.getByRole('button', { name: /^日期/ }).click();
  if (monthOf(at) !== monthOf(Date.now())) await phone.page.getByRole('button', { name: '上个月' }).click();
  await phone.sees('有录像');

  await phone.page.getByText(String(new Date(at + BEIJING).getUTCDate()), { exact: true }).click();

  await phone.sees(/没有录像$/);
  await phone.page.getByRole('button', { name: '换一天', exact: true }).click();
  await phone.sees('有录像');
});

const monthOf = (instant: number): string => new Date(instant + BEIJING).toISOString().slice(0, 7);

test('a recorder that loses its line is told in words, and plays on from there when it is back', async () => {
  const camera = recorded({ vendor: 'ezviz', trait: 'normal' });
  await lookBack(camera);
  const first = await phone.marked(({ playback }) => playback);
  await stage.sandbox.setFaults({ vendor: 'ezviz', offline: true });
  await phone.sees('摄像头离线');
  await stage.sandbox.clearFaults();
  await phone.page.getByRole('button', { name: '重试' }).click();
  const again = await phone.marked(({ playback }) => playback);
  expect(again.instant).toBeGreaterThanOrEqual(first.instant - 2 * SECOND);
});

test('the position is kept while the phone is away', async () => {
  const { camera, at } = search(stage.sandbox.cameras({ vendor: 'onenet', trait: 'normal' }), (one, midnight) => {
    const morning = midnight + 9 * 60 * MINUTE;
    return isRecorded(one, morning, morning + 10 * MINUTE) ? morning + 2 * MINUTE : null;
  });
  await lookBackAt(camera, at);
  await shows(at);
  await phone.set({ visible: false });
  await phone.page.waitForTimeout(3000);
  await phone.set({ visible: true });
  const back = await phone.marked(({ playback }) => playback);
  expect(back.instant).toBeGreaterThanOrEqual(at - SECOND);
  expect(back.instant).toBeLessThan(at + 5 * MINUTE);
});

test('a recording in the cloud goes on after a pause', async () => {
  const { camera, at } = search(stage.sandbox.cameras({ vendor: 'onenet', trait: 'normal' }), (one, midnight) => {
    const noon = midnight + 13 * 60 * MINUTE;
    return isRecorded(one, noon, noon + 60 * MINUTE) ? noon + 37 * MINUTE : null;
  });
  await lookBackAt(camera, at);
  await phone.page.getByRole('tab', { name: '云存储' }).click();
  await phone.page.getByRole('tab', { name: '云存储', selected: true }).waitFor();
  await phone.marked(({ playback, instant }) => playback && instant > at + SECOND);
  await pause();
  await phone.page.getByRole('button', { name: '播放', exact: true }).click();
  await phone.marked(({ playback, instant }) => playback && instant > at + 2 * SECOND);
});

test('a faster picture runs faster', async () => {
  const { camera, at } = search(replayable(), (one, midnight) => {
    const noon = midnight + 13 * 60 * MINUTE;
    return isRecorded(one, noon, noon + 10 * MINUTE) ? noon : null;
  });
  await lookBackAt(camera, at);
  await phone.marked(({ playback }) => playback);
  await phone.page.getByRole('button', { name: '倍速 1×' }).click();
  await phone.page.getByRole('button', { name: '4×', exact: true }).click();
  await phone.sees('4×');
  const began = Date.now();
  const first = await phone.marked(({ playback }) => playback);
  await phone.marked(({ playback, instant }) => playback && instant > first.instant + 20 * SECOND);
  expect(Date.now() - began).toBeLessThan(15 * SECOND);
});

test('a time that is typed is where playing goes on', async () => {
  const { camera, at } = search(stage.sandbox.cameras({ vendor: 'onenet', trait: 'normal' }), (one, midnight) => {
    const noon = midnight + 13 * 60 * MINUTE;
    return isRecorded(one, noon, noon + 60 * MINUTE) ? noon + 37 * MINUTE + 20 * SECOND : null;
  });
  await lookBackAt(camera, at - 30 * MINUTE);
  await phone.marked(({ playback }) => playback);
  await jumpTo('13:37:20');
  await shows(at);
});

test('a clip of 25 minutes comes as three files', async () => {
  const { camera, at } = search(stage.sandbox.cameras({ vendor: 'ovopark', trait: 'normal' }), (one, midnight) => {
    const noon = midnight + 13 * 60 * MINUTE;
    return isRecorded(one, noon, noon + 30 * MINUTE) && one.device % 7 !== 0 ? noon : null;
  });
  await lookBackAt(camera, at);
  await phone.page.getByRole('button', { name: '开始剪辑' }).click();
  await phone.page.getByRole('button', { name: '设为起点' }).click();
  await drag('1 小时', (pixels) => (25 / 60) * pixels);
  await phone.page.getByRole('button', { name: '设为终点' }).click();
  await phone.sees(/分成 3 个文件/);
  await phone.page.getByRole('button', { name: '生成剪辑' }).click();

  await phone.page.waitForURL(/clips/);
  for (let loaded = 0; loaded < 3; loaded += 1) {
    const button = phone.page.getByRole('button', { name: /^下载/ }).first();
    await button.waitFor({ timeout: 60_000 });
    await button.click();
    await downloaded(loaded + 1);
  }
  const files = await phone.downloads();
  expect(files.map(({ state, statusCode }) => [state, statusCode])).toEqual(Array(3).fill(['done', 200]));
});

async function downloaded(count: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const done = (await phone.downloads()).filter(({ state }) => state === 'done').length;
    if (done >= count) return;
    await phone.page.waitForTimeout(100);
  }
  throw new Error('the download does not end');
}
