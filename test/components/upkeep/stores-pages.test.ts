import type { SessionMember } from '../../../typings/contract/domain';
import type { Answers } from '../../miniprogram/support/answers';
import { NOTICE } from '../../miniprogram/support/cloud';
import { ManagePhone } from '../../miniprogram/support/manage-phone';
import { anOwner, aManager, OWN_CODE } from '../../miniprogram/support/people';
import { NOON } from '../../miniprogram/support/phone';
import { FakeUpkeep } from '../../miniprogram/support/upkeep';
import { makeStore } from '../../miniprogram/support/upkeep-things';
import { mount, restartApp, textOf, unmountAll, type Mounted } from '../../support/mount';
import { elementOf, elementsOf, hear, rolesOf } from '../../support/screen-reader';

interface Page {
  onLoad?(query: object): void;
  onShow(): void;
}
interface Modal {
  readonly title: string;
  readonly success: (answer: { readonly confirm: boolean; readonly content: string }) => void;
}

const LABEL = 'www.ys7.com\rC12345678\rABCDEF\rCS-C6N\r';
let phone: ManagePhone;
let upkeep: FakeUpkeep;
let answers: Answers;
let typed = '';
let scanned = '';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  phone = new ManagePhone();
  phone.install();
  upkeep = new FakeUpkeep();
  answers = upkeep.serve(phone.answers);
  typed = scanned = '';
  Object.assign(wx, {
    showModal: (modal: Modal) => {
      phone.modals.push({ ...modal, content: '', success: () => undefined });
      modal.success({ confirm: true, content: typed });
    },
    scanCode: ({ success }: { success: (result: object) => void }) => success({ result: scanned }),
    pageScrollTo: () => undefined,
    redirectTo: ({ url }: { url: string }) => phone.opened.push(url),
  });
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

const pass = (ms = 1_000) => jest.advanceTimersByTimeAsync(ms);

async function open(name: string, query: object = {}, caller: SessionMember = anOwner()) {
  answers.on('session.start', () => ({ visitorCode: OWN_CODE, member: caller, notice: NOTICE, now: NOON }));
  const page = mount(`upkeep/pages/${name}/${name}`);
  const instance = page.instance as unknown as Page;
  instance.onLoad?.(query);
  instance.onShow();
  await pass();
  return page;
}

async function press(page: Mounted, label: string, role = 'button'): Promise<void> {
  hear(page, role, label).fire('tap');
  await pass();
}

/** Types into the field that reads so. */
async function type(page: Mounted, label: string, value: string): Promise<void> {
  const input = elementsOf(page, 'wx-input').find((each) => each.attribute('aria-label') === label);
  if (input === undefined) throw new Error(`no field ${label}`);
  input.fire('input', { value });
  await pass();
}

const labels = (page: Mounted) => rolesOf(page).flatMap(({ role, label }) => (role === 'button' ? label : []));

describe('the page of stores', () => {
  test('lists them, and leads to each, to a new one and to adding a camera', async () => {
    const page = await open('stores');
    expect(phone.titles.at(-1)).toBe('门店与摄像头');
    await press(page, '南京路店 2 个摄像头');
    await press(page, '新建门店');
    await press(page, '添加摄像头');
    expect(phone.opened).toEqual([
      '/upkeep/pages/store/store?store=s0',
      '/upkeep/pages/store/store',
      '/upkeep/pages/add/add',
    ]);
  });

  test('puts them in order with buttons, and saves that once', async () => {
    const page = await open('stores');
    await press(page, '调整顺序');
    await press(page, '徐家汇店 移到最前');
    await press(page, '人民广场店 上移');
    await press(page, '南京路店 下移');
    await press(page, '保存顺序');
    expect(answers.inputs('store.order')).toEqual([{ storeIds: ['s2', 's1', 's0'] }]);
    expect(phone.toasts).toEqual(['顺序已保存']);
    await press(page, '调整顺序');
    await press(page, '取消');
    expect(labels(page)).toContain('调整顺序');
  });

  test('is searched, and unfolds those that are archived', async () => {
    upkeep.stores = [...upkeep.stores, makeStore('old', { name: '旧店', archivedAt: NOON, cameras: 0 })];
    const page = await open('stores');
    await press(page, '已归档 1 家');
    await press(page, '旧店 已归档');
    expect(phone.opened).toEqual(['/upkeep/pages/store/store?store=old']);
    elementOf(page, 'wx-input').fire('input', { value: '没有' });
    await pass();
    expect(textOf(page)).toContain('没有符合的门店');
    elementOf(page, 'wx-button').fire('tap');
    await pass();
    expect(textOf(page)).toContain('共 3 家');
  });

  test('offers a manager neither an order nor a new store', async () => {
    expect(labels(await open('stores', {}, aManager()))).not.toEqual(expect.arrayContaining(['调整顺序']));
  });
});

describe('the page of a store', () => {
  test('makes one, and then offers to add cameras', async () => {
    const page = await open('store');
    expect(phone.titles.at(-1)).toBe('新建门店');
    await press(page, '建好');
    expect(textOf(page)).toContain('给门店起个名字');
    await type(page, '门店名字', '五角场店');
    await type(page, '地址', '淞沪路 8 号');
    await press(page, '建好');
    expect(phone.toasts).toEqual(['已建好，可以添加摄像头了']);
    expect([phone.titles.at(-1), textOf(page).includes('这里还没有摄像头')]).toEqual(['五角场店', true]);
    await press(page, '添加摄像头');
    expect(phone.opened).toEqual(['/upkeep/pages/add/add?store=n0']);
  });

  test('changes name and zone', async () => {
    const page = await open('store', { store: 's0' });
    await type(page, '门店名字', '南京西路店');
    elementOf(page, 'wx-picker').fire('change', { value: '2' });
    await pass();
    await press(page, '保存');
    expect(answers.inputs('store.edit')).toEqual([{ storeId: 's0', name: '南京西路店', zone: 'Asia/Hong_Kong' }]);
    await type(page, '门店名字', '别的');
    await press(page, '不改了');
    expect(labels(page)).not.toContain('保存');
  });

  test('archives an empty one after a question, and says why another cannot be', async () => {
    const page = await open('store', { store: 's2' });
    await press(page, '归档门店');
    expect(phone.modals[0]?.title).toBe('归档 徐家汇店？');
    expect(textOf(page)).toContain('这家门店已归档');
    await press(page, '恢复门店');
    expect(textOf(page)).not.toContain('这家门店已归档');

    unmountAll();
    const full = await open('store', { store: 's0' });
    expect(
      hear(full, 'button', '归档门店 还有 2 个摄像头。先把它们移走或删除，才能归档').attribute('aria-disabled'),
    ).toBe(true);
  });

  async function choose(page: Mounted, deed: string, camera = '收银台，在线'): Promise<void> {
    await press(page, `${camera}，点一下可以改`);
    const sheet = elementOf(page, 'van-action-sheet');
    const deeds = sheet.attribute('actions') as readonly { readonly key: string; readonly name: string }[];
    const detail = deeds.find(({ name }) => name === deed);
    if (detail === undefined) throw new Error(`no ${deed} among ${deeds.map(({ name }) => name).join()}`);
    sheet.fire('select', detail);
    await pass();
  }

  test('renames, hides and leads to the code of a camera', async () => {
    const page = await open('store', { store: 's0' });
    typed = '前台';
    await choose(page, '改名');
    expect(answers.inputs('camera.rename')).toEqual([{ channelId: 'gate', name: '前台' }]);
    await choose(page, '隐藏', '前台，在线');
    await choose(page, '不再隐藏', '前台，在线，已隐藏');
    expect(answers.inputs('camera.hide').map(({ hidden }) => hidden)).toEqual([true, false]);
    await choose(page, '它的码', '前台，在线');
    expect(phone.opened).toEqual(['/manage/pages/code/code?channel=gate']);
  });

  test('leads to the health of a camera, and takes a new cover of it', async () => {
    const page = await open('store', { store: 's0' });
    await choose(page, '健康');
    await choose(page, '刷新封面');
    expect(phone.opened).toEqual(['/care/pages/health/health?channel=gate']);
    expect([answers.inputs('cover.refresh'), phone.toasts]).toEqual([[{ channelId: 'gate' }], ['封面已更新']]);
  });

  test('leads to the device of a camera that has tools, and adds a channel whose number was typed', async () => {
    upkeep.cameras = upkeep.cameras.map((camera) => ({ ...camera, tools: true }));
    const page = await open('store', { store: 's0' });
    await choose(page, '设备工具');
    expect(phone.opened).toEqual(['/tools/pages/device/device?channel=gate']);
    typed = 'two';
    await choose(page, '添加通道');
    expect([phone.toasts, answers.inputs('camera.extend')]).toEqual([['通道号要 1 到 9 位数字'], []]);
    typed = '2';
    await choose(page, '添加通道');
    expect(phone.modals.slice(-2).map(({ title }) => title)).toEqual(['通道号，例如 2', '这个通道叫什么名字']);
    expect(answers.inputs('camera.extend')).toEqual([{ channelId: 'gate', number: '2', name: '2' }]);
    expect(textOf(page)).toContain('后门');
  });

  test('moves a camera to a store that is chosen', async () => {
    const page = await open('store', { store: 's0' });
    await choose(page, '移到别的门店');
    await press(page, '人民广场店');
    expect(phone.modals[0]?.title).toBe('把 收银台 移到 人民广场店？');
    expect(answers.inputs('camera.move')).toEqual([{ channelId: 'gate', storeId: 's1' }]);
    expect(textOf(page)).not.toContain('收银台');
  });

  test('removes a camera whose name was typed, after both questions', async () => {
    const page = await open('store', { store: 's0' });
    typed = '后门';
    await choose(page, '删除');
    expect([answers.inputs('camera.remove'), phone.toasts]).toEqual([[], ['名字不一样，没有删除']]);
    typed = '收银台';
    await choose(page, '删除');
    expect(phone.modals.slice(-2).map(({ title }) => title)).toEqual(['删除 收银台？', '输入「收银台」来删除']);
    expect(answers.inputs('camera.remove')).toEqual([{ channelId: 'gate', name: '收银台' }]);
    expect(textOf(page)).not.toContain('收银台');
  });

  test('leads to the codes of all, and back where the store is gone', async () => {
    const page = await open('store', { store: 's0' });
    await press(page, '打印它们的码');
    expect(phone.opened).toEqual(['/manage/pages/codes/codes?store=s0']);
    unmountAll();
    const gone = await open('store', { store: 'nowhere' });
    elementOf(gone, 'wx-button').fire('tap');
    await pass();
    expect(phone.backs).toBe(1);
  });
});

describe('the page that adds a camera', () => {
  test('takes a label, a name, and leads to the picture', async () => {
    const page = await open('add', { store: 's0' });
    scanned = LABEL;
    await press(page, '扫标签');
    expect(textOf(page)).toContain('型号 CS-C6N');
    await press(page, '添加');
    expect(textOf(page)).toContain('起个名字，大家好认');
    await type(page, '叫什么名字', '大门');
    await press(page, '添加');
    expect(answers.inputs('camera.add')).toMatchObject([
      { accountId: 'a0', storeId: 's0', serial: 'C12345678', code: 'ABCDEF', name: '大门' },
    ]);
    expect(textOf(page)).toContain('已放进 南京路店');
    elementOf(page, 'wx-button').fire('tap');
    await pass();
    expect(phone.opened).toEqual(['/live/pages/live/live?channel=new']);
  });

  test('is typed as well, into a store that is chosen, and tells a refusal with a way back', async () => {
    upkeep.outcome = { kind: 'refused', why: 'wrong-code' };
    const page = await open('add');
    await type(page, '序列号', 'c12345678');
    await type(page, '验证码', 'abcdeg');
    await press(page, '放到哪家门店 选一家门店');
    await press(page, '徐家汇店');
    await type(page, '叫什么名字', '大门');
    await press(page, '添加');
    expect(textOf(page)).toContain('验证码不对');
    elementOf(page, 'wx-button').fire('tap');
    await pass();
    expect(labels(page)).toContain('放到哪家门店 徐家汇店');
  });

  test('says so when what was scanned is no label', async () => {
    const page = await open('add');
    scanned = 'https://example.com/';
    await press(page, '扫标签');
    expect(phone.toasts).toEqual(['这不是摄像头的标签，可以手动填']);
  });

  test('leads an owner without accounts to one', async () => {
    upkeep.accounts = [];
    const page = await open('add');
    elementOf(page, 'wx-button').fire('tap');
    await pass();
    expect(phone.opened).toEqual(['/upkeep/pages/account/account']);
  });
});
