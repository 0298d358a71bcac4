import type { DemoCamera, FleetVendor } from '../../sandbox/fleet';
import type { Persona, Phone } from '../support/phone';
import { shareStage } from '../support/stage';

jest.setTimeout(90_000);

const CLOUD = { ezviz: 1, onenet: 2, ovopark: 3 } as const satisfies Record<FleetVendor, number>;

const stage = shareStage();
let phone: Phone;

async function use(persona?: Persona): Promise<Phone> {
  phone = await stage.use(persona);
  return phone;
}

function only(wanted: Partial<DemoCamera>): DemoCamera {
  const [camera] = stage.sandbox.cameras(wanted);
  if (!camera) throw new Error(`no demo camera is ${JSON.stringify(wanted)}`);
  return camera;
}

async function watch(camera: DemoCamera): Promise<void> {
  await phone.openCamera(camera.name, stage.sandbox.storeOf(camera));
}

const isOf = (camera: DemoCamera) => (mark: { cloud: number; device: number }) =>
  mark.cloud === CLOUD[camera.vendor] && mark.device === camera.device;

/** Resolves when the picture is that camera's and its time goes on. */
async function moves(camera: DemoCamera): Promise<void> {
  const first = await phone.marked(isOf(camera));
  await phone.marked((mark) => isOf(camera)(mark) && mark.instant > first.instant + 500);
}

test.each(['ezviz', 'onenet', 'ovopark'] as const)(
  'two taps lead from the list to a moving picture of the right camera: %s',
  async (vendor) => {
    await use();
    const camera = only({ vendor, trait: 'normal' });
    await watch(camera);
    await moves(camera);
    await phone.sees('直播');
  },
);

test('the sharp stream is a larger picture of the same camera', async () => {
  await use();
  const camera = only({ vendor: 'ezviz', trait: 'normal' });
  await watch(camera);
  await moves(camera);
  const widthOf = () =>
    phone.page
      .locator('video')
      .first()
      .evaluate((video) => Reflect.get(video, 'videoWidth') as number);
  expect(await widthOf()).toBe(640);

  await phone.page.getByRole('button', { name: /^清晰度/ }).click();

  for (let tries = 0; (await widthOf()) !== 1280 && tries < 200; tries += 1) await phone.page.waitForTimeout(50);
  expect(await widthOf()).toBe(1280);
  await moves(camera);
});

test('the list has its own title again after a look at a camera', async () => {
  await use();
  await watch(only({ vendor: 'ezviz', trait: 'normal' }));
  await phone.marked(() => true);
  await phone.page.keyboard.press('Escape');
  await phone.card(/南京路店/).waitFor();
  await phone.page.waitForTimeout(300);
  expect(await phone.page.title()).toBe('门店');
});

test('the next camera of the store is one tap away', async () => {
  await use();
  await watch(only({ vendor: 'ezviz', trait: 'normal' }));
  const first = await phone.marked(() => true);
  await phone.tap('下一个');
  const second = await phone.marked((mark) => mark.device !== first.device);
  expect(second.device).not.toBe(first.device);
});

test('a stream that is killed comes back by itself, with an address of its own', async () => {
  await use();
  const camera = only({ vendor: 'ezviz', trait: 'normal' });
  await watch(camera);
  await moves(camera);
  const opens = async () =>
    (await stage.sandbox.requests('ezviz')).filter(({ path }) => path.includes('live/address')).length;
  const before = await opens();

  await stage.sandbox.setFaults({ vendor: 'ezviz', reset: true });
  await phone.sees(/正在重连|等待重试/);
  await stage.sandbox.clearFaults();

  const lost = Date.now();
  await phone.marked((mark) => isOf(camera)(mark) && mark.instant > lost);
  expect(await opens()).toBeGreaterThanOrEqual(before);
});

test('a vendor token that expires while playing is renewed once, without the viewer noticing', async () => {
  await use();
  const camera = only({ vendor: 'ezviz', trait: 'normal' });
  await watch(camera);
  await moves(camera);
  const renewals = async () =>
    (await stage.sandbox.requests('ezviz')).filter(({ path }) => path.includes('token/get')).length;
  const before = await renewals();

  await stage.sandbox.setFaults({ vendor: 'ezviz', expireTokens: true });
  await phone.page.getByRole('button', { name: /^清晰度/ }).click();

  await phone.marked((mark) => isOf(camera)(mark) && mark.instant > Date.now() - 1000);
  for (let tries = 0; (await renewals()) === before && tries < 200; tries += 1) await phone.page.waitForTimeout(50);
  expect(await renewals()).toBe(before + 1);
  await moves(camera);
});

test.each([
  ['offline', { vendor: 'ezviz', trait: 'offline' }, '摄像头离线', '检查摄像头的电源'],
  ['encrypted', { vendor: 'ezviz', trait: 'encrypted' }, '画面已加密', '关闭视频加密'],
  ['masked', { vendor: 'ezviz', trait: 'masked' }, '镜头已遮蔽', '关闭遮蔽'],
  ['H.265 only', { vendor: 'ovopark', trait: 'h265' }, '手机放不了这个编码', '改成 H.264'],
] as const)('a camera that is %s says so, with the next step, and nothing plays', async (_, wanted, title, step) => {
  await use();
  await watch(only(wanted));
  await phone.sees(title);
  await phone.sees(new RegExp(step));
  expect(await phone.mark()).toBeNull();
});

test('a flaky camera keeps coming back', async () => {
  await use();
  const camera = only({ vendor: 'onenet', trait: 'flaky' });
  await watch(camera);
  const first = await phone.marked(isOf(camera));
  await phone.marked((mark) => isOf(camera)(mark) && mark.instant > first.instant + 7_000);
});

test('hidden, the picture stops at once; shown again, it plays with a fresh address', async () => {
  await use();
  const camera = only({ vendor: 'ovopark', trait: 'normal' });
  await watch(camera);
  await moves(camera);

  const viewers = async () => {
    const reply = await fetch(`${stage.sandbox.url}/__sandbox/state`);
    const { vendors } = (await reply.json()) as { vendors: { vendor: string; counts: { viewers: number } }[] };
    return vendors.find(({ vendor }) => vendor === 'ovopark')?.counts.viewers;
  };
  expect(await viewers()).toBe(1);

  await phone.set({ visible: false });
  while ((await viewers()) !== 0) await phone.page.waitForTimeout(20);
  const shownAt = Date.now();
  await phone.set({ visible: true });

  await phone.marked((mark) => isOf(camera)(mark) && mark.instant > shownAt);
});

test('without a network the page says so, and goes on by itself when the network is back', async () => {
  await use();
  const camera = only({ vendor: 'onenet', trait: 'normal' });
  await watch(camera);
  await moves(camera);

  await phone.set({ network: 'none' });
  await phone.sees('手机没有网络');
  const backAt = Date.now();
  await phone.set({ network: 'wifi' });

  await phone.marked((mark) => isOf(camera)(mark) && mark.instant > backAt);
});

test('on mobile data a line says so once, and the picture plays', async () => {
  await use();
  await phone.set({ network: '4g' });
  const camera = only({ vendor: 'ezviz', trait: 'normal' });
  await watch(camera);
  await phone.sees('正在用移动数据播放');
  await moves(camera);
});

test('without WeChat’s permission for live-player the page says who can switch it on', async () => {
  await use();
  await phone.set({ livePlayerAllowed: false });
  await watch(only({ vendor: 'ezviz', trait: 'normal' }));
  await phone.sees('小程序还不能播放直播');
});

test('without the microphone’s permission the picture still plays, in the other mode', async () => {
  await use();
  await phone.set({ microphone: 'denied' });
  const camera = only({ vendor: 'ezviz', trait: 'normal' });
  await watch(camera);
  await phone.sees(/微信没有麦克风权限/);
  await moves(camera);
});

test('the diagnosis lists what happened and holds neither address nor token', async () => {
  await use();
  const camera = only({ vendor: 'ovopark', trait: 'normal' });
  await watch(camera);
  await moves(camera);
  await phone.tap('诊断');
  await phone.sees(/2003|2004|2032/);
  const text = await phone.page.locator('body').innerText();
  expect(text).not.toMatch(/:\/\/|token|rtsp|127\.0\.0\.1/i);
});

test.each([320, 375])('in large type the times of a diagnosis stay clear of its words: %i px', async (width) => {
  phone = await stage.use('owner', { width, typeScale: 1.4 });
  await watch(only({ vendor: 'ovopark', trait: 'normal' }));
  await phone.marked(() => true);
  await phone.tap('诊断');
  await phone.sees(/2003|2004|2032/);
  const times = phone.page.getByText(/^\d\d:\d\d:\d\d\.\d{3}$/);
  expect(await times.count()).toBeGreaterThan(3);
  const room = await times.first().evaluate((time) => {
    const { clientWidth, scrollWidth } = time as unknown as { clientWidth: number; scrollWidth: number };
    return clientWidth - scrollWidth;
  });
  expect(room).toBeGreaterThanOrEqual(0);
});

test('a stranger sees no store and no camera, only how to ask for access', async () => {
  await use('stranger');
  await phone.sees('你还没有权限');
  await phone.sees(/访客码 [A-Z2-9]{6}/);
  for (const { name } of stage.sandbox.cameras({}))
    expect(await phone.page.getByText(name, { exact: true }).count()).toBe(0);
});

test('a member of one store does not see the others, not even by a direct link', async () => {
  await use('staff');
  await phone.sees('南京路店');
  expect(await phone.page.getByText('人民广场店').count()).toBe(0);
});
