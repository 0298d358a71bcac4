import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(60_000);

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture();
});
afterAll(() => phone.close());
beforeEach(async () => {
  await phone.open('#/pages/home/home');
  await call('navigateTo', '{ url: "/extra/pages/detail/detail" }');
});

const box = () => phone.page.getByRole('dialog');
const press = (name: string) => phone.page.getByRole('button', { name, exact: true }).click();
const routes = () => phone.evaluate<readonly string[]>('getCurrentPages().map(({ route }) => route)');
/** What a wx call ends in. */
const call = (name: string, options: string) =>
  phone.evaluate<Record<string, unknown>>(
    `new Promise((resolve) => wx.${name}({ ...${options}, success: resolve, fail: resolve }))`,
  );

test('going back from a page asks what that page wants asked, and stays at 取消', async () => {
  expect(await call('enableAlertBeforeUnload', '{ message: "Not saved" }')).toEqual({
    errMsg: 'enableAlertBeforeUnload:ok',
  });
  await press('返回');
  expect(await box().innerText()).toContain('Not saved');
  expect(await routes()).toHaveLength(2);
  await press('取消');
  expect(await box().count()).toBe(0);
  expect(await routes()).toHaveLength(2);
});

test('确定 goes back, and the page before asks nothing', async () => {
  await call('enableAlertBeforeUnload', '{ message: "Not saved" }');
  await press('返回');
  await press('确定');
  expect(await routes()).toEqual(['pages/home/home']);
  await call('navigateTo', '{ url: "/extra/pages/detail/detail" }');
  await press('返回');
  expect(await routes()).toEqual(['pages/home/home']);
});

test('a button of the page’s own that goes back asks, too; who goes on to another page is not asked', async () => {
  await call('enableAlertBeforeUnload', '{ message: "Not saved" }');
  const back = call('navigateBack', '{}');
  await press('确定');
  expect(await back).toEqual({ errMsg: 'navigateBack:ok' });
  await call('navigateTo', '{ url: "/extra/pages/detail/detail" }');
  await call('enableAlertBeforeUnload', '{ message: "Not saved" }');
  expect(await call('redirectTo', '{ url: "/extra/pages/share/share" }')).toEqual({ errMsg: 'redirectTo:ok' });
});

test('once nothing is to be asked, going back is as ever', async () => {
  await call('enableAlertBeforeUnload', '{ message: "Not saved" }');
  expect(await call('disableAlertBeforeUnload', '{}')).toEqual({ errMsg: 'disableAlertBeforeUnload:ok' });
  await press('返回');
  expect(await routes()).toEqual(['pages/home/home']);
});

test('a question without words is refused', async () => {
  expect(await call('enableAlertBeforeUnload', '{}')).toEqual({
    errMsg: 'enableAlertBeforeUnload:fail parameter error: parameter.message should be String',
  });
});
