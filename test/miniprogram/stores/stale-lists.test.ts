import type { Action } from '../../../typings/contract/calls';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import { makeAccounts, makeNew } from '../support/accounts';
import type { Answers } from '../support/answers';
import { makeNoticesRig } from '../support/care';
import { makeInvite, makeMember, makePeople } from '../support/people';
import { makePictures, openGallery } from '../support/pictures';
import { makeTools } from '../support/tools';
import { makeUpkeep } from '../support/upkeep';
import { makeAccount } from '../support/upkeep-things';

interface Listed {
  readonly answers: Answers;
  readonly action: Action;
  /** Answers as before. */
  readonly serve: () => void;
  readonly page: {
    show(): Promise<void>;
    readonly screen: { readonly kind: string; readonly title?: string };
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
  [
    'the files of an account',
    async (isEmpty) => {
      const { answers, cloud, objects, objectsPage: page } = makeTools();
      if (isEmpty) cloud.objects = [];
      await page.open('a0');
      return { answers, action: 'object.list', serve: () => cloud.serve(answers), page: shown(page, objects.refresh) };
    },
  ],
  [
    'the offers of an account',
    async (isEmpty) => {
      const { answers, cloud, importPage: page } = makeAccounts();
      cloud.accounts = [makeAccount('a0')];
      cloud.offers = isEmpty ? [] : [makeNew('1')];
      const show = () => page.show('a0');
      return { answers, action: 'offer.list', serve: () => cloud.serve(answers), page: shown(page, show) };
    },
  ],
  [
    'the pictures of a camera',
    async (isEmpty) => {
      const { answers, gallery, page, vendor } = await openGallery(isEmpty ? [] : makePictures(3));
      return {
        answers,
        action: 'picture.list',
        serve: () => vendor.serve(answers),
        page: shown(page, gallery.refresh),
      };
    },
  ],
  [
    'the notices',
    async () => {
      const { answers, cloud, notices, page } = makeNoticesRig();
      const serve = () => void answers.on('notice.read', () => cloud.state);
      return { answers, action: 'notice.read', serve, page: shown(page, notices.open, () => page.kinds) };
    },
  ],
];

/** A page whose list is brought by something else than by its coming to the front. */
function shown(
  page: Pick<Listed['page'], 'screen' | 'stale'> & Partial<Pick<Listed['page'], 'rows'>>,
  show: () => Promise<void>,
  rows = () => page.rows ?? [],
): Listed['page'] {
  return {
    show,
    get screen() {
      return page.screen;
    },
    get rows() {
      return rows();
    },
    get stale() {
      return page.stale;
    },
  };
}

describe.each(PAGES)('the list of %s', (_, make) => {
  test.each<[FailureCode, string]>([
    ['no-network', '网络连接不上'],
    ['timeout', '等了 8 秒没有回应'],
  ])('stays with its age when it cannot be read anew: %s', async (code, title) => {
    const { answers, action, serve, page } = await make(false);
    await page.show();
    const { rows } = page;
    const { kind } = page.screen;
    expect([kind === 'card', rows.length > 0, page.stale]).toEqual([false, true, '']);
    answers.refuse(action, code);
    await page.show();
    expect([page.screen.kind, page.rows]).toEqual([kind, rows]);
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
    answers.refuse(action, 'no-network');
    await page.show();
    expect(page.screen.title ?? page.stale).toMatch(/^网络连接不上/);
  });
});
