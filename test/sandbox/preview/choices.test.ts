import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(60_000);

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture();
});
afterAll(() => phone.close());
beforeEach(() => phone.open('#/extra/pages/pick/pick'));

const sheet = () => phone.page.getByRole('dialog');
const press = (name: string) => phone.page.getByRole('button', { name, exact: true }).click();
/** What a wx call ends in, while somebody answers what it asks. */
const call = (name: string, options: string) =>
  phone.evaluate<Record<string, unknown>>(
    `new Promise((resolve) => wx.${name}({ ...${options}, success: resolve, fail: resolve }))`,
  );

test.each([
  ['time', '09:15', '09:15'],
  ['time', '07:00', '08:00'],
  ['time', '23:59', '20:00'],
  ['date', '2026-02-28', '2026-02-28'],
  ['date', '2026-01-01', '2026-01-05'],
])('a %s picker given %s tells %s: it stays between its ends', async (mode, given, told) => {
  await phone.find(mode).tap();
  await sheet().locator('input').fill(given);
  await press('确定');
  await phone.page.waitForFunction(`getCurrentPages().at(-1).data.${mode} === '${told}'`);
  expect(await phone.find(`${mode}-shown`).innerText()).toBe(told);
});

test('a picker that is left changes nothing', async () => {
  await phone.find('time').tap();
  await sheet().locator('input').fill('09:15');
  await press('取消');
  await phone.page.waitForFunction('getApp().log.includes("cancelled")');
  expect(await phone.find('time-shown').innerText()).toBe('12:30');
});

test('a slider tells each step while it is dragged and the last when it is let go', async () => {
  const range = phone.find('slider').locator('input');
  const { width = 0 } = (await range.boundingBox()) ?? {};
  await phone.page.mouse.move(0, 0);
  await range.hover({ position: { x: width * 0.42, y: 8 } });
  await phone.page.mouse.down();
  await range.hover({ position: { x: width * 0.99, y: 8 }, force: true });
  await phone.page.mouse.up();
  const heard = (await phone.notes()).filter((note) => note.startsWith('chang'));
  expect(heard.at(-1)).toBe('changed 10');
  expect(heard).toContain('changing 10');
  expect(heard.filter((note) => note.startsWith('changed'))).toHaveLength(1);
});

test('a modal with a field gives back what is written into it', async () => {
  const answer = call('showModal', '{ title: "Name", content: "clip", editable: true, placeholderText: "a name" }');
  const field = sheet().getByPlaceholder('a name');
  expect(await field.inputValue()).toBe('clip');
  await field.fill('开门');
  await press('确定');
  expect(await answer).toMatchObject({ errMsg: 'showModal:ok', confirm: true, cancel: false, content: '开门' });
});

test('an action sheet gives the row, and none is a failure', async () => {
  const chosen = call('showActionSheet', '{ itemList: ["1×", "2×"], alertText: "speed" }');
  await press('2×');
  expect(await chosen).toEqual({ errMsg: 'showActionSheet:ok', tapIndex: 1 });
  const left = call('showActionSheet', '{ itemList: ["1×"] }');
  await press('取消');
  expect(await left).toEqual({ errMsg: 'showActionSheet:fail cancel' });
});

test('an action sheet takes six rows at most', async () => {
  const many = call('showActionSheet', '{ itemList: ["1", "2", "3", "4", "5", "6", "7"] }');
  expect((await many)['errMsg']).toBe('showActionSheet:fail parameter error: itemList should not be large than 6');
});
