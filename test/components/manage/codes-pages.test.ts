import { makeChannel, makeSessionMember } from '../../miniprogram/support/cloud';
import { mount, restartApp, textOf, unmountAll } from '../../support/mount';
import { ManagePhone } from '../../miniprogram/support/manage-phone';
import { NOON } from '../../miniprogram/support/phone';
import { elementOf, hear, rolesOf } from '../../support/screen-reader';

interface Page {
  onLoad(query: object): void;
  onReady(): void;
  onShow(): void;
  createSelectorQuery: () => object;
}

interface Export {
  readonly destWidth: number;
  readonly destHeight: number;
  readonly success: (answer: { readonly tempFilePath: string }) => void;
}

let phone: ManagePhone;
/** What stands on the canvas. */
let texts: string[] = [];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  phone = new ManagePhone();
  phone.install();
  phone.answers.on('code.replace', () => null);
  let files = 0;
  Object.assign(wx, {
    canvasToTempFilePath({ destWidth, destHeight, success }: Export) {
      if (destWidth === 1240) files += 1;
      success({ tempFilePath: `tmp/${destWidth}x${destHeight}-${files}.png` });
    },
  });
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

const pass = (ms = 500) => jest.advanceTimersByTimeAsync(ms);

/** A canvas as WeChat hands it out. */
function makeNode() {
  const context = {
    fillRect: () => void (texts = []),
    strokeRect: () => undefined,
    setLineDash: () => undefined,
    drawImage: () => texts.push('[code]'),
    fillText: (text: string) => texts.push(text),
    measureText: (text: string) => ({ width: text.length * 30 }),
  };
  return {
    ...{ width: 0, height: 0 },
    getContext: () => context,
    createImage: () => ({
      onload: null as (() => void) | null,
      set src(_: string) {
        void Promise.resolve().then(() => this.onload?.());
      },
    }),
  };
}

async function open(id: string, query: object) {
  const page = mount(id);
  const instance = page.instance as unknown as Page;
  const node = makeNode();
  const fields = {
    select: () => ({ fields: () => undefined, boundingClientRect: () => undefined }),
    selectAll: () => ({ boundingClientRect: () => undefined }),
    exec: (tell: (found: object) => void) => tell([{ node }]),
  };
  Object.assign(instance, { createSelectorQuery: () => fields });
  instance.onLoad(query);
  instance.onShow();
  if ('onReady' in instance) instance.onReady();
  await pass();
  const press = async (role: string, label: string) => {
    hear(page, role, label).fire('tap');
    await pass();
  };
  return { page, press, node };
}

describe('the code of one camera', () => {
  const CODE = 'manage/pages/code/code';

  test('is there with what it does in words, and goes into the album under the camera’s name', async () => {
    const { page, press } = await open(CODE, { channel: 'gate' });
    expect(phone.titles.at(-1)).toBe('摄像头的码');
    expect(textOf(page)).toContain('没有权限的人扫了也看不到');
    expect(hear(page, 'img', '收银台 的码')).toBeDefined();
    await press('button', '存到相册');

    expect(phone.album).toEqual(['usr/南京路店 收银台 码.png']);
  });

  test('is replaced after a question that says what becomes of old stickers', async () => {
    const { page, press } = await open(CODE, { channel: 'gate' });
    phone.agree = false;
    await press('button', '换一个码');
    expect(phone.modals[0]).toMatchObject({
      title: '换掉 收银台 的码？',
      content: expect.stringContaining('旧的贴纸') as string,
    });
    expect(phone.answers.inputs('code.replace')).toEqual([]);

    phone.agree = true;
    await press('button', '换一个码');
    expect(phone.answers.inputs('code.replace')).toMatchObject([{ channelId: 'gate' }]);
    expect(phone.answers.inputs('code.image')).toHaveLength(2);
    expect(textOf(page)).toContain('已换成新的码');
  });

  test('leads to the sheets of its store', async () => {
    const { press } = await open(CODE, { channel: 'gate' });
    await press('button', '打印全店的码');

    expect(phone.opened).toEqual(['/manage/pages/codes/codes?store=s0']);
  });
});

describe('the sheets of a store', () => {
  const CODES = 'manage/pages/codes/codes';
  const grant = (storeId: string, storeName: string) =>
    ({ storeId, storeName, role: 'manager', rights: ['view', 'manage'], hours: null }) as const;

  beforeEach(() => {
    const member = makeSessionMember({ grants: [grant('s0', '南京路店'), grant('s1', '徐家汇店')] });
    phone.cloud.session = { ...phone.cloud.session, member };
    phone.cloud.channels = Array.from({ length: 14 }, (_, n) => makeChannel(`c${n}`, { name: `摄像头 ${n}` }));
  });

  test('are chosen by store, where none is named', async () => {
    const { page, press } = await open(CODES, {});
    await press('button', '徐家汇店');
    expect(textOf(page)).toContain('这个门店没有摄像头');
  });

  test('are drawn on A4 at 150 dots an inch, the first at once', async () => {
    const { page, node } = await open(CODES, { store: 's0' });

    expect(textOf(page)).toContain('14 个摄像头，3 页 A4');
    expect([node.width, node.height]).toEqual([1240, 1754]);
    expect(texts.filter((text) => text === '[code]')).toHaveLength(6);
    expect(texts).toContain('摄像头 5');
    expect(rolesOf(page).filter(({ label }) => label.startsWith('放大看'))).toHaveLength(1);
    expect(phone.album).toEqual([]);
    // No larger than the screen shows it.
    expect(elementOf(page, 'wx-image').attribute('src')).toBe('tmp/328x464-1.png');
  });

  test('all go into the album, and can be looked at closely', async () => {
    const { page, press } = await open(CODES, { store: 's0' });
    await press('button', '全部存到相册');
    expect(phone.album).toEqual([1, 2, 3].map((n) => `usr/南京路店 码 ${n}.png`));
    expect(textOf(page)).toContain('3 页都已存到相册');
    await press('button', '放大看第 2 页');

    expect(phone.viewed).toEqual([['tmp/1240x1754-1.png', 'tmp/1240x1754-2.png', 'tmp/1240x1754-3.png']]);
  });

  test('tell how far it is, and stop when told to', async () => {
    const { page, press } = await open(CODES, { store: 's0' });
    phone.answers.on('code.image', () => new Promise(() => undefined));
    await press('button', '预览全部 3 页');
    expect(textOf(page)).toContain('正在画第 2 页，共 3 页');
    expect(hear(page, 'radio', '小 · 每页 12 个').attribute('aria-disabled')).toBe(true);
    await press('button', '停下');

    expect(textOf(page)).toContain('停在第 2 页，共 3 页');
  });

  test('come smaller when wished', async () => {
    const { page, press } = await open(CODES, { store: 's0' });
    await press('radio', '小 · 每页 12 个');

    expect(textOf(page)).toContain('14 个摄像头，2 页 A4');
    expect(texts.filter((text) => text === '[code]')).toHaveLength(12);
  });
});
