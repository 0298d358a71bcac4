import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import type { Channel } from '../../typings/contract/domain';
import type { Persona, Phone, PhoneOptions } from '../support/phone';
import { shareStage } from '../support/stage';

jest.setTimeout(60_000);

/** What an image of the page tells. */
interface Picture {
  readonly naturalWidth: number;
  decode(): Promise<void>;
}

const stage = shareStage();
let phone: Phone;

async function use(persona?: Persona, look?: Partial<PhoneOptions>): Promise<void> {
  phone = await stage.use(persona, look);
}

const visible = (text: string | RegExp) => phone.page.getByText(text).filter({ visible: true }).count();

test('the stores of a member stand under each other with their counts', async () => {
  await use('manager');
  await phone.sees('南京路店');
  await phone.sees('5 在线');
  await phone.page.mouse.move(180, 500);
  await phone.page.mouse.wheel(0, 1500);
  await phone.sees('徐家汇店');
  await phone.sees(/离线 ·/);
});

test('a still that the timer took for whoever looks shows in everybody’s list, with its age', async () => {
  const { channels } = await stage.sandbox.call('manager', 'monitor', 'channel.list', { query: '南京路店' });
  const channelIds = channels.map(({ id }) => id);
  await stage.sandbox.call('manager', 'monitor', 'cover.list', { channelIds });
  await stage.sandbox.tick();
  const { covers } = await stage.sandbox.call('staff', 'monitor', 'cover.list', { channelIds });
  expect(covers.length).toBeGreaterThan(0);

  await use('staff');
  await phone.sees(/^刚刚$|分钟前$/);
  const still = phone.page.locator('camera-card img').first();
  await still.waitFor();
  const loaded = await still.evaluate((image: Picture) => image.decode().then(() => image.naturalWidth));
  expect(loaded).toBeGreaterThan(100);
});

test('a search finds cameras and stores by a part of their name, and says when it finds none', async () => {
  await use();
  await phone.sees('南京路店');
  const search = phone.page.getByPlaceholder('搜索摄像头或门店');
  await search.fill('冷库');
  await phone.misses('仓库');
  await phone.sees('冷库');
  await phone.sees('徐家汇店');

  await search.fill('没有这样的');
  await phone.sees('没有找到“没有这样的”');
  await phone.tap('清除搜索');
  await phone.sees('仓库');
});

test('Chinese input searches for the finished word only', async () => {
  await use();
  await phone.sees('南京路店');
  const asked: string[] = [];
  phone.page.on('request', (request) => {
    const body = request.postData() ?? '';
    const query = /"query":"([^"]*)"/.exec(body);
    if (query?.[1] !== undefined) asked.push(query[1]);
  });
  await phone.page.getByPlaceholder('搜索摄像头或门店').click();
  const ime = await phone.page.context().newCDPSession(phone.page);
  for (const text of ['l', 'le', 'leng', 'lengku']) {
    await ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await phone.page.waitForTimeout(120);
  }
  await ime.send('Input.insertText', { text: '冷库' });
  await phone.sees('徐家汇店');
  expect(asked.filter((query) => query !== '冷库')).toEqual([]);
});

test('the filters show what is online, what is offline, and the favourites', async () => {
  await use();
  await phone.sees('南京路店');
  await phone.tap(/^离线$/);
  await phone.sees('停车场');
  expect(await visible('南京路店')).toBe(0);

  await phone.tap(/^收藏$/);
  await phone.sees('还没有收藏');
  await phone.sees('长按一个摄像头');
});

/** The preview puts the component's own mark before the names of its classes. */
const partOf = (name: string): string => `[class*="--${name}"]`;

type Box = { readonly y: number; readonly height: number } | null;

const bottomOf = (box: Box): number => (box ? box.y + box.height : NaN);

async function heightOf(card: Locator, part: string): Promise<number | undefined> {
  return (await card.locator(partOf(part)).boundingBox())?.height;
}

test('a long press makes a camera a favourite, and the phone remembers it', async () => {
  await use();
  const card = phone.card(/^仓库.+南京路店/);
  await card.waitFor();
  await card.hover();
  await phone.page.mouse.down();
  await phone.page.waitForTimeout(500);
  await phone.page.mouse.up();
  await phone.page.getByRole('button', { name: /^收藏/ }).last().click();
  await phone.sees('已收藏 仓库');
  await card.locator(partOf('star')).waitFor();
  const other = phone.card(/^收银台.+南京路店/);
  expect(await heightOf(card, 'cover')).toBe(await heightOf(other, 'cover'));
  const [around, caption] = [await card.boundingBox(), await card.locator(partOf('caption')).boundingBox()];
  expect(bottomOf(caption)).toBeLessThanOrEqual(bottomOf(around));

  await phone.page.reload();
  await phone.sees('南京路店');
  await phone.tap(/^收藏$/);
  await phone.card(/^仓库.+南京路店/).waitFor();
});

/** What a screen reader says of every card of which at least a part lies on the screen. */
async function cardsOnScreen(): Promise<readonly string[]> {
  const labels: string[] = [];
  for (const card of await phone.page.locator(`[role="button"]${partOf('card')}`).all()) {
    const box = await card.boundingBox();
    if (box && box.y < 812 && bottomOf(box) > 0) labels.push((await card.getAttribute('aria-label')) ?? '');
  }
  return labels;
}

test('only rows on the screen are asked about, at most thirty a call', async () => {
  await use();
  const labels = new Map<string, RegExp>();
  phone.page.on('response', (response) => {
    if (response.request().postData()?.includes('channel.list') !== true) return;
    const learn = ({ data }: { data: { channels: Channel[] } }): void => {
      for (const { id, name, storeName } of data.channels) labels.set(id, new RegExp(`^${name}，.+${storeName}`));
    };
    void response.json().then(learn, () => undefined); // one that the page did not wait for cannot be read
  });
  const asked = async (): Promise<readonly string[]> => {
    const request = await phone.page.waitForRequest((each) => each.postData()?.includes('channel.status') === true);
    return (request.postDataJSON() as { event: { data: { ids: string[] } } }).event.data.ids;
  };
  await phone.page.reload();
  for (const scrolled of [0, 1_500]) {
    const next = asked();
    await phone.page.mouse.move(180, 500);
    await phone.page.mouse.wheel(0, scrolled);
    const ids = await next;
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.length).toBeLessThanOrEqual(30);
    const onScreen = await cardsOnScreen();
    for (const id of ids) expect(onScreen).toContainEqual(expect.stringMatching(labels.get(id) ?? /^\u0000/));
  }
});

test('without a network the last list is shown with its age, and comes alive again by itself', async () => {
  await use();
  await phone.sees('南京路店');
  const url = new URL(phone.page.url());
  url.searchParams.set('network', 'none');
  await phone.page.goto(url.href);
  await phone.sees(/^没有网络，这是.+ 的列表$/);
  await phone.sees('南京路店');

  await phone.set({ network: 'wifi' });
  await phone.misses(/^没有网络/);
  await phone.sees('5 在线');
});

test('a guest sees the shared cameras and nothing else', async () => {
  await use('guest');
  const [till, door] = [stage.sandbox.cameras({ vendor: 'ezviz' })[0], stage.sandbox.cameras({ vendor: 'onenet' })[0]];
  if (!till || !door) throw new Error('the demo chain has no cameras to share');
  for (const { name } of [till, door]) await phone.card(new RegExp(`^${name}，`)).waitFor();

  const names = (await cardsOnScreen()).map((label) => label.split('，')[0]);
  expect(names.sort()).toEqual([till.name, door.name].sort());
  const shared = [till, door].map((camera) => stage.sandbox.storeOf(camera));
  const others = stage.sandbox.cameras({}).map((camera) => stage.sandbox.storeOf(camera));
  const text = await phone.page.locator('body').innerText();
  for (const store of others.filter((each) => !shared.includes(each))) expect(text).not.toContain(store);
});

test('who I am stands on the page 我, and the language can be changed there', async () => {
  await use('staff');
  await phone.sees('南京路店');
  await phone.tap(/^我$/);
  await phone.sees('演示店员');
  await phone.page.getByRole('button', { name: /^语言/ }).click();
  await phone.tap('English');
  await phone.sees('Stores');
});

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe finds wrong on the page, as `rule: element`. */
async function audit(): Promise<readonly string[]> {
  await phone.page.evaluate(AXE);
  const { violations } = await phone.page.evaluate<AxeResult>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'], rules: { 'meta-viewport': { enabled: false } } })",
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

test.each([
  ['light, Chinese', { dark: false, language: 'zh_CN' }],
  ['dark, English', { dark: true, language: 'en' }],
] as const)('a screen reader finds names, roles and contrast in order: %s', async (_, look) => {
  await use('owner', look);
  await phone.sees('南京路店');
  await phone.page.waitForTimeout(500);
  expect(await audit()).toEqual([]);

  await phone.card(/^仓库.+南京路店/).click();
  await phone.marked(() => true);
  expect(await audit()).toEqual([]);
});
