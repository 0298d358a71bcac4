import type { PhoneMessages } from '../../../sandbox/preview/messages';
import type { ShownMessage } from '../../../sandbox/preview/wire';
import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(60_000);

const TEMPLATES = [
  { id: 'gone', title: '设备离线提醒' },
  { id: 'back', title: '设备恢复在线通知' },
];
const MESSAGE: ShownMessage = {
  ...{ openid: 'sandbox-manager', title: '设备离线提醒', page: 'pages/mine/mine', at: 0 },
  rows: [{ label: '设备名称', text: '收银台' }],
};

let phone: FixturePhone;
let allowed: string[];
const listeners = new Set<(message: ShownMessage) => void>();
const messages: PhoneMessages = {
  templates: TEMPLATES,
  allow: (openid, templateId) => allowed.push(`${openid} ${templateId}`) > 0,
  delivered: () => [],
  onDelivery: (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
const deliver = (message: ShownMessage): void => listeners.forEach((listener) => listener(message));

beforeAll(async () => {
  phone = await openFixture({ messages });
});
afterAll(() => phone.close());
beforeEach(async () => {
  allowed = [];
  await phone.open('#/extra/pages/touch/touch');
  await phone.find('subscribe').waitFor();
  await phone.notes();
});

const dialog = () => phone.page.getByRole('dialog');
const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
/** Asks upon a tap; the function waits for what comes of it. `before` runs within the tap. */
async function askOnTap(ids: unknown, before = 'null'): Promise<() => Promise<unknown>> {
  await phone.evaluate(`void Object.assign(getApp(), { tmplIds: ${JSON.stringify(ids)}, before: () => ${before} })`);
  await phone.find('subscribe').tap();
  return async () => {
    await phone.page.waitForFunction("getApp().log.some((note) => note.startsWith('told '))");
    const told = (await phone.notes()).find((note) => note.startsWith('told ')) ?? '';
    return JSON.parse(told.slice('told '.length)) as unknown;
  };
}
const OK = { errMsg: 'requestSubscribeMessage:ok' };

describe('wx.requestSubscribeMessage', () => {
  test('what is allowed reaches WeChat, once each time', async () => {
    for (const time of [1, 2]) {
      const answer = await askOnTap(['gone', 'back']);
      await press('允许');
      expect(await answer()).toEqual({ ...OK, gone: 'accept', back: 'accept' });
      expect(allowed).toHaveLength(2 * time);
    }
    expect(allowed.slice(0, 2)).toEqual(['sandbox-manager gone', 'sandbox-manager back']);
  });

  test('a template without its tick is rejected, and all are with 拒绝', async () => {
    const some = await askOnTap(['gone', 'back']);
    await dialog().getByLabel('设备恢复在线通知').uncheck();
    await press('允许');
    expect(await some()).toEqual({ ...OK, gone: 'accept', back: 'reject' });
    const none = await askOnTap(['gone', 'back']);
    await press('拒绝');
    expect(await none()).toEqual({ ...OK, gone: 'reject', back: 'reject' });
    expect(allowed).toEqual(['sandbox-manager gone']);
  });

  test('who does not want to be asked again is not, until the settings say otherwise', async () => {
    const first = await askOnTap(['gone']);
    await dialog().getByLabel('总是保持以上选择，不再询问').check();
    await press('拒绝');
    expect(await first()).toEqual({ ...OK, gone: 'reject' });
    const second = await askOnTap(['gone']);
    expect(await second()).toEqual({ ...OK, gone: 'reject' });
    const settings = await phone.evaluate('wx.getSetting({ withSubscriptions: true })');
    expect(settings).toMatchObject({ subscriptionsSetting: { mainSwitch: true, itemSettings: { gone: 'reject' } } });
    const opened = await askOnTap([], 'wx.openSetting({ withSubscriptions: true })');
    expect(await opened()).toMatchObject({ errCode: 10001 });
    await dialog().getByLabel('设备离线提醒').check();
    await press('返回');
    const third = await askOnTap(['gone']);
    expect(await third()).toEqual({ ...OK, gone: 'accept' });
    expect(allowed).toEqual(['sandbox-manager gone']);
  });

  test('a template that WeChat has forbidden is banned', async () => {
    const answer = await askOnTap(['gone'], "__kandian.device.set({ subscriptions: 'banned' })");
    expect(await answer()).toEqual({ ...OK, gone: 'ban' });
  });

  test.each([
    [20004, ['gone'], "__kandian.device.set({ subscriptions: 'off' })"],
    [20001, ['unknown'], 'null'],
    [10001, [], 'null'],
    [10004, 'gone', 'null'],
    [20003, ['1', '2', '3', '4', '5', '6'], 'null'],
    [10002, ['gone'], "__kandian.device.set({ network: 'none' })"],
    [10005, ['gone'], '__kandian.device.set({ visible: false })'],
  ])('fails with %d, and nobody is asked: %j, %s', async (errCode, ids, first) => {
    const answer = await (await askOnTap(ids, first))();
    expect(answer).toMatchObject({
      errCode,
      errMsg: expect.stringContaining('requestSubscribeMessage:fail ') as string,
    });
    expect(await dialog().count()).toBe(0);
    expect(allowed).toEqual([]);
  });

  test('without a tap it fails', async () => {
    const asked = "new Promise((fail) => wx.requestSubscribeMessage({ tmplIds: ['gone'], fail }))";
    expect(await phone.evaluate(asked)).toEqual({
      errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.',
    });
  });
});

describe('a service message', () => {
  const banner = () => phone.page.getByRole('button', { name: /服务通知/ });

  test('stands over the page, and a tap opens its page as a fresh entry', async () => {
    deliver(MESSAGE);
    await banner().getByText('设备名称：收银台').waitFor();
    await banner().click();
    await phone.page.waitForFunction("__kandian.route() === 'pages/mine/mine'");
    expect(await phone.evaluate('wx.getEnterOptionsSync()')).toMatchObject({ path: 'pages/mine/mine', scene: 1107 });
    expect(await banner().count()).toBe(0);
  });

  test('comes for the person that it is for, alone', async () => {
    deliver({ ...MESSAGE, openid: 'sandbox-staff', title: 'other' });
    deliver(MESSAGE);
    await banner().waitFor();
    expect(await phone.evaluate('__kandian.messages()')).toEqual([MESSAGE]);
  });

  test('without a page opens nothing', async () => {
    deliver({ ...MESSAGE, page: null });
    await banner().click();
    expect(await phone.notes()).toEqual([]);
  });
});

describe('over HTTP', () => {
  const allow = async (body: object) =>
    (await fetch(`${phone.preview.url}/__messages/allow`, { method: 'POST', body: JSON.stringify(body) })).status;

  test.each([
    [{ openid: 'x', templateIds: ['unknown'] }],
    [{ openid: 'x' }],
    [{ openid: 'x', templateIds: Array.from({ length: 6 }, () => 'gone') }],
  ])('what nobody could have been asked is refused: %j', async (body) => {
    expect(await allow(body)).toBe(400);
    expect(allowed).toEqual([]);
  });
});
