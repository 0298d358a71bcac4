import type { SessionMember } from '../../../typings/contract/domain';
import type { Answers } from '../../miniprogram/support/answers';
import { NOTICE } from '../../miniprogram/support/cloud';
import { ManagePhone } from '../../miniprogram/support/manage-phone';
import { aManager, anOwner, OWN_CODE } from '../../miniprogram/support/people';
import { NOON } from '../../miniprogram/support/phone';
import { FakeToolCloud, makeMessage, readable } from '../../miniprogram/support/tools';
import { mount, restartApp, textOf, unmountAll, type Mounted } from '../../support/mount';
import { elementOf, elementsOf, hear, rolesOf } from '../../support/screen-reader';

interface Page {
  onLoad(query: object): void;
  onShow(): void;
  onUnload(): void;
}
interface Task {
  readonly success: (answer: object) => void;
  readonly fail: (failure: { readonly errMsg: string }) => void;
}

let phone: ManagePhone;
let cloud: FakeToolCloud;
let answers: Answers;
let tell: ((update: object) => void)[];
let tasks: (Task & { readonly url?: string; readonly filePath?: string })[];
let opened: unknown[];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  phone = new ManagePhone();
  phone.install();
  cloud = new FakeToolCloud();
  answers = cloud.serve(phone.answers);
  [tell, tasks, opened] = [[], [], []];
  const start = (task: Task) => {
    tasks.push(task);
    return { onProgressUpdate: (each: (update: object) => void) => tell.push(each), abort: () => undefined };
  };
  Object.assign(wx, {
    downloadFile: start,
    chooseMessageFile: ({ success }: Task) =>
      success({ tempFiles: [{ path: 'wxfile://menu', name: '菜单.pdf', size: 2048, type: 'file' }] }),
    openDocument: ({ filePath, success }: Task & { filePath: string }) => {
      opened.push(filePath);
      success({});
    },
  });
  Object.assign(wx.cloud, { uploadFile: start });
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

const pass = (ms = 1_000) => jest.advanceTimersByTimeAsync(ms);

async function open(name: string, query: object = {}, caller: SessionMember = anOwner()): Promise<Mounted> {
  answers.on('session.start', () => ({ visitorCode: OWN_CODE, member: caller, notice: NOTICE, now: NOON }));
  const page = mount(`tools/pages/${name}/${name}`);
  const instance = page.instance as unknown as Page;
  instance.onLoad(query);
  instance.onShow();
  await pass();
  return page;
}

async function press(page: Mounted, label: string, role = 'button'): Promise<void> {
  hear(page, role, label).fire('tap');
  await pass();
}

const labels = (page: Mounted) => rolesOf(page).flatMap(({ role, label }) => (role === 'button' ? label : []));

describe('the page of tools', () => {
  test('leads to the files, and to the device of each camera', async () => {
    const page = await open('tools');
    expect(phone.titles.at(-1)).toBe('OneNET 工具');
    await press(page, '文件');
    await press(page, '收银台 南京路店');
    expect(phone.opened).toEqual([
      '/tools/pages/objects/objects?account=a0',
      '/tools/pages/device/device?channel=gate',
    ]);
  });

  test('turns encryption on after a question, and not without the yes', async () => {
    const page = await open('tools');
    phone.agree = false;
    await press(page, '打开加密');
    expect([phone.modals[0]?.title, cloud.encrypted]).toEqual(['打开 总部 的视频加密？', false]);
    phone.agree = true;
    await press(page, '打开加密');
    expect([phone.toasts, cloud.encrypted]).toEqual([['加密已打开'], true]);
    expect(labels(page)).toContain('关闭加密');
  });

  test('reads again what could not be read, without a question', async () => {
    answers.refuse('encryption.read', 'no-network');
    const page = await open('tools');
    cloud.serve(answers);
    await press(page, '重试');
    expect([phone.modals, textOf(page).includes('没有打开')]).toEqual([[], true]);
  });

  test('changes over to another account, and searches its cameras', async () => {
    cloud.accounts = [...cloud.accounts, { id: 'a1', name: '分部' }];
    const page = await open('tools');
    await press(page, '分部', 'tab');
    elementOf(page, 'wx-input').fire('input', { value: '后' });
    await pass();
    expect(answers.inputs('channel.list').at(-1)).toEqual({ accountId: 'a1', limit: 50, query: '后' });
    expect(labels(page)).not.toContain('收银台 南京路店');
  });

  test('leads a manager back', async () => {
    const page = await open('tools', {}, aManager());
    elementOf(page, 'wx-button').fire('tap');
    await pass();
    expect(phone.backs).toBe(1);
  });
});

describe('the page of a device', () => {
  test('shows what it sent, as text or as digits', async () => {
    cloud.messages = [makeMessage('1', readable('door open'))];
    const page = await open('device', { channel: 'gate' }, aManager());
    expect([phone.titles.at(-1), textOf(page).includes('door open')]).toEqual(['收银台 · 设备工具', true]);
    const [, , digits] = rolesOf(page).filter(({ role, label }) => role === 'tab' && label === '十六进制');
    digits?.fire('tap');
    await pass();
    expect(textOf(page)).toContain('64 6f 6f 72');
    cloud.messages = [];
    await press(page, '刷新');
    expect(textOf(page)).toContain('这段时间没有消息');
    await press(page, '7 天', 'tab');
    expect(answers.inputs('message.list').at(-1)).toMatchObject({ from: Date.now() - 1_000 - 7 * 86_400_000 });
  });

  test('sends data as it is typed, with its bytes beside the field', async () => {
    const page = await open('device', { channel: 'gate' }, aManager());
    await press(page, '发送数据');
    expect(hear(page, 'alert', '写点什么再发').label).toBe('写点什么再发');
    const [field] = elementsOf(page, 'wx-textarea');
    field?.fire('input', { value: '开门' });
    await pass();
    expect(textOf(page)).toContain('6 / 128 字节');
    await press(page, '发送数据');
    expect(cloud.told).toEqual([{ text: '开门' }]);
    expect(textOf(page)).toContain('已交给设备');
  });

  test('sends a command in digits, and shows the reply', async () => {
    cloud.reply = readable('ready');
    const page = await open('device', { channel: 'gate' }, aManager());
    const [, digits] = rolesOf(page).filter(({ role, label }) => role === 'tab' && label === '十六进制');
    digits?.fire('tap');
    await pass();
    elementsOf(page, 'wx-textarea')[1]?.fire('input', { value: '01 ff' });
    await pass();
    await press(page, '发送命令');
    expect(cloud.told).toEqual([{ hex: '01ff' }]);
    expect(textOf(page)).toContain('设备回了 5 B');
    expect(textOf(page)).toContain('ready');
  });

  test('forgets what was typed when it is left', async () => {
    const page = await open('device', { channel: 'gate' }, aManager());
    elementsOf(page, 'wx-textarea')[0]?.fire('input', { value: '开门' });
    (page.instance as unknown as Page).onUnload();
    await pass();
    unmountAll();
    expect(textOf(await open('device', { channel: 'gate' }, aManager()))).toContain('0 / 128 字节');
  });
});

describe('the page of files', () => {
  test('says why no file may be chosen, and takes one once it may', async () => {
    const page = await open('objects', { account: 'a0' });
    const { chooseMessageFile } = wx;
    Object.assign(wx, {
      chooseMessageFile: ({ fail }: Task) =>
        fail({ errMsg: 'chooseMessageFile:fail privacy permission is not authorized' }),
    });
    await press(page, '上传一个文件');
    expect(phone.modals.at(-1)).toMatchObject({
      title: '要先同意隐私保护指引才能选文件',
      content: '过 10 秒再点一次，同意后就能选',
    });
    expect(textOf(page)).not.toContain('菜单.pdf');
    Object.assign(wx, { chooseMessageFile });
    await press(page, '上传一个文件');
    expect(textOf(page)).toContain('菜单.pdf');
  });

  test('uploads a file with measured progress', async () => {
    const page = await open('objects', { account: 'a0' });
    await press(page, '上传一个文件');
    const name = elementsOf(page, 'wx-input').find((each) => each.attribute('aria-label') === '存成什么名字');
    name?.fire('input', { value: '冬季菜单.pdf' });
    await press(page, '上传');
    tell[0]?.({ progress: 50 });
    await pass();
    expect(hear(page, 'progressbar', '进度 冬季菜单.pdf').attribute('aria-valuenow')).toBe(50);
    expect([tasks[0]?.filePath, textOf(page).includes('正在上传 1 KB / 2 KB')]).toEqual(['wxfile://menu', true]);
    tasks[0]?.success({ fileID: 'cloud://env/objects/1.bin' });
    await pass();
    expect([phone.toasts, answers.inputs('object.put').length]).toEqual([['已存到云平台'], 1]);
    expect(rowOf(page, '冬季菜单.pdf')).toContain('2 KB');
    await press(page, '收起');
    expect(labels(page)).toContain('上传一个文件');
  });

  /** The time in it is by the clocks of whoever runs this. */
  const rowOf = (page: Mounted, name: string) => labels(page).find((label) => label.startsWith(`${name} `)) ?? name;

  async function choose(page: Mounted, deed: string): Promise<void> {
    await press(page, rowOf(page, 'menu.pdf'));
    const sheet = elementOf(page, 'van-action-sheet');
    const deeds = sheet.attribute('actions') as readonly { readonly name: string }[];
    const detail = deeds.find(({ name }) => name === deed);
    if (detail === undefined) throw new Error(`no ${deed}`);
    sheet.fire('select', detail);
    await pass();
  }

  test('downloads a file with measured progress, and opens it', async () => {
    const page = await open('objects', { account: 'a0' });
    await choose(page, '下载');
    expect(tasks[0]?.url).toBe('https://files.example/menu.pdf');
    tell[0]?.({ totalBytesWritten: 512, totalBytesExpectedToWrite: 2048 });
    await pass();
    expect(hear(page, 'progressbar', '进度 menu.pdf').attribute('aria-valuenow')).toBe(25);
    tasks[0]?.success({ statusCode: 200, tempFilePath: 'wxfile://tmp/1' });
    await pass();
    await press(page, '打开');
    expect(opened).toEqual(['wxfile://tmp/1']);
  });

  test('removes a file after a question', async () => {
    const page = await open('objects', { account: 'a0' });
    await choose(page, '删除');
    expect(phone.modals[0]?.title).toBe('删除 menu.pdf？');
    expect([phone.toasts, cloud.objects.map(({ name }) => name)]).toEqual([['已删除'], ['open.mp3']]);
  });

  test('that cannot be listed anew stay, say so, and are asked for again', async () => {
    const page = await open('objects', { account: 'a0' });
    answers.refuse('object.remove', 'vendor-unavailable').refuse('object.list', 'no-network');
    await choose(page, '删除');
    expect(textOf(page)).toMatch(/网络连接不上，下面是 .+ 的/);
    expect(rowOf(page, 'menu.pdf')).toContain('2 KB');
    cloud.serve(answers);
    await press(page, '重试');
    expect([textOf(page).includes('下面是'), textOf(page).includes('共 2 个')]).toEqual([false, true]);
  });

  test('that cannot be listed are asked for again', async () => {
    answers.refuse('object.list', 'no-network');
    const page = await open('objects', { account: 'a0' });
    cloud.serve(answers);
    elementOf(page, 'wx-button').fire('tap');
    await pass();
    expect(textOf(page)).toContain('共 2 个');
  });
});
