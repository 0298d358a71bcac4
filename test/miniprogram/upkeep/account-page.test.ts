import { EZVIZ, HELD, makeAccounts, refusal, TAKEN } from '../support/accounts';
import { makeDeferred } from '../support/answers';
import { makeSessionMember } from '../support/cloud';
import { settled } from '../support/phone';
import { makeAccount } from '../support/upkeep-things';

async function openNew() {
  const kit = makeAccounts();
  await kit.accountPage.open(null);
  return kit;
}

async function openFilled() {
  const kit = await openNew();
  kit.account.draft.rename('直营店');
  kit.account.draft.type('appKey', 'key');
  kit.account.draft.type('appSecret', 'secret');
  return kit;
}

async function openOne(change: Parameters<typeof makeAccount>[1] = {}) {
  const kit = makeAccounts();
  kit.cloud.accounts = [makeAccount('a', { name: '直营店', ...change })];
  await kit.accountPage.open('a');
  return kit;
}

const SENT = { baseUrl: 'https://open.ys7.com', appKey: 'key', appSecret: 'secret' };

describe('a new account', () => {
  test('asks for what its vendor asks for, in words', async () => {
    const { accountPage } = await openNew();
    expect(accountPage.vendors).toEqual([
      { key: 'ezviz', label: '萤石' },
      { key: 'northcam', label: 'northcam' },
    ]);
    expect(accountPage.fields.map(({ label, value }) => [label, value])).toEqual([
      ['接口地址', 'https://open.ys7.com'],
      ['AppKey', ''],
      ['Secret', ''],
      ['云录制空间 ID · 选填', ''],
      ['子账号前缀 · 选填', ''],
      ['子账号有效分钟数 · 选填', ''],
    ]);
  });

  test('says beside a line what is wrong once the line was left, and all of it once it is sent', async () => {
    const { accountPage, account, answers } = await openNew();
    account.draft.type('baseUrl', 'http://open.ys7.com');
    expect(accountPage.fields[0]?.problem).toBe('');
    account.draft.leave('baseUrl');
    expect(accountPage.fields[0]?.problem).toBe('要以 https:// 开头，密钥才不会被人看到');
    expect([accountPage.fields[1]?.problem, accountPage.nameProblem]).toEqual(['', '']);
    expect(await accountPage.add()).toEqual({ text: '还有 4 处要改', over: false });
    expect([accountPage.fields[1]?.problem, accountPage.nameProblem]).toEqual(['这里要填', '名称要 1–40 个字']);
    expect(answers.inputs('account.add')).toEqual([]);
  });

  test('covers a secret unless its button was pressed, and again when the page goes', async () => {
    const { accountPage, account } = await openNew();
    const secret = () => accountPage.fields[2];
    expect(secret()).toMatchObject({ covered: true, toggle: '显示', toggleLabel: '显示 Secret' });
    account.draft.toggle('appSecret');
    expect(secret()).toMatchObject({ covered: false, toggle: '隐藏' });
    accountPage.hide();
    expect(secret()?.covered).toBe(true);
    expect(accountPage.fields[1]).toMatchObject({ covered: false, toggle: '' });
  });

  test('is tried without a name, and says what works and what does not', async () => {
    const { accountPage, account, answers } = await openFilled();
    account.draft.rename('');
    expect(await accountPage.tryOut()).toBeNull();
    expect(answers.inputs('account.check')).toEqual([{ vendor: 'ezviz', credentials: SENT }]);
    expect(accountPage.check).toEqual({
      good: true,
      title: '云平台认这组密钥',
      next: '',
      works: '能用：读名单，看直播，云台',
      lacks: '没有：对讲',
    });
    account.draft.type('appKey', 'another');
    expect(accountPage.check).toBeNull();
  });

  test('that the vendor refuses says so beside the line it names, and is not added', async () => {
    const { accountPage, cloud, answers } = await openFilled();
    cloud.check = refusal('vendor-auth', 'appSecret');
    expect(await accountPage.add()).toBeNull();
    expect(accountPage.fields[2]?.problem).toBe('云平台说这里不对，核对后再试');
    expect(accountPage.check).toMatchObject({ good: false, title: '云平台不认这组密钥', works: '' });
    expect(answers.inputs('account.add')).toEqual([]);
  });

  test('is there after it was added, and no key stays on the phone', async () => {
    const { accountPage, account, answers } = await openFilled();
    expect(await accountPage.add()).toEqual({ text: '已添加，看看里面有什么', over: false });
    expect(answers.inputs('account.add')).toMatchObject([{ vendor: 'ezviz', name: '直营店', credentials: SENT }]);
    expect(accountPage.head).toMatchObject({ name: '直营店', state: '还没读过它的名单' });
    expect(accountPage.title).toBe('直营店');
    expect(account.draft.values).toEqual({});
  });

  test('that was tried is not tried again to be added', async () => {
    const { accountPage, account, answers } = await openFilled();
    await accountPage.tryOut();
    account.draft.rename('另一个名称');
    await accountPage.add();
    expect(answers.inputs('account.check')).toHaveLength(1);
  });

  test('is sent again under the same key after a failure, and under another once it was changed', async () => {
    const { accountPage, account, answers } = await openFilled();
    answers.refuse('account.add', 'timeout');
    expect((await accountPage.add())?.text).toBe('等了 8 秒没有回应。再点一次，不会重复添加');
    await accountPage.add();
    account.draft.rename('加盟店');
    await accountPage.add();
    const keys = answers.inputs('account.add').map(({ requestKey }) => requestKey);
    expect(keys[0]).toBe(keys[1]);
    expect(answers.inputs('account.add').map(({ name }) => name)).toEqual(['直营店', '直营店', '加盟店']);
  });

  test('with keys that another account has names that one, and so when it came first by a moment', async () => {
    const { accountPage, answers, cloud } = await openFilled();
    cloud.check = HELD;
    await accountPage.tryOut();
    const said = {
      good: false,
      title: '「萤石总账号」用的就是这组密钥',
      next: '不用再添加；要换别的账号，填那个账号的密钥',
    };
    expect(accountPage.check).toMatchObject(said);
    expect(await accountPage.add()).toBeNull();
    expect(answers.inputs('account.add')).toEqual([]);

    const late = await openFilled();
    await late.accountPage.tryOut();
    late.answers.refuse('account.add', 'conflict');
    late.cloud.check = HELD;
    expect(await late.accountPage.add()).toBeNull();
    expect(late.accountPage.check).toMatchObject(said);
    late.cloud.check = TAKEN;
    await late.accountPage.tryOut();
    expect(await late.accountPage.add()).toMatchObject({
      text: expect.stringContaining('正在添加同一家的账号') as string,
    });
  });

  test('beyond what can be kept says what to do', async () => {
    const { accountPage, answers } = await openFilled();
    answers.refuse('account.add', 'full');
    expect((await accountPage.add())?.text).toBe('账号已经太多。先移除不用的，再添加');
  });

  test('of another vendor keeps its name and nothing of the keys', async () => {
    const { accountPage, account } = await openFilled();
    account.choose('northcam');
    expect(accountPage.fields.map(({ key, value, choices }) => [key, value, choices])).toEqual([
      ['key', '', []],
      ['method', 'md5', ['md5', 'sha1']],
    ]);
    accountPage.pick('method', 1);
    expect([account.draft.name, account.draft.credentials]).toEqual(['直营店', { method: 'sha1' }]);
    account.choose('ezviz');
    expect(accountPage.fields[2]?.value).toBe('');
  });

  test('that was left leaves nothing, and an answer that comes late changes nothing', async () => {
    const { accountPage, account } = await openFilled();
    const adding = accountPage.add();
    accountPage.leave();
    expect(await adding).toBeNull();
    expect([account.account, account.draft.values, account.draft.name]).toEqual([null, {}, '']);
  });
});

describe('an account that is there', () => {
  test('is renamed, and a name that does not fit is not sent', async () => {
    const { accountPage, answers } = await openOne();
    expect(await accountPage.rename(' ')).toEqual({ text: '名称要 1–40 个字', over: false });
    expect(await accountPage.rename('直营店')).toBeNull();
    expect(await accountPage.rename(' 加盟店 ')).toEqual({ text: '已改名', over: false });
    expect(answers.inputs('account.rename')).toEqual([{ accountId: 'a', name: '加盟店' }]);
    expect(accountPage.head?.name).toBe('加盟店');
  });

  test('has a name of forty characters of any kind, and none that shows nothing', async () => {
    const { accountPage, answers } = await openOne();
    expect((await accountPage.rename('\u200b\u3164'))?.text).toBe('名称要 1–40 个字');
    expect((await accountPage.rename('🐱'.repeat(41)))?.text).toBe('名称要 1–40 个字');
    await accountPage.rename(`${'🐱'.repeat(40)}\u200b`);
    expect(answers.inputs('account.rename')).toEqual([{ accountId: 'a', name: '🐱'.repeat(40) }]);
  });

  test('stays as it was made, whatever a list says that was asked for before', async () => {
    const { accountPage, answers, cloud } = await openOne();
    const before = cloud.accounts;
    const slow = makeDeferred<null>();
    answers.on('account.list', async () => {
      await slow.promise;
      return { accounts: before };
    });
    accountPage.show();
    await accountPage.rename('加盟店');
    slow.resolve(null);
    await settled();
    expect(accountPage.head?.name).toBe('加盟店');
    accountPage.leave();
    accountPage.hide();
  });

  test('is asked about again', async () => {
    const { accountPage, cloud, answers } = await openOne();
    cloud.check = refusal('vendor-unavailable', null);
    await accountPage.askAgain();
    expect(answers.inputs('account.check')).toEqual([{ accountId: 'a' }]);
    expect(accountPage.check).toMatchObject({ good: false, title: '云平台没有回应', next: '核对接口地址，或稍后再试' });
  });

  test('leads to what there is, with how much of it', async () => {
    const { accountPage } = await openOne({ offers: 7 });
    expect(accountPage.see).toBe('看看有什么（7 个待处理）');
  });

  test('gets new keys: nothing of the old is shown, refused ones stay to be put right', async () => {
    const { accountPage, account, cloud, answers } = await openOne();
    account.toggleRotating();
    expect(accountPage.fields.map(({ value }) => value)).toEqual(['https://open.ys7.com', '', '', '', '', '']);
    expect(await accountPage.rotate()).toEqual({ text: '还有 2 处要改', over: false });
    account.draft.type('appKey', 'key');
    account.draft.type('appSecret', 'secret');
    cloud.check = refusal('vendor-auth', 'appKey');
    expect(await accountPage.rotate()).toBeNull();
    expect([account.rotating, accountPage.fields[1]?.value]).toEqual([true, 'key']);
    expect(accountPage.fields[1]?.problem).toBe('云平台说这里不对，核对后再试');
    cloud.check = TAKEN;
    expect(await accountPage.rotate()).toEqual({ text: '已换上新密钥', over: false });
    expect(answers.inputs('account.rotate').at(-1)).toEqual({ accountId: 'a', credentials: SENT });
    expect([account.rotating, account.draft.values]).toEqual([false, {}]);
  });

  test('goes only with its name typed, after words of what goes and what stays', async () => {
    const { accountPage, answers, changes } = await openOne();
    accountPage.removal.toggle();
    expect(accountPage.removal.view).toMatchObject({
      title: '移除「直营店」？',
      what: '它的 12 个摄像头会从这里消失，连同它们的码、分享和收藏的位置。',
      kept: '云平台上的摄像头和录像不受影响，留在原处。',
      ready: false,
    });
    accountPage.removal.type('直营');
    expect(await accountPage.remove()).toBeNull();
    expect(answers.inputs('account.remove')).toEqual([]);
    accountPage.removal.type(' 直营店 ');
    expect(await accountPage.remove()).toEqual({ text: '账号已移除', over: true });
    expect(answers.inputs('account.remove')).toEqual([{ accountId: 'a', name: '直营店' }]);
    expect(changes.count).toBe(1);
  });

  test('that somebody renamed meanwhile is shown as it is, and not removed', async () => {
    const { accountPage, cloud } = await openOne();
    accountPage.removal.toggle();
    accountPage.removal.type('直营店');
    cloud.accounts = [makeAccount('a', { name: '加盟店' })];
    expect((await accountPage.remove())?.text).toContain('对不上');
    expect(accountPage.head?.name).toBe('加盟店');
    expect(accountPage.removal.view?.ready).toBe(false);
  });

  test('stays with its age when it cannot be read anew, with what is being typed, and goes with the right to it', async () => {
    const { accountPage, account, answers, cloud } = await openOne();
    account.toggleRotating();
    answers.refuse('account.list', 'no-network');
    await account.refresh();
    expect([accountPage.screen.kind, accountPage.head?.name, account.rotating]).toEqual(['content', '直营店', true]);
    expect(accountPage.stale).toMatch(/^网络连接不上，下面是 今天 \d\d:\d\d 的$/);
    cloud.serve(answers);
    await account.refresh();
    expect(accountPage.stale).toBe('');
    answers.refuse('account.list', 'permission-denied');
    await account.refresh();
    expect([accountPage.screen.kind, accountPage.head, accountPage.stale]).toEqual(['card', null, '']);
  });

  test('that is gone says so', async () => {
    const { accountPage } = await openOne();
    await accountPage.open('b');
    expect(accountPage.screen).toMatchObject({ kind: 'card', act: 'back', title: '这个账号已不在' });
  });
});

test('whoever is no owner is told so, and a failure can be tried again', async () => {
  const manager = makeAccounts({ caller: makeSessionMember({ role: 'manager' }) });
  await manager.accountPage.open(null);
  expect(manager.accountPage.screen).toMatchObject({ act: 'back', title: '只有老板能管账号' });
  const { accountPage, account, answers } = makeAccounts();
  answers.refuse('vendor.list', 'no-network');
  await accountPage.open(null);
  expect(accountPage.screen).toMatchObject({ act: 'refresh', title: '网络连接不上' });
  answers.on('vendor.list', () => ({ vendors: [EZVIZ] }));
  await account.refresh();
  expect(accountPage.screen.kind).toBe('content');
});
