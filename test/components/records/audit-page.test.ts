import type { AuditEntry } from '../../../typings/contract/audit';
import { Answers } from '../../miniprogram/support/answers';
import { FakeAudit, makeEntries, makeEntry, ZHOU } from '../../miniprogram/support/audit';
import { makeSessionMember, NOTICE } from '../../miniprogram/support/cloud';
import { NOON } from '../../miniprogram/support/phone';
import { serveCalls } from '../../miniprogram/support/serve-calls';
import { mount, restartApp, tapOn, textOf, unmountAll, type Mounted } from '../../support/mount';
import { elementOf, hear, rolesOf } from '../../support/screen-reader';

interface Page {
  onLoad(query: object): void;
  onShow(): void;
  onUnload(): void;
  setData(data: object, drawn?: () => void): void;
}
interface Writing {
  readonly filePath: string;
  readonly data: string;
  readonly success: () => void;
}

const files = new Map<string, string>();
const sent: string[] = [];
const titles: string[] = [];
let drawn: object[] = [];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  files.clear();
  sent.length = 0;
  titles.length = 0;
  drawn = [];
  Object.assign(wx, {
    env: { USER_DATA_PATH: 'usr:' },
    canIUse: () => true,
    getFileSystemManager: () => ({
      writeFile({ filePath, data, success }: Writing) {
        files.set(filePath, data);
        success();
      },
      appendFile({ filePath, data, success }: Writing) {
        files.set(filePath, `${files.get(filePath) ?? ''}${data}`);
        success();
      },
      unlink: ({ filePath }: { filePath: string }) => files.delete(filePath),
    }),
    shareFileMessage({ filePath, fileName, success }: Record<'filePath' | 'fileName', string> & Writing) {
      sent.push(`${fileName}: ${files.get(filePath) ?? ''}`);
      success();
    },
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getWindowInfo: () => ({ windowWidth: 375, windowHeight: 700, pixelRatio: 2 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    vibrateShort: () => undefined,
    setNavigationBarTitle: ({ title }: { title: string }) => titles.push(title),
  });
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

async function open(entries: readonly AuditEntry[]) {
  const cloud = new FakeAudit(entries);
  const answers = cloud.serve(new Answers());
  const member = makeSessionMember();
  answers.on('session.start', () => ({ visitorCode: ZHOU.visitorCode, member, notice: NOTICE, now: NOON }));
  serveCalls(answers);
  const page = mount('records/pages/audit/audit', {}, (component) => {
    const instance = component.instance as unknown as Page;
    const setData = instance.setData.bind(instance);
    instance.setData = (data, done) => {
      drawn.push(data);
      setData(data, done);
    };
  });
  const instance = page.instance as unknown as Page;
  instance.onLoad({});
  instance.onShow();
  await pass(1_000);
  return { page, instance, answers, cloud };
}

const labels = (page: Mounted, role: string) => rolesOf(page).flatMap((each) => (each.role === role ? each.label : []));

test('entries stand under their days, each as one thing to hear', async () => {
  const yesterday = makeEntry('e2', { at: NOON - 86_400_000, action: 'ptz.hold', kind: 'ptz', detail: 'up' });
  const { page } = await open([makeEntry('e1', { result: 'device-offline' }), yesterday]);
  expect(titles.at(-1)).toBe('操作记录');
  expect(labels(page, 'heading')).toEqual(expect.arrayContaining(['今天', '昨天']));
  expect(labels(page, 'button')).toEqual(
    expect.arrayContaining([
      '今天，14:05:00，小吴 打开实时画面，收银台 · 南京路店，没成：摄像头离线',
      '昨天，14:05:00，小吴 按住转动，收银台 · 南京路店 · 向上',
    ]),
  );
  expect(textOf(page)).toContain('没有更早的了。记录保留 180 天');
});

test('the end of the list fetches more, of which only what is near the screen is drawn', async () => {
  const { page } = await open(makeEntries(200));
  const listed = () => labels(page, 'button').filter((label) => label.includes('打开实时画面')).length;
  expect(listed()).toBeLessThan(30);
  drawn = [];
  for (let times = 0; times < 2; times += 1) {
    elementOf(page, 'wx-scroll-view').fire('scrolltolower');
    await pass(100);
  }
  expect(drawn.flatMap((data) => Object.keys(data)).filter((path) => path.startsWith('rows'))).toEqual([]);
  expect(listed()).toBeLessThan(30);
  expect(textOf(page)).toContain('这里已有 150 条');
  tapOn(page, '看更早的');
  await pass(100);
  expect(textOf(page)).toContain('下面是更早的记录');
  tapOn(page, '回到最新');
  await pass(100);
  expect(textOf(page)).not.toContain('下面是更早的记录');
});

test('pulled down, the newest are read', async () => {
  const { page, cloud } = await open(makeEntries(1));
  cloud.entries = [makeEntry('new', { cameraName: '新来的' }), ...cloud.entries];
  elementOf(page, 'wx-scroll-view').fire('refresherrefresh');
  await pass(100);
  expect(textOf(page)).toContain('新来的');
  expect(elementOf(page, 'wx-scroll-view').attribute('refresher-triggered')).toBe(false);
});

test('a kind is chosen from a sheet, and taken off again', async () => {
  const { page, answers } = await open([makeEntry('e1'), makeEntry('e2', { kind: 'talk', action: 'talk.send' })]);
  hear(page, 'button', '看哪类操作').fire('tap');
  await pass(500);
  hear(page, 'radio', '对讲').fire('tap');
  await pass(500);
  expect(answers.inputs('audit.list').at(-1)).toEqual({ kind: 'talk' });
  expect(textOf(page)).not.toContain('打开实时画面');
  hear(page, 'button', '不再按类别筛选').fire('tap');
  await pass(500);
  expect(textOf(page)).toContain('打开实时画面');
});

test('a day is chosen with the phone’s own picker, as far back as entries are kept', async () => {
  const { page, answers } = await open(makeEntries(1));
  const picker = elementOf(page, 'wx-picker');
  expect([picker.attribute('start'), picker.attribute('end')]).toEqual(['2026-05-24', '2026-11-20']);
  picker.fire('change', { value: '2026-11-19' });
  await pass(500);
  expect(answers.inputs('audit.list').at(-1)).toEqual({ day: '2026-11-19' });
  tapOn(page, '全部取消');
  await pass(500);
  expect(answers.inputs('audit.list').at(-1)).toEqual({});
});

test('an entry leads to all of its person', async () => {
  const { page, answers } = await open(makeEntries(1));
  const [row] = labels(page, 'button').filter((label) => label.includes('打开实时画面'));
  hear(page, 'button', row ?? '').fire('tap');
  await pass(300);
  elementOf(page, 'van-action-sheet').fire('select', { name: '只看小吴', act: 'person' });
  await pass(300);
  expect(answers.inputs('audit.list').at(-1)).toEqual({ memberId: 'm2' });
  expect(labels(page, 'button')).toContain('人员：小吴，更改');
});

test('the file is made at one tap and handed on at the next', async () => {
  const { page, instance } = await open(makeEntries(3));
  tapOn(page, '导出 CSV');
  await pass(100);
  expect(textOf(page)).toContain('已导出 3 条');
  tapOn(page, '发给微信好友或文件传输助手');
  await pass(100);
  expect(sent).toEqual(['操作记录 2026-11-20.csv: \uFEFF时间\r\ne0\r\ne1\r\ne2\r\n']);
  expect(textOf(page)).toContain('已发出，3 条');
  expect(files.size).toBe(0);
  instance.onUnload();
});

test('nothing that fits says so, with a way back to everything', async () => {
  const { page } = await open(makeEntries(1));
  hear(page, 'button', '看哪类操作').fire('tap');
  await pass(500);
  hear(page, 'radio', '分享').fire('tap');
  await pass(500);
  expect(textOf(page)).toContain('没有符合的记录');
  tapOn(page, '看全部');
  await pass(500);
  expect(textOf(page)).toContain('打开实时画面');
});
