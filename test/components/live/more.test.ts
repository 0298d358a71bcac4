import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { makeSwitches, UNREADABLE } from '../../miniprogram/support/switches';
import { mount, settle, textOf, unmountAll } from '../../support/mount';
import { hear, rolesOf } from '../../support/screen-reader';

afterEach(unmountAll);

const words = dictionaries['zh-CN'].more;

/** The list of switches as the page shows it. */
async function switchList(rig: ReturnType<typeof makeSwitches>, editable = true) {
  await rig.switches.open();
  const list = mount('live/components/switch-list/switch-list', {
    words,
    rows: rig.rows(),
    note: rig.note(),
    editable,
  });
  const told: unknown[] = [];
  list.addEventListener('set', ({ detail }) => told.push(detail));
  return { list, told };
}

describe('switches', () => {
  test('a switch tells that it is one, how it stands and what it means, and a finger turns it', async () => {
    const { list, told } = await switchList(makeSwitches());
    const mask = hear(list, 'switch', '镜头遮蔽');
    expect([mask.attribute('aria-checked'), mask.attribute('aria-disabled')]).toEqual([false, false]);
    expect(textOf(list)).toContain('打开后镜头被盖住，谁都看不到画面');
    mask.fire('tap');
    await settle();
    expect(told).toEqual([{ name: 'mask', key: 'on' }]);
  });

  test('one that is on is turned off', async () => {
    const rig = makeSwitches();
    await rig.switches.set({ name: 'mask', on: true });
    const { list, told } = await switchList(rig);
    const mask = hear(list, 'switch', '镜头遮蔽');
    expect(mask.attribute('aria-checked')).toBe(true);
    expect(textOf(list)).toContain('已打开镜头遮蔽');
    mask.fire('tap');
    await settle();
    expect(told).toEqual([{ name: 'mask', key: 'off' }]);
  });

  test('each way of a mirror is a button of its own', async () => {
    const { list, told } = await switchList(makeSwitches());
    for (const axis of ['左右翻转', '上下翻转', '上下左右翻转']) hear(list, 'button', `镜像翻转：${axis}`).fire('tap');
    await settle();
    expect(told).toEqual([
      { name: 'mirror', key: 'horizontal' },
      { name: 'mirror', key: 'vertical' },
      { name: 'mirror', key: 'both' },
    ]);
  });

  test('what nobody can read is no switch but two buttons, and says so', async () => {
    const { list, told } = await switchList(makeSwitches(UNREADABLE));
    expect(rolesOf(list).filter(({ role }) => role === 'switch')).toEqual([]);
    expect(textOf(list)).toContain('云平台不告诉它现在是开还是关');
    hear(list, 'button', '摄像头：关闭').fire('tap');
    hear(list, 'button', '码流级别：高清').fire('tap');
    await settle();
    expect(told).toEqual([
      { name: 'camera', key: 'off' },
      { name: 'level', key: '3' },
    ]);
  });

  test('what is under way says so, and another tap is not told', async () => {
    const rig = makeSwitches();
    await rig.switches.open();
    rig.answers.on('switch.set', () => new Promise(() => undefined));
    void rig.switches.set({ name: 'mask', on: true });
    const { list, told } = await switchList(rig);
    const mask = hear(list, 'switch', '镜头遮蔽');
    expect([mask.attribute('aria-checked'), mask.attribute('aria-disabled')]).toEqual([true, true]);
    expect(textOf(list)).toContain('正在打开镜头遮蔽');
    mask.fire('tap');
    await settle();
    expect(told).toEqual([]);
  });

  test('who may not change them sees how they stand', async () => {
    const { list, told } = await switchList(makeSwitches(undefined, false), false);
    const mask = hear(list, 'switch', '镜头遮蔽');
    expect([mask.attribute('aria-checked'), mask.attribute('aria-disabled')]).toEqual([false, true]);
    expect(textOf(list)).toContain('开关只有店长和老板能改');
    mask.fire('tap');
    await settle();
    expect(told).toEqual([]);
  });

  test('states that could not be read are asked for again by a button', async () => {
    const list = mount('live/components/switch-list/switch-list', { words, note: '没读到', again: '重试' });
    let asked = 0;
    list.addEventListener('retry', () => (asked += 1));
    hear(list, 'button', '重试').fire('tap');
    await settle();
    expect(asked).toBe(1);
  });
});

describe('stills', () => {
  const bar = (properties: object) => {
    const component = mount('live/components/snapshot-bar/snapshot-bar', { words, ...properties });
    const told: string[] = [];
    for (const name of ['take', 'gallery', 'act']) component.addEventListener(name, () => told.push(name));
    return { component, told };
  };

  test('the buttons tell what is wanted', async () => {
    const view = { line: '没有相册权限', tone: 'bad', act: 'settings', actLabel: '去设置' };
    const { component, told } = bar({ gallery: true, view });
    for (const label of ['截图', '图库', '去设置']) hear(component, 'button', label).fire('tap');
    await settle();
    expect(told).toEqual(['take', 'gallery', 'act']);
    expect(hear(component, 'status', '没有相册权限').attribute('aria-live')).toBe('polite');
  });

  test('while one is taken another tap is not told, and without a gallery there is no button for it', async () => {
    const { component, told } = bar({ busy: true });
    const take = hear(component, 'button', '截图');
    expect(take.attribute('aria-disabled')).toBe(true);
    take.fire('tap');
    await settle();
    expect(told).toEqual([]);
    expect(rolesOf(component).map(({ label }) => label)).not.toContain('图库');
  });
});

describe('ways for those who manage', () => {
  test('each is a link that says where it leads', async () => {
    const rows = [
      { key: 'watching', ...words.watchers },
      { key: 'code', ...words.code },
    ];
    const list = mount('live/components/link-list/link-list', { rows });
    const told: unknown[] = [];
    list.addEventListener('open', ({ detail }) => told.push(detail));
    hear(list, 'link', '谁在看 现在有谁在看这个摄像头').fire('tap');
    hear(list, 'link', '摄像头的码 贴在摄像头旁边，同事一扫就看').fire('tap');
    await settle();
    expect(told).toEqual([{ key: 'watching' }, { key: 'code' }]);
  });
});
