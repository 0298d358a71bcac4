import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(60_000);

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture();
});
afterAll(() => phone.close());
beforeEach(() => phone.open('#/extra/pages/vant/vant'));
afterEach(async () => {
  expect(await phone.evaluate('__kandian.reports')).toEqual([]);
});

/** A component's classes carry its prefix in the document. */
const vant = (name: string): string => `[class$="--${name}"], [class*="--${name} "]`;
const noted = (note: string) => phone.page.waitForFunction(`getApp().log.includes(${JSON.stringify(note)})`);
const style = (selector: string, name: string) =>
  phone.evaluate<string>(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${name}`);

test('the calendar opens at the chosen day, in its own colours, and hands over the day that is tapped', async () => {
  await phone.find('open-calendar').tap();
  const chosen = phone.page.locator(vant('van-calendar__selected-day'));
  await chosen.waitFor();
  await phone.page.locator(vant('van-calendar__header-subtitle')).filter({ hasText: '2026年3月' }).waitFor();
  expect(await chosen.innerText()).toContain('10');
  expect(await style(vant('van-calendar__selected-day'), 'backgroundColor')).toBe('rgb(238, 10, 36)');
  expect(await style(vant('van-calendar__days'), 'display')).toBe('flex');
  await expect(phone.page.locator(vant('van-calendar__bottom-info')).count()).resolves.toBeGreaterThan(3);
  const march = phone.page.locator(vant('van-calendar__month')).nth(2);
  await march
    .locator(vant('van-calendar__day'))
    .filter({ hasText: /^\s*17\s*$/ })
    .tap();
  await noted('chosen 3-17');
});

test('a popup covers the page from below and is closed by a tap beside it', async () => {
  await phone.find('open-popup').tap();
  await noted('entered');
  const box = await phone.find('in-popup').boundingBox();
  expect(box).toMatchObject({ x: 0, width: 375, height: 120 });
  await phone.page.touchscreen.tap(180, 200);
  await noted('closed');
  await phone.find('in-popup').waitFor({ state: 'hidden' });
});

test.each([
  ['确认', 'confirmed'],
  ['取消', 'cancelled'],
])('a dialog answered with %s is %s', async (button, answer) => {
  await phone.find('ask').tap();
  await phone.page.getByText('It cannot be undone').waitFor();
  await phone.page.locator(vant('van-dialog')).getByText(button).tap();
  await noted(answer);
});

test('a cell swiped aside shows what lies behind it', async () => {
  const shown = () =>
    phone.find('delete').evaluate((element) => (element as unknown as Box).getBoundingClientRect().left);
  expect(await shown()).toBeGreaterThanOrEqual(375);
  await phone.drag(phone.find('swipe'), [
    { x: 300, y: 20 },
    { x: 200, y: 20 },
  ]);
  await phone.page.waitForFunction(
    `document.querySelector('[id$="--delete"]').getBoundingClientRect().right <= ${375 + 1}`,
  );
  await phone.find('delete').tap();
  await noted('removed');
});

interface Box {
  getBoundingClientRect(): { readonly left: number };
}

test('a progress bar is as long as the part that is done', async () => {
  const width = (selector: string) =>
    phone.evaluate<number>(`document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect().width`);
  expect((await width(vant('van-progress__portion'))) / (await width(vant('van-progress')))).toBeCloseTo(0.4, 1);
  await phone.evaluate('getCurrentPages().at(-1).setData({ percent: 80 })');
  await phone.page.locator(vant('van-progress__pivot')).filter({ hasText: '80%' }).waitFor();
});
