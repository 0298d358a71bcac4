import type { Holding, Layout } from '../../../sandbox/preview/runtime/records';
import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(60_000);

const KEEP = '/extra/pages/keep/keep';

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture();
});
afterAll(() => phone.close());
beforeEach(() => phone.open());

const go = (url: string) => phone.evaluate(`wx.navigateTo({ url: ${JSON.stringify(url)} })`);
const goBack = () => phone.evaluate('wx.navigateBack()');
const holdings = () => phone.evaluate<readonly Holding[]>('__kandian.holdings()');
const left = async () => (await holdings()).filter((held) => held.left);
/** Once the timer that is due at once has run. */
const afterTimers = () => phone.evaluate('new Promise((resolve) => setTimeout(resolve, 0))');

test('what a page takes is held in its name', async () => {
  await go(KEEP);
  await afterTimers();
  const held = (await holdings()).filter(({ page }) => page === KEEP.slice(1));
  expect(held.map(({ kind }) => kind).sort()).toEqual(['listener', 'observer', 'reaction', 'sound', 'timer', 'timer']);
  expect(held.map(({ what }) => what)).toEqual(expect.arrayContaining(['wx.onNetworkStatusChange', '#kept']));
  expect(held.some((one) => one.left)).toBe(false);
});

test('a page that lets go of everything leaves nothing behind', async () => {
  await go(`${KEEP}?tidy=1`);
  await goBack();
  expect(await left()).toEqual([]);
});

test('a page that does not is told with everything that it left, a timer that has run aside', async () => {
  await go(KEEP);
  await afterTimers();
  await goBack();
  expect((await left()).map(({ kind }) => kind).sort()).toEqual([
    'listener',
    'observer',
    'reaction',
    'sound',
    'timer',
    'timer',
  ]);
  await phone.evaluate('wx.offNetworkStatusChange()');
  expect((await left()).map(({ kind }) => kind)).not.toContain('listener');
});

test('a layout counts elements as WeChat does, and tells what is too small, cut off, too wide or too large', async () => {
  await go('/extra/pages/layout/layout');
  await phone.page.waitForFunction(
    'document.images.length > 0 && [...document.images].every(({ complete }) => complete)',
  );
  const layout = await phone.evaluate<Layout>('__kandian.layout()');
  expect(layout).toMatchObject({
    nodes: 15,
    depth: 4,
    mostChildren: 8,
    small: ['too small 44×30'],
    cut: ['a sentence that is longer than its line'],
    overflow: 20,
    images: [{ pixels: 6, shown: 1 }],
  });
});

test('text is cut when a part of it cannot be seen or reached: by an ellipsis, a clamp, a low box or a box around', async () => {
  await go('/extra/pages/cut/cut');
  const { cut } = await phone.evaluate<Layout>('__kandian.layout()');
  expect(cut).toEqual([
    'an ellipsis stands for the rest',
    'of three lines that this needs two are s',
    'its box is as high as one of its lines',
    'the box around it is as high as one line',
    'half of its height lies outside',
    'it lies outside across',
    'a hint that is longer than its field',
  ]);
});
