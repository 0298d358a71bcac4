import { makeAccounts } from '../support/accounts';
import { makeSessionMember } from '../support/cloud';
import { NOON } from '../support/phone';
import { makeAccount } from '../support/upkeep-things';

const HOUR = 3_600_000;

test('each account says whose it is, what is in it, and how it stands', async () => {
  const { accountsPage, cloud } = makeAccounts();
  cloud.accounts = [
    makeAccount('a', { name: '直营店', offers: 3 }),
    makeAccount('b', { vendor: 'onenet', cameras: 0, listedAt: null }),
    makeAccount('c', { vendor: 'ovopark', restsUntil: NOON + HOUR, problem: 'vendor-quota' }),
    makeAccount('d', { problem: 'vendor-auth' }),
    makeAccount('e', { vendor: 'northcam', restsUntil: NOON - HOUR }),
  ];
  await accountsPage.show();

  expect(accountsPage.screen.kind).toBe('content');
  expect(accountsPage.foot).toBe('共 5 个账号');
  expect(accountsPage.rows.map(({ name, line, state, tone }) => [name, line, state, tone])).toEqual([
    ['直营店', '萤石 · 12 个摄像头 · 3 个待处理', '名单读于 今天 14:05', 'good'],
    ['账号 b', 'OneNET · 还没有摄像头', '还没读过它的名单', 'waiting'],
    ['账号 c', '万店掌 · 12 个摄像头', '云平台要我们歇到 今天 15:05，到时自动继续', 'waiting'],
    ['账号 d', '萤石 · 12 个摄像头', '云平台不认这组密钥了。点开，换上新的密钥', 'bad'],
    ['账号 e', 'northcam · 12 个摄像头', '名单读于 今天 14:05', 'good'],
  ]);
});

test('a rest is over without anybody asking again', async () => {
  const { accountsPage, cloud, clock } = makeAccounts();
  cloud.accounts = [makeAccount('a', { restsUntil: NOON + 60_000 })];
  await accountsPage.show();
  await clock.pass(61_000);
  expect(accountsPage.rows[0]?.state).toContain('名单读于');
  accountsPage.hide();
  expect(clock.waiting).toBe(0);
});

test('without accounts the first one is offered', async () => {
  const { accountsPage } = makeAccounts();
  await accountsPage.show();
  expect(accountsPage.screen).toMatchObject({ kind: 'card', act: 'add', button: '添加账号' });
});

test('a manager is told that accounts are for owners, whatever the list says', async () => {
  const { accountsPage, cloud } = makeAccounts({ caller: makeSessionMember({ role: 'manager' }) });
  cloud.accounts = [makeAccount('a')];
  await accountsPage.show();
  expect(accountsPage.screen).toMatchObject({ kind: 'card', act: 'back', title: '只有老板能管账号' });
});

test('a failure says why, and asking again brings the list', async () => {
  const { accountsPage, cloud, answers } = makeAccounts();
  answers.refuse('account.list', 'no-network');
  await accountsPage.show();
  expect(accountsPage.screen).toMatchObject({ kind: 'card', act: 'refresh', title: '网络连接不上' });
  cloud.accounts = [makeAccount('a')];
  cloud.serve(answers);
  await accountsPage.show();
  expect(accountsPage.rows).toHaveLength(1);
});
