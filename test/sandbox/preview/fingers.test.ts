import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(30_000);

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture();
});
afterAll(() => phone.close());
beforeEach(async () => {
  await phone.open('#/extra/pages/touch/touch');
  await phone.notes();
});

const pad = () => phone.find('pad');
const talk = () => phone.find('talk');
const scrolled = () => phone.evaluate<number>("document.querySelector('.page-scroll').scrollTop");

test('a finger may stay for as long as it likes', async () => {
  await phone.hold(pad(), 1500);
  expect(await phone.notes()).toEqual(['pad touchstart 1/1', 'pad touchend 1/0', 'pad tap']);
});

test('a browser’s menu does not open over the page, and does over a field', async () => {
  await phone.open('#/pages/home/home');
  const log = "getApp().log.push('menu ' + event.defaultPrevented)";
  await phone.evaluate(`document.addEventListener('contextmenu', (event) => ${log})`);
  await phone.notes();
  await phone.find('press').click({ button: 'right' });
  await phone.page.keyboard.press('Escape');
  await phone.page.getByPlaceholder('Search').click({ button: 'right' });
  expect((await phone.notes()).filter((note) => note.startsWith('menu'))).toEqual(['menu true', 'menu false']);
});

test('the system takes a finger away: a touchcancel, neither touchend nor tap', async () => {
  await phone.hold(pad());
  await phone.snatch();
  expect(await phone.notes()).toEqual(['pad touchstart 1/1', 'pad touchcancel 1/0']);
});

test('a second finger comes and goes on something else while the first stays', async () => {
  await phone.hold(pad());
  await phone.secondFinger(talk());
  await phone.release('second');
  await phone.release();
  expect(await phone.notes()).toEqual([
    'pad touchstart 1/1',
    'talk touchstart 1/2',
    'talk touchend 1/1',
    'pad touchend 1/0',
    'pad tap',
  ]);
});

test('a second finger on the very same place is told with both', async () => {
  await phone.hold(pad());
  await phone.secondFinger(pad());
  await phone.release();
  expect((await phone.notes()).slice(0, 2)).toEqual(['pad touchstart 1/1', 'pad touchstart 1/2']);
});

test('the first finger may go before the second', async () => {
  await phone.hold(pad());
  await phone.secondFinger(talk());
  await phone.release('first');
  expect((await phone.notes()).at(-1)).toMatch(/^pad (touchend 1\/1|tap)$/);
  await phone.release();
  expect((await phone.notes()).at(-1)).toMatch(/^talk touchend 1\/0$/);
});

test('where the move is caught the page does not scroll and the finger stays, however far it slides', async () => {
  await phone.hold(pad());
  await phone.slide({ x: 0, y: -120 });
  await phone.release();
  expect(await phone.notes()).toEqual(['pad touchstart 1/1', 'pad touchend 1/0']);
  expect(await scrolled()).toBe(0);
});

test.each([
  ['WeChat goes to the background', '__kandian.device.set({ visible: false })'],
  ['a dialog opens', "wx.showModal({ title: 'x' })"],
])('%s: the finger is taken away', async (_, happens) => {
  await phone.hold(pad());
  await phone.evaluate(`{ ${happens}; null; }`);
  expect(await phone.notes()).toContain('pad touchcancel 1/0');
  await phone.release();
});

test('in full screen, turned, two thumbs work on what lies over the picture', async () => {
  await phone.evaluate("wx.createLivePlayerContext('player').requestFullScreen({ direction: 90 })");
  await phone.page.waitForFunction("document.querySelector('.is-full-screen') !== null");
  const [first, second] = [await pad().boundingBox(), await talk().boundingBox()];
  // Turned to the left, the phone has its lower end at the right thumb.
  expect(first?.y).toBeGreaterThan(700);
  expect(second?.y).toBeLessThan(100);
  await phone.hold(pad());
  await phone.secondFinger(talk());
  await phone.release();
  expect((await phone.notes()).filter((note) => !note.endsWith('tap'))).toEqual([
    'pad touchstart 1/1',
    'talk touchstart 1/2',
    expect.stringMatching(/touchend/),
    expect.stringMatching(/touchend/),
  ]);
});
