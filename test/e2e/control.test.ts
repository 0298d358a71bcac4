import type { Locator } from 'playwright-core';
import type { DemoCamera } from '../../sandbox/fleet';
import type { LookFigures } from '../../sandbox/media/strip';
import { hasRecorded } from '../support/demo-past';
import type { Persona, Phone } from '../support/phone';
import { shareStage } from '../support/stage';

jest.setTimeout(90_000);

const stage = shareStage();
let phone: Phone;

const cameras = () => stage.sandbox.cameras({ vendor: 'ezviz', trait: 'normal' });

/** A camera that turns, speaks, mirrors and remembers views; each test takes one whose state no other test has changed. */
function camera(nth: number): DemoCamera {
  const found = cameras()[nth];
  if (!found) throw new Error(`fewer than ${nth + 1} demo cameras are like that`);
  return found;
}

async function watch(target: DemoCamera, persona?: Persona): Promise<Phone> {
  const opened = await stage.use(persona);
  await opened.openCamera(target.name, stage.sandbox.storeOf(target));
  await opened.marked(({ device }) => device === target.device);
  return opened;
}

const key = (name: string, on: Phone = phone): Locator => on.page.getByRole('button', { name, exact: true });
const tab = (name: string): Locator => phone.page.getByRole('tab', { name, exact: true });

/** Puts a finger on a button and leaves it there. */
async function press(button: Locator, on: Phone = phone): Promise<void> {
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (!box) throw new Error('nothing to press');
  const middle = { x: box.width / 2, y: box.height / 2 };
  await on.drag(button, [middle, middle], { steps: 1, end: 'stay' });
}

/** Resolves with how the camera stands once two looks half a second apart are the same. */
async function standing(on: Phone = phone): Promise<LookFigures> {
  let last = await on.looks(() => true);
  for (let tries = 0; tries < 40; tries += 1) {
    await on.page.waitForTimeout(500);
    const next = await on.looks(() => true);
    if (next.pan === last.pan && next.tilt === last.tilt) return next;
    last = next;
  }
  throw new Error('the camera goes on turning');
}

const standsStill = async (): Promise<number> => (await standing()).pan;

test('the camera turns while the finger is down and stands when it is lifted', async () => {
  phone = await watch(camera(0));
  const start = await standsStill();

  await press(key('向右'));
  await phone.looks(({ pan }) => pan > start + 0.1);
  await phone.lift();

  const end = await standsStill();
  expect(end).toBeGreaterThan(start);
  const motions = (await stage.sandbox.requests('ezviz')).filter(({ path }) => path.includes('/ptz/'));
  expect(motions.map(({ path }) => path.split('/').at(-1))).toEqual(['start', 'stop']);
});

test('a phone that vanishes in the middle of a hold leaves a camera that stops by itself', async () => {
  phone = await watch(camera(1));
  const lost = await watch(camera(1), 'manager');
  const start = await standsStill();
  await press(key('向左', lost), lost);
  await phone.looks(({ pan }) => pan < start);
  await lost.close();

  const end = await standsStill();
  expect(end).toBeLessThan(start);
  expect(end).toBeGreaterThan(-1);
});

test.each([
  ['a second finger', '向下', () => secondFinger()],
  ['a finger that is taken away', '向上', () => phone.drag(key('向上'), [CENTRE, CENTRE], { steps: 1, end: 'cancel' })],
  ['the phone put away', '向下', () => phone.set({ visible: false })],
  ['the page left', '向上', () => phone.page.keyboard.press('Escape')],
] as const)('%s stops the camera', async (_, motion, happen) => {
  const target = camera(2);
  phone = await watch(target);
  const witness = await watch(target, 'manager');
  const before = (await witness.looks(() => true)).tilt;
  await press(key(motion));
  await witness.looks(({ tilt }) => Math.abs(tilt - before) > 0.05);

  await happen();

  const { tilt } = await standing(witness);
  expect(Math.abs(tilt)).toBeLessThan(1);
});

const CENTRE = { x: 40, y: 40 };

async function secondFinger(): Promise<void> {
  const second = { x: CENTRE.x, y: CENTRE.y - 60 };
  await phone.drag(
    key('向下'),
    [
      [CENTRE, CENTRE],
      [second, second],
    ],
    { steps: 1, end: 'stay' },
  );
}

test('who comes second is told who is steering, and moves nothing', async () => {
  const target = camera(0);
  phone = await watch(target);
  const other = await watch(target, 'manager');
  await press(key('向左'));
  await press(key('向右', other), other);
  await other.sees(/演示店主.*(正在|刚开始)操作/);
  await other.lift();
  await phone.lift();
  await standsStill();
});

test('a tap makes one step for those who cannot hold', async () => {
  phone = await watch(camera(0));
  await phone.page.getByRole('switch', { name: '点动' }).click();
  const start = await standsStill();
  await key('向右').click();
  await phone.looks(({ pan }) => pan > start);
  await standsStill();
});

test('a tap on the picture brings that place nearer to the middle', async () => {
  phone = await watch(camera(1));
  const start = await standsStill();
  await phone.page.getByRole('switch', { name: '点画面转向' }).click();
  const picture = phone.page.getByRole('button', { name: '点画面，让镜头转过去' });
  const box = await picture.boundingBox();
  if (!box) throw new Error('no picture');
  await picture.click({ position: { x: box.width * 0.85, y: box.height / 2 } });
  await phone.looks(({ pan }) => pan > start);
});

test('a camera at its end stop says so and is no fault', async () => {
  phone = await watch(camera(0));
  await press(key('向右'));
  await phone.looks(({ pan }) => pan >= 0.99);
  await phone.lift();
  await standsStill();
  await press(key('向右'));
  await phone.sees(/转到头了/);
  await phone.lift();
});

test('a view is saved with a name and found again', async () => {
  phone = await watch(camera(0));
  const start = await standsStill();
  await key('存下现在的位置').click();
  await phone.page.getByRole('textbox').last().fill('门口');
  await phone.answer('保存');
  await phone.sees('门口');
  await press(key('向左'));
  await phone.looks(({ pan }) => pan < start - 0.1);
  await phone.lift();
  await standsStill();

  await key('转到 门口').click();

  await phone.looks(({ pan }) => Math.abs(pan - start) < 0.02);
});

test('the first press on the talk button only asks; a message of three seconds is heard at the camera', async () => {
  phone = await watch(camera(0));
  await tab('对讲').click();
  await press(key('按住说话'));
  await phone.answer('允许');
  await phone.lift();
  expect((await phone.recorder()).recordings).toHaveLength(0);

  await press(key('按住说话'));
  await phone.page.waitForTimeout(3200);
  await phone.lift();

  await phone.sees(/已送到摄像头/);
  const { talkTenths } = await phone.looks((look) => look.talkTenths > 0);
  expect(talkTenths).toBeGreaterThanOrEqual(25);
  expect(talkTenths).toBeLessThanOrEqual(40);
});

test('a finger that slides up sends nothing', async () => {
  phone = await watch(camera(1));
  await tab('对讲').click();
  await press(key('按住说话'));
  await phone.answer('允许');
  await phone.lift();
  const sent = async () =>
    (await stage.sandbox.requests('ezviz')).filter(({ path }) => path.includes('/voice/')).length;
  const before = await sent();

  const button = key('按住说话');
  const box = await button.boundingBox();
  if (!box) throw new Error('no talk button');
  const from = { x: box.width / 2, y: box.height / 2 };
  await phone.drag(button, [from, { x: from.x, y: from.y - 160 }], { steps: 20, stepMs: 80 });

  await phone.sees('已取消');
  expect(await sent()).toBe(before);
  expect(await phone.uploads()).toHaveLength(0);
});

test('the mirror turns the picture over', async () => {
  phone = await watch(camera(0));
  await tab('更多').click();
  const { mirror: before } = await phone.looks(() => true);
  await key('镜像翻转：左右翻转').click();
  await phone.looks(({ mirror }) => mirror !== before);
});

test('the mask covers the lens for everybody, the words say so, and the picture comes back without it', async () => {
  const target = camera(2);
  phone = await watch(target);
  await tab('更多').click();
  const mask = phone.page.getByRole('switch', { name: '镜头遮蔽' });
  await mask.click();
  await phone.sees('镜头已遮蔽');

  await phone.page.waitForTimeout(5_500); // a switch rests for five seconds, whoever turned it
  await mask.click();

  await phone.marked(({ device }) => device === target.device);
});

test('a still of the picture lands in the album', async () => {
  phone = await watch(camera(0));
  await tab('更多').click();
  await key('截图').click();
  await phone.answer('允许');
  await phone.sees(/已存到相册/);
  const [still, ...others] = await phone.album();
  expect(others).toEqual([]);
  expect(still).toMatchObject({ kind: 'image', format: 'jpeg' });
  expect(still?.name).toMatch(new RegExp(`^${camera(0).name} \\d{4}-\\d\\d-\\d\\d \\d\\d\\.\\d\\d\\.\\d\\d\\.jpg$`));
});

/** What has the focus, as a screen reader names it. */
const FOCUSED = `(() => {
  const { activeElement: on } = document;
  return (on?.getAttribute('aria-label') ?? on?.textContent ?? '').trim();
})()`;

/** Goes on with the tab key until it comes to what is called so. */
async function tabTo(name: string | RegExp): Promise<void> {
  const wanted = typeof name === 'string' ? (text: string) => text === name : (text: string) => name.test(text);
  const passed: string[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    const text = await phone.page.evaluate<string>(FOCUSED);
    if (wanted(text)) return;
    passed.push(text.slice(0, 30));
    await phone.page.keyboard.press('Tab');
  }
  throw new Error(`the tab key passes ${passed.join(' | ')}`);
}

test('whoever has only a keyboard opens a camera, turns it, speaks and looks back', async () => {
  const target = cameras()
    .slice(2)
    .find((one) => hasRecorded(one));
  if (!target) throw new Error('no demo camera has recorded');
  phone = await stage.use();
  const { keyboard } = phone.page;
  await phone.card(new RegExp(`^${target.name}.+${stage.sandbox.storeOf(target)}`)).waitFor();
  await tabTo(new RegExp(`^${target.name}，.+${stage.sandbox.storeOf(target)}`));
  await keyboard.press('Enter');
  await phone.marked(({ device }) => device === target.device);

  const start = await standsStill();
  await tabTo('向左');
  await keyboard.down('Space');
  await phone.looks(({ pan }) => pan < start);
  await keyboard.up('Space');
  await standsStill();

  await tabTo('对讲');
  await keyboard.press('Enter');
  await tabTo('改为点按说话');
  await keyboard.press('Enter');
  await tabTo('点一下说话');
  await keyboard.press('Enter');
  await tabTo('允许');
  await keyboard.press('Enter');
  await tabTo('点一下说话');
  await keyboard.press('Enter');
  await phone.page.waitForTimeout(1500);
  await keyboard.press('Enter');
  await phone.sees(/已送到摄像头/);

  await tabTo('回放');
  await keyboard.press('Enter');
  const timeline = phone.page.getByRole('slider');
  await timeline.waitFor();
  await phone.marked(({ playback }) => playback);
  const before = await timeline.getAttribute('aria-valuetext');
  await tabTo((await timeline.getAttribute('aria-label')) ?? '');
  await keyboard.press('ArrowLeft');
  await phone.page.waitForFunction(
    `document.querySelector('[role=slider]').getAttribute('aria-valuetext') !== ${JSON.stringify(before)}`,
  );
});
