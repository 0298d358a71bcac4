import type { Action } from '../../../typings/contract/calls';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import { makeAccounts } from '../support/accounts';
import type { Answers } from '../support/answers';
import { makeInvite, makeMember, makePeople } from '../support/people';
import { makeUpkeep } from '../support/upkeep';
import { makeAccount } from '../support/upkeep-things';

interface Listed {
  readonly answers: Answers;
  readonly action: Action;
  /** Answers as before. */
  readonly serve: () => void;
  readonly page: {
    show(): Promise<void>;
    readonly screen: { readonly kind: string };
    readonly rows: readonly object[];
    readonly stale: string;
  };
}

const PAGES: readonly (readonly [string, (isEmpty: boolean) => Promise<Listed>])[] = [
  [
    'the people',
    async (isEmpty) => {
      const { answers, people, membersPage } = makePeople({ members: isEmpty ? [] : [makeMember('m1')] });
      return { answers, action: 'member.list', serve: () => people.serve(answers), page: membersPage };
    },
  ],
  [
    'the invitations',
    async (isEmpty) => {
      const { answers, people, invitesPage } = makePeople();
      people.invites = isEmpty ? [] : [makeInvite('i1')];
      return { answers, action: 'invite.list', serve: () => people.serve(answers), page: invitesPage };
    },
  ],
  [
    'the accounts',
    async (isEmpty) => {
      const { answers, cloud, accountsPage } = makeAccounts();
      cloud.accounts = isEmpty ? [] : [makeAccount('a0')];
      return { answers, action: 'account.list', serve: () => cloud.serve(answers), page: accountsPage };
    },
  ],
  [
    'the stores',
    async (isEmpty) => {
      const { answers, upkeep, storesPage } = await makeUpkeep();
      if (isEmpty) upkeep.stores = [];
      return { answers, action: 'store.manage', serve: () => upkeep.serve(answers), page: storesPage };
    },
  ],
];

describe.each(PAGES)('the list of %s', (_, make) => {
  test.each<[FailureCode, string]>([
    ['no-network', '网络连接不上'],
    ['timeout', '等了 8 秒没有回应'],
  ])('stays with its age when it cannot be read anew: %s', async (code, title) => {
    const { answers, action, serve, page } = await make(false);
    await page.show();
    const { rows } = page;
    expect([page.screen.kind, rows.length > 0, page.stale]).toEqual(['content', true, '']);
    answers.refuse(action, code);
    await page.show();
    expect([page.screen.kind, page.rows]).toEqual(['content', rows]);
    expect(page.stale).toMatch(new RegExp(`^${title}.*，下面是 今天 \\d\\d:\\d\\d 的$`));
    serve();
    await page.show();
    expect(page.stale).toBe('');
  });

  test('goes when the cloud says that it is not for this person any more', async () => {
    const { answers, action, page } = await make(false);
    await page.show();
    answers.refuse(action, 'permission-denied');
    await page.show();
    expect([page.screen.kind, page.stale]).toEqual(['card', '']);
  });

  test('is not called empty when it could not be read anew', async () => {
    const { answers, action, page } = await make(true);
    await page.show();
    expect(page.screen).toMatchObject({ kind: 'card' });
    answers.refuse(action, 'no-network');
    await page.show();
    expect(page.screen).toMatchObject({ kind: 'card', act: 'refresh', button: '重试' });
  });
});
