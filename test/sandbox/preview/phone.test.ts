import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(60_000);

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture({
    invoke: (fn, event, openid) =>
      fn === 'broken' ? Promise.reject(new Error('no')) : Promise.resolve({ fn, event, openid }),
  });
});
afterAll(() => phone.close());

/** Resolves when the page notes this. */
const noted = (note: string) => phone.page.waitForFunction(`getApp().log.includes(${JSON.stringify(note)})`);
const reports = () => phone.evaluate<string[]>('__kandian.reports.map((report) => report.message)');
/** What a wx call with this name and these options ends in. */
const call = (name: string, options = '{}') =>
  phone.evaluate<{ errMsg: string } & Record<string, unknown>>(
    `new Promise((resolve) => wx.${name}({ ...${options}, success: resolve, fail: resolve }))`,
  );

describe('life of pages', () => {
  beforeEach(() => phone.open());

  test('the first page goes through launch, load, show and ready, in this order', async () => {
    await noted('home ready');
    expect(await phone.notes()).toEqual([
      'app launch pages/home/home',
      'app show',
      'home load {}',
      'home show',
      'home ready',
    ]);
  });

  test('navigation hides and shows, and a query reaches the page as it was written', async () => {
    await noted('home ready');
    await phone.notes();
    await phone.find('go').click();
    await noted('detail ready');
    expect(await phone.notes()).toEqual([
      'home hide',
      'detail attached',
      'detail load a%20b',
      'detail lifetime show',
      'detail ready',
    ]);
    expect(await phone.page.title()).toBe('Detail page');
    expect(await phone.evaluate('__kandian.routes()')).toEqual([
      'pages/home/home',
      'extra/pages/detail/detail?id=a%20b&n=1',
    ]);
    await phone.page.getByRole('button', { name: '返回' }).click();
    expect(await phone.notes()).toEqual(['detail detached', 'home show']);
  });

  test('pages of the tab bar live on while another is shown', async () => {
    await noted('home ready');
    await phone.notes();
    await phone.page.getByRole('button', { name: 'Mine' }).click();
    await phone.page.getByRole('button', { name: 'Home' }).click();
    const tapped = 'mine tapped 1 pages/mine/mine Mine';
    expect(await phone.notes()).toEqual(['home hide', 'mine show', tapped, 'mine hide', 'home show']);
  });

  test('WeChat in the background hides the page, then the app', async () => {
    await noted('home ready');
    await phone.notes();
    await phone.evaluate('__kandian.device.set({ visible: false })');
    await phone.evaluate('__kandian.device.set({ visible: true })');
    expect(await phone.notes()).toEqual(['home hide', 'app hide', 'app show', 'home show']);
  });

  test.each([
    ['navigateTo', '/pages/mine/mine', 'navigateTo:fail can not navigateTo a tabbar page'],
    ['navigateTo', '/pages/none/none', 'navigateTo:fail page "pages/none/none" is not found'],
    ['switchTab', '/extra/pages/detail/detail', 'switchTab:fail can not switch to no-tabBar page'],
  ])('%s to %s fails in WeChat’s words', async (name, url, errMsg) => {
    expect((await call(name, JSON.stringify({ url }))).errMsg).toBe(errMsg);
  });

  test('another mini-program is named but not opened, and its path is shown nowhere', async () => {
    const jump = call('navigateToMiniProgram', JSON.stringify({ appId: 'wx123', path: 'pages/a?token=secret' }));
    const modal = phone.page.getByRole('dialog');
    await modal.waitFor();
    expect(await modal.innerText()).toContain('wx123');
    expect(await phone.page.content()).not.toContain('secret');
    await modal.getByRole('button').click();
    expect(await jump).toEqual({ errMsg: 'navigateToMiniProgram:fail cancel' });
    expect(await reports()).toEqual([]);
  });

  test('pulling down refreshes until the page says that it has', async () => {
    const { mouse } = phone.page;
    await mouse.move(100, 150);
    await mouse.down();
    await mouse.move(100, 320, { steps: 8 });
    await mouse.up();
    await noted('home pull');
    expect(await phone.evaluate('document.querySelector(".page-scroll").style.transform')).not.toBe('');
    await call('stopPullDownRefresh');
    expect(await phone.evaluate('document.querySelector(".page-scroll").style.transform')).toBe('');
  });
});

describe('what a page shows and hears', () => {
  beforeAll(() => phone.open());

  test('wxs, templates and TypeScript are the mini-program’s own', async () => {
    expect(await phone.page.locator('.row').innerText()).toBe('number String');
    expect(await phone.page.locator('fixture-badge').innerText()).toBe('07');
    expect(await phone.page.locator('fixture-bare').innerText()).toBe('bare');
  });

  test('styles are scoped and rpx follows the width of the phone', async () => {
    const style = (selector: string, name: string) =>
      phone.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${name}`);
    expect(await style('.card', 'width')).toBe('50px');
    expect(await style('fixture-badge wx-view', 'color')).toBe('rgb(204, 0, 0)');
    expect(await style('fixture-bare wx-view', 'color')).toBe('rgb(17, 17, 17)');
    expect(await style('.wx-placeholder', 'color')).toBe('rgb(51, 102, 153)');
  });

  test('a tap carries its point, a long press is no tap, and a component’s event its detail', async () => {
    await phone.notes();
    await phone.find('press').tap();
    await phone.find('press').click({ delay: 500 });
    await phone.page.locator('fixture-badge wx-view').tap();
    expect(await phone.notes()).toEqual(['tap true 1 press', 'long', 'press 1']);
  });

  test('Chinese is reported when it is chosen, not letter by letter', async () => {
    await phone.find('field').locator('input').fill('');
    await phone.notes();
    await phone.find('field').locator('input').focus();
    const session = await phone.page.context().newCDPSession(phone.page);
    await session.send('Input.imeSetComposition', { text: 'men', selectionStart: 3, selectionEnd: 3 });
    expect(await phone.notes()).toEqual([]);
    await session.send('Input.insertText', { text: '门店' });
    await noted('input 门店');
    expect(await phone.notes()).toEqual(['input 门店']);
  });

  test('a scroll-view tells once that its end is near', async () => {
    await phone.notes();
    await phone.evaluate('document.querySelector("wx-scroll-view").scrollTo(0, 999)');
    await noted('lower');
    expect(await phone.notes()).toEqual(['lower']);
  });

  test('a scroll-view that shows one of its children leaves the page where it is', async () => {
    const size = phone.page.viewportSize();
    await phone.page.setViewportSize({ width: 375, height: 240 }); // the list lies below the screen
    await phone.evaluate('getCurrentPages().at(-1).setData({ shown: "row-4" })');
    const [list, row] = ['document.querySelector("wx-scroll-view")', `document.querySelector('[id$="--row-4"]')`];
    const top = (element: string) => `${element}.getBoundingClientRect().top`;
    await phone.page.waitForFunction(`Math.abs(${top(row)} - ${top(list)}) < 1`);
    const tops = `(() => {
      const found = [];
      for (let at = ${list}.parentElement; at; at = at.parentElement) found.push(at.scrollTop);
      return found;
    })()`;
    expect((await phone.evaluate<number[]>(tops)).filter((scrollTop) => scrollTop !== 0)).toEqual([]);
    if (size) await phone.page.setViewportSize(size);
  });

  test('a page’s style may come from the page itself', async () => {
    await phone.evaluate('wx.navigateTo({ url: "/extra/pages/unknown/unknown" })');
    const color = 'getComputedStyle(document.querySelector(".page-window:not([hidden]) wx-page")).color';
    expect(await phone.evaluate(color)).toBe('rgb(1, 2, 3)');
    await phone.evaluate('wx.navigateBack()');
  });

  test('a query answers in the order asked, in pixels of the page', async () => {
    const answers = await phone.evaluate<object[]>(`new Promise((resolve) => {
      const query = wx.createSelectorQuery();
      query.select('#card').fields({ dataset: true, rect: true });
      query.selectAll('.line').fields({ dataset: true });
      query.select('.absent').boundingClientRect();
      query.selectViewport().scrollOffset();
      query.exec(resolve);
    })`);
    expect(answers).toMatchObject([
      { dataset: { name: 'the card' }, left: 0, top: 0 },
      expect.arrayContaining([{ dataset: { row: 1 } }]),
      null,
      { scrollTop: 0 },
    ]);
  });

  test('an intersection tells which element it is about', async () => {
    const result = await phone.evaluate<{ dataset: object; intersectionRatio: number }>(`new Promise((resolve) => {
      const [page] = getCurrentPages();
      page.createIntersectionObserver({ thresholds: [0.5] }).relativeToViewport().observe('#card', resolve);
    })`);
    expect(result).toMatchObject({ dataset: { name: 'the card' }, intersectionRatio: 1 });
  });

  test('what is sent to the view is counted', async () => {
    await phone.evaluate('__kandian.resetSetData()');
    await phone.evaluate('getCurrentPages()[0].setData({ keyword: "abc" })');
    const one = { calls: 1, bytes: 17, largest: 17, peakPerSecond: 1 };
    expect(await phone.evaluate('__kandian.setData()')).toEqual(one);
    expect(await phone.evaluate("__kandian.setData('pages/home/home')")).toEqual(one);
    expect(await phone.evaluate("__kandian.setData('pages/mine/mine').calls")).toBe(0);
  });

  test('what a component sends counts for the page that it stands on', async () => {
    await phone.evaluate('__kandian.resetSetData()');
    await phone.page.locator('fixture-badge wx-view').tap();
    await phone.evaluate('getCurrentPages()[0].selectComponent("#badge").setData({ text: "08" })');
    expect(await phone.evaluate("__kandian.setData('pages/home/home').calls")).toBeGreaterThan(0);
  });
});

describe('the phone', () => {
  test('follows the theme, with the colours of theme.json', async () => {
    await phone.open('?theme=dark');
    const bar = () => phone.evaluate('document.querySelector(".nav-bar").style.background');
    expect(await bar()).toBe('rgb(16, 16, 16)');
    const heard = phone.evaluate('new Promise((resolve) => wx.onThemeChange(resolve))');
    await phone.evaluate('__kandian.device.set({ theme: "light" })');
    expect(await heard).toEqual({ theme: 'light' });
    expect(await bar()).toBe('rgb(255, 255, 255)');
  });

  test('without a network cloud calls fail, and the change is told', async () => {
    await phone.open();
    const heard = phone.evaluate('new Promise((resolve) => wx.onNetworkStatusChange(resolve))');
    await phone.evaluate('__kandian.device.set({ network: "none" })');
    expect(await heard).toEqual({ isConnected: false, networkType: 'none' });
    expect(await call('cloud.callFunction', '{ name: "monitor" }')).toMatchObject({
      errMsg: 'cloud.callFunction:fail request:fail',
    });
  });

  test('a cloud call carries the person, and a failing function its code', async () => {
    await phone.open('?openid=sandbox-staff');
    expect(await call('cloud.callFunction', '{ name: "monitor", data: { action: "x" } }')).toMatchObject({
      errMsg: 'cloud.callFunction:ok',
      result: { fn: 'monitor', event: { action: 'x' }, openid: 'sandbox-staff' },
    });
    expect(await call('cloud.callFunction', '{ name: "broken" }')).toMatchObject({ errCode: -504002 });
  });

  test('each person has a storage of their own', async () => {
    await phone.open('?openid=sandbox-owner');
    await phone.evaluate('wx.setStorageSync("k", { a: 1 })');
    expect(await phone.evaluate('wx.getStorageSync("k")')).toEqual({ a: 1 });
    await phone.open('?openid=sandbox-guest');
    expect(await phone.evaluate('wx.getStorageSync("k")')).toBe('');
  });

  test('a saved file is there after a reload, with what was added to it', async () => {
    await phone.open();
    await phone.evaluate('wx.getFileSystemManager().writeFileSync(`${wx.env.USER_DATA_PATH}/a.txt`, "看", "utf8")');
    await phone.evaluate('wx.getFileSystemManager().appendFileSync(`${wx.env.USER_DATA_PATH}/a.txt`, "店", "utf8")');
    await phone.open();
    expect(
      await phone.evaluate('wx.getFileSystemManager().readFileSync(`${wx.env.USER_DATA_PATH}/a.txt`, "utf8")'),
    ).toBe('看店');
  });
});

describe('what the preview lacks says so by name', () => {
  beforeEach(() => phone.open());

  test.each([
    'chooseLocation',
    'startRecord',
    'chooseMedia',
    'getBackgroundAudioManager',
    'request',
    'cloud.downloadFile',
    'login',
  ])('wx.%s', async (name) => {
    const [, last = name] = name.split('.');
    expect((await call(name)).errMsg).toBe(`${last}:fail preview does not implement wx.${name}`);
    const thrown = phone.evaluate(`wx.${name}()`);
    await expect(thrown).rejects.toThrow(`preview does not implement wx.${name}`);
    expect(await reports()).toEqual([`preview does not implement wx.${name}`]);
  });

  test('elements and attributes of consequence', async () => {
    await phone.open('#/extra/pages/unknown/unknown');
    expect([...(await reports())].sort()).toEqual([
      '<typo-view> is neither a built-in element nor in usingComponents',
      'preview does not implement <camera>',
      'preview does not implement <canvas> without type="2d"',
      'preview does not implement attribute pagingEnabled of <scroll-view>',
      'preview does not implement mode top left of <image>',
    ]);
    await phone.page.getByText('preview does not implement <camera>').first().waitFor();
  });

  test('canIUse does not promise it', async () => {
    const asked = ['chooseLocation', 'showToast', 'live-player', 'camera', 'cloud.callFunction', 'cloud.downloadFile'];
    expect(await phone.evaluate(`${JSON.stringify(asked)}.map((name) => wx.canIUse(name))`)).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});
