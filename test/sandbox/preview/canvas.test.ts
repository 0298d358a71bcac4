import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(60_000);

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture({ pixelRatio: 3 });
});
afterAll(() => phone.close());
beforeEach(async () => {
  await phone.open('#/extra/pages/scale/scale');
  await phone.page.waitForFunction('getApp().log.some((note) => note.startsWith("painted"))');
});

const canvas = 'wx-canvas';
/** The notes about touches since the page was opened. */
const touches = async () => (await phone.notes()).filter((note) => note.startsWith('touch'));
const wait = (kind: string) => phone.page.waitForFunction(`getApp().log.some((note) => note.startsWith("${kind}"))`);

test('a canvas in a component is drawn on in its own frames and in device pixels', async () => {
  expect(await phone.notes()).toContain('painted 200x60 600x180');
  expect(await phone.notes()).not.toContain('dropped');
  const pixel = (x: number) =>
    phone.evaluate<number[]>(
      `[...document.querySelector('canvas').getContext('2d').getImageData(${x}, 90, 1, 1).data]`,
    );
  expect(await pixel(299)).toEqual([255, 0, 0, 255]);
  expect(await pixel(301)).toEqual([0, 0, 0, 0]);
});

test('a finger tells where it is on the canvas and where on the page', async () => {
  await phone.drag(
    canvas,
    [
      { x: 20, y: 10 },
      { x: 60, y: 30 },
    ],
    { steps: 1 },
  );
  await wait('touchend');
  expect(await touches()).toEqual([
    'touchstart 0@20,10/60,40 | 0@20,10/60,40',
    'touchmove 0@60,30/100,60 | 0@60,30/100,60',
    'touchend  | 0@60,30/100,60',
  ]);
});

test('two fingers that move together are one event with both', async () => {
  const ways = [
    [
      { x: 80, y: 20 },
      { x: 40, y: 20 },
    ],
    [
      { x: 120, y: 20 },
      { x: 160, y: 20 },
    ],
  ];
  await phone.drag(canvas, ways, { steps: 1 });
  await wait('touchend  ');
  const heard = await touches();
  expect(heard.filter((note) => note.startsWith('touchmove'))).toEqual([
    'touchmove 0@40,20/80,50 1@160,20/200,50 | 0@40,20/80,50 1@160,20/200,50',
  ]);
  expect(heard.slice(-2)).toEqual(['touchend 1@160,20/200,50 | 0@40,20/80,50', 'touchend  | 1@160,20/200,50']);
});

test('a finger that leaves the canvas still belongs to it', async () => {
  await phone.drag(
    canvas,
    [
      { x: 20, y: 10 },
      { x: 20, y: 300 },
    ],
    { steps: 3 },
  );
  await wait('touchend');
  const heard = await phone.notes();
  expect(heard).not.toContain('moved below');
  expect(heard.at(-1)).toBe('touchend  | 0@20,300/60,330');
});

test('where a canvas forbids it, a finger neither scrolls the page nor pulls it down', async () => {
  const way = (y: number) => [
    { x: 20, y: 10 },
    { x: 20, y },
  ];
  await phone.drag(canvas, way(-25), { steps: 4 });
  await phone.drag(canvas, way(200), { steps: 4 });
  const heard = await phone.notes();
  expect(heard.filter((note) => note.startsWith('touchend'))).toHaveLength(2);
  expect(heard.filter((note) => note.startsWith('touchcancel') || note === 'pulled')).toEqual([]);
  expect(await phone.evaluate('document.querySelector(".page-window:not([hidden]) .page-scroll").scrollTop')).toBe(0);
});

test.each([
  ['a dialog', "wx.showModal({ title: 'a call comes in' })"],
  ['WeChat going to the background', '__kandian.device.set({ visible: false })'],
])('%s takes the finger away', async (_, interrupt) => {
  await phone.drag(
    canvas,
    [
      { x: 20, y: 10 },
      { x: 60, y: 10 },
    ],
    { steps: 1, end: 'stay' },
  );
  await phone.evaluate(`void ${interrupt}`);
  await wait('touchcancel');
  await phone.lift();
  const heard = await touches();
  expect(heard.at(-1)).toBe('touchcancel  | 0@60,10/100,40');
});

test('a finger that the system takes away is cancelled', async () => {
  await phone.drag(
    canvas,
    [
      { x: 20, y: 10 },
      { x: 60, y: 10 },
    ],
    { steps: 1, end: 'cancel' },
  );
  await wait('touchcancel');
  expect((await touches()).at(-1)).toBe('touchcancel  | 0@60,10/100,40');
});
