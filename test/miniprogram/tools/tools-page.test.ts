import { makeDeferred } from '../support/answers';
import { makeChannel } from '../support/cloud';
import { aManager } from '../support/people';
import { makeTools } from '../support/tools';

describe('the page of tools', () => {
  test('shows the one account, or lets one of several be chosen', async () => {
    const { toolsPage, cloud, answers } = makeTools();
    await toolsPage.open(null);
    expect([toolsPage.screen.kind, toolsPage.tabs, toolsPage.accountName]).toEqual(['content', [], '总部']);

    cloud.accounts = [...cloud.accounts, { id: 'a1', name: '分部' }];
    await toolsPage.refresh();
    expect(toolsPage.tabs).toEqual([
      { key: 'a0', label: '总部' },
      { key: 'a1', label: '分部' },
    ]);
    await toolsPage.choose('a1');
    expect(toolsPage.accountName).toBe('分部');
    expect(answers.inputs('encryption.read').at(-1)).toEqual({ accountId: 'a1' });
    expect(answers.inputs('channel.list').at(-1)).toEqual({ accountId: 'a1', limit: 50 });
  });

  test('opens with the account that it was asked for, if that is there', async () => {
    const { toolsPage, cloud } = makeTools();
    cloud.accounts = [...cloud.accounts, { id: 'a1', name: '分部' }];
    await toolsPage.open('a1');
    expect(toolsPage.accountId).toBe('a1');
    await toolsPage.open('gone');
    expect(toolsPage.accountId).toBe('a0');
  });

  test('says so where there is no account, where it is not for the caller, and where it cannot be known', async () => {
    const none = makeTools();
    none.cloud.accounts = [];
    await none.toolsPage.open(null);
    expect(none.toolsPage.screen).toMatchObject({ kind: 'card', act: 'back', title: '没有带工具的账号' });
    expect(none.answers.inputs('encryption.read')).toEqual([]);

    const { toolsPage } = makeTools({ caller: aManager() });
    await toolsPage.open(null);
    expect(toolsPage.screen).toMatchObject({ kind: 'card', act: 'back', title: '这里只有老板能看' });

    const failing = makeTools();
    failing.answers.refuse('tool.accounts', 'no-network');
    await failing.toolsPage.open(null);
    expect(failing.toolsPage.screen).toMatchObject({ kind: 'card', act: 'refresh', title: '网络连接不上' });
  });
});

describe('encryption', () => {
  test('is read, and turned on after a question that tells the consequence', async () => {
    const { toolsPage, cloud } = makeTools();
    await toolsPage.open(null);
    expect(toolsPage.encryption).toMatchObject({ state: '没有打开', tone: 'good', button: '打开加密', off: false });
    expect(toolsPage.question?.title).toBe('打开 总部 的视频加密？');
    expect(toolsPage.question?.content).toContain('rtmpe');

    expect(await toolsPage.turn()).toBe('加密已打开');
    expect(cloud.encrypted).toBe(true);
    expect(toolsPage.encryption).toMatchObject({ state: '已打开', tone: 'bad', button: '关闭加密' });
    expect(await toolsPage.turn()).toBe('加密已关闭');
    expect(cloud.encrypted).toBe(false);
  });

  test('is changed once at a time, and says that it is', async () => {
    const { toolsPage, answers } = makeTools();
    await toolsPage.open(null);
    const slow = makeDeferred<null>();
    answers.on('encryption.set', () => slow.promise);
    const turning = toolsPage.turn();
    expect(toolsPage.encryption).toMatchObject({ button: '正在打开', off: true });
    expect(await toolsPage.turn()).toBeNull();
    slow.resolve(null);
    expect(await turning).toBe('加密已打开');
    expect(answers.inputs('encryption.set')).toHaveLength(1);
  });

  test('whose change was not answered is shown as the vendor says it is', async () => {
    const { toolsPage, cloud, answers } = makeTools();
    await toolsPage.open(null);
    answers.on('encryption.set', ({ on }) => {
      cloud.encrypted = on;
      return Promise.reject(new Error('lost'));
    });
    expect(await toolsPage.turn()).toBe('加密已打开');
    expect(toolsPage.encryption.state).toBe('已打开');
    answers.refuse('encryption.set', 'internal');
    expect(await toolsPage.turn()).toContain('没有办成');
    expect(toolsPage.encryption.state).toBe('已打开');
  });

  test.each(['internal', 'timeout', 'vendor-unavailable'] as const)(
    'of which nobody can say whether it was changed (%s) is not said not to be',
    async (code) => {
      const { toolsPage, answers } = makeTools();
      await toolsPage.open(null);
      answers.refuse('encryption.set', code).refuse('encryption.read', code);
      expect(await toolsPage.turn()).toMatch(/，可能已经办好。重试一下，看看现在的样子$/);
      expect(toolsPage.encryption.button).toBe('重试');
    },
  );

  test('that cannot be read says why, and nothing is asked before it is read again', async () => {
    const { toolsPage, encryption, cloud, answers } = makeTools();
    answers.refuse('encryption.read', 'vendor-unavailable');
    await toolsPage.open(null);
    expect(toolsPage.encryption).toMatchObject({ state: '问不到：云平台没有回应。等一会儿再试', button: '重试' });
    expect([toolsPage.question, await toolsPage.turn()]).toEqual([null, null]);
    cloud.serve(answers);
    await encryption.refresh();
    expect(toolsPage.encryption.state).toBe('没有打开');
  });

  test('of an account that was left does not show on the next', async () => {
    const { toolsPage, cloud, answers } = makeTools();
    cloud.accounts = [...cloud.accounts, { id: 'a1', name: '分部' }];
    await toolsPage.open(null);
    const slow = makeDeferred<null>();
    answers.on('encryption.set', () => slow.promise);
    const turning = toolsPage.turn();
    await toolsPage.choose('a1');
    slow.resolve(null);
    expect(await turning).toBeNull();
    expect(toolsPage.encryption.state).toBe('没有打开');
  });
});

test('nothing of one account stands beside the name of the next, and a yes holds for what was asked only', async () => {
  const { toolsPage, cloud, answers } = makeTools();
  cloud.accounts = [...cloud.accounts, { id: 'a1', name: '分部' }];
  cloud.encrypted = true;
  await toolsPage.open('a0');
  const asked = toolsPage.question;
  expect(asked?.title).toContain('总部');
  toolsPage.leave();
  const opening = toolsPage.open('a1');
  expect([toolsPage.encryption.button, toolsPage.question, toolsPage.rows]).toEqual(['', null, []]);
  await opening;
  expect(toolsPage.question?.title).toContain('分部');
  expect(await toolsPage.turn(asked)).toBeNull();
  expect(answers.inputs('encryption.set')).toEqual([]);
});

test('a page that was left asks for nothing more', async () => {
  const { toolsPage, answers } = makeTools();
  const opening = toolsPage.open(null);
  toolsPage.leave();
  await opening;
  expect(answers.inputs('encryption.read')).toEqual([]);
});

describe('the cameras of an account', () => {
  test('come in pages, and are searched for', async () => {
    const { toolsPage, cameras, cloud, clock, answers } = makeTools();
    cloud.cameras = Array.from({ length: 70 }, (_, n) => makeChannel(`c${n}`, { name: `摄像头 ${n}` }));
    await toolsPage.open(null);
    expect([toolsPage.rows.length, toolsPage.more]).toEqual([50, '再看一些']);
    await toolsPage.goOn();
    expect([toolsPage.rows.length, toolsPage.more]).toEqual([70, '']);

    cameras.search.type('69');
    await clock.pass(1_000);
    expect(toolsPage.rows).toMatchObject([{ key: 'c69', label: '摄像头 69 南京路店' }]);
    expect(answers.inputs('channel.list').at(-1)).toEqual({ accountId: 'a0', limit: 50, query: '69' });
    cameras.search.type('没有');
    await clock.pass(1_000);
    expect(toolsPage.note).toBe('没有符合的摄像头');
  });

  test('are not searched for what was typed at another account', async () => {
    const { toolsPage, cameras, clock, answers } = makeTools();
    await toolsPage.open(null);
    cameras.search.type('69');
    await toolsPage.open(null);
    await clock.pass(1_000);
    expect(answers.inputs('channel.list').at(-1)).toEqual({ accountId: 'a0', limit: 50 });
  });

  test('that do not come say why, and are asked for again', async () => {
    const { toolsPage, cloud, answers } = makeTools();
    answers.refuse('channel.list', 'no-network');
    await toolsPage.open(null);
    expect([toolsPage.note, toolsPage.more]).toEqual(['没有取到：网络连接不上。检查手机的网络，然后重试', '重试']);
    cloud.serve(answers);
    await toolsPage.goOn();
    expect([toolsPage.note, toolsPage.rows.length]).toEqual(['', 2]);
    cloud.cameras = [];
    await toolsPage.refresh();
    expect(toolsPage.note).toBe('这个账号还没有摄像头在这里');
  });
});
