import type {
  Account,
  AccountCheck,
  CredentialField,
  Listing,
  ManagedStore,
  Offer,
  OfferKind,
  VendorForm,
} from '../../../typings/contract/upkeep';
import { dictionaries, type Dictionary } from '../../../miniprogram/upkeep/i18n/index';
import { AccountPage } from '../../../miniprogram/upkeep/stores/account-page';
import { AccountStore } from '../../../miniprogram/upkeep/stores/account-store';
import { AccountsPage } from '../../../miniprogram/upkeep/stores/accounts-page';
import { createAccountsStore } from '../../../miniprogram/upkeep/stores/accounts-store';
import { ImportPage } from '../../../miniprogram/upkeep/stores/import-page';
import { ListingFollower } from '../../../miniprogram/upkeep/stores/listing-follower';
import { OffersStore } from '../../../miniprogram/upkeep/stores/offers-store';
import { StoresStore } from '../../../miniprogram/upkeep/stores/stores-store';
import { SessionStore } from '../../../miniprogram/stores/session-store';
import { Ticking } from '../../../miniprogram/stores/ticking';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import { Answers } from './answers';
import { NOTICE } from './cloud';
import { anOwner } from './people';
import { FakeClock, NOON, SHANGHAI } from './phone';
import { makeAccount, makeStore } from './upkeep-things';

export const makeField = (
  name: string,
  kind: CredentialField['kind'] = 'text',
  change: Partial<CredentialField> = {},
): CredentialField => ({ name, kind, required: true, choices: [], preset: null, ...change });

/** As EZVIZ asks for them, and one of a vendor that nobody has words for. */
export const EZVIZ: VendorForm = {
  id: 'ezviz',
  adding: 'label',
  fields: [
    makeField('baseUrl', 'address', { preset: 'https://open.ys7.com' }),
    makeField('appKey'),
    makeField('appSecret', 'secret'),
    makeField('recordingProject', 'text', { required: false }),
    makeField('subAccount.prefix'),
    makeField('subAccount.lifeMinutes', 'number', { required: false }),
  ],
};
export const NORTHCAM: VendorForm = {
  id: 'northcam',
  adding: null,
  fields: [makeField('key', 'secret'), makeField('method', 'choice', { choices: ['md5', 'sha1'], preset: 'md5' })],
};

interface NewOffer {
  readonly group?: string | null;
  readonly storeId?: string | null;
  readonly offline?: boolean;
}

export const makeNew = (id: string, { group = null, storeId = null, offline = false }: NewOffer = {}): Offer => ({
  ...{ id, name: `摄像头 ${id}`, label: `00${id}`, offline },
  ...{ kind: 'new', group, storeId },
});
export const makeRenamed = (id: string, newName: string): Offer => ({
  ...{ id, name: `摄像头 ${id}`, label: `00${id}`, offline: false },
  ...{ kind: 'renamed', storeId: 's0', newName },
});
export const makeGone = (id: string): Offer => ({
  ...{ id, name: `摄像头 ${id}`, label: `00${id}`, offline: true },
  ...{ kind: 'gone', storeId: 's0' },
});

export const TAKEN: AccountCheck = { problem: null, works: ['list', 'live', 'ptz'], lacks: ['talk'] };
export const refusal = (code: 'vendor-auth' | 'vendor-unavailable', field: string | null): AccountCheck => ({
  problem: { code, field },
  works: [],
  lacks: [],
});
export const HELD: AccountCheck = {
  problem: { code: 'conflict', field: null, heldBy: '萤石总账号' },
  works: [],
  lacks: [],
};
export const makeListing = (change: Partial<Listing> = {}): Listing => ({
  ...{ state: 'idle', seen: 40, startedAt: NOON - 120_000, finishedAt: NOON - 60_000, problem: null },
  ...change,
});

/** A cloud with accounts, that does what it is asked to. */
export class FakeAccounts {
  accounts: readonly Account[] = [];
  offers: readonly Offer[] = [];
  stores: readonly ManagedStore[] = [makeStore('s0'), makeStore('s1')];
  check: AccountCheck = TAKEN;
  listing: Listing = makeListing();
  pageSize = 100;
  private readonly made = new Map<string, Account>();

  serve(answers: Answers): Answers {
    return answers
      .on('vendor.list', () => ({ vendors: [EZVIZ, NORTHCAM] }))
      .on('account.list', () => ({ accounts: this.accounts }))
      .on('account.check', () => this.check)
      .on('account.add', ({ vendor, name, requestKey }) => {
        const account =
          this.made.get(requestKey) ?? makeAccount(`a${this.made.size}`, { vendor, name, listedAt: null });
        if (!this.made.has(requestKey)) this.accounts = [...this.accounts, account];
        this.made.set(requestKey, account);
        return account;
      })
      .on('account.rename', ({ accountId, name }) => {
        this.accounts = this.accounts.map((each) => (each.id === accountId ? { ...each, name } : each));
        return this.find(accountId);
      })
      .on('account.rotate', () => this.check)
      .on('account.remove', ({ accountId, name }) => {
        if (this.find(accountId).name !== name) throw new CallFailed('conflict', 'R1', null);
        this.accounts = this.accounts.filter(({ id }) => id !== accountId);
        return null;
      })
      .on('store.manage', () => ({ stores: this.stores }))
      .on('import.check', () => this.listing)
      .on('import.refresh', () => this.listing)
      .on('offer.list', ({ kind, cursor }) => this.page(kind ?? 'new', Number(cursor ?? 0)))
      .on('offer.take', ({ offers }) => {
        const known = new Set(this.offers.map(({ id }) => id));
        const taken = offers.map(({ id }) => id).filter((id) => known.has(id));
        this.offers = this.offers.filter(({ id }) => !taken.includes(id));
        return { taken };
      });
  }

  private page(kind: OfferKind, from: number) {
    const count = (each: OfferKind) => this.offers.filter((offer) => offer.kind === each).length;
    const all = this.offers.filter((offer) => offer.kind === kind);
    const end = from + this.pageSize;
    const counts = { new: count('new'), renamed: count('renamed'), gone: count('gone') };
    return { offers: all.slice(from, end), counts, next: end < all.length ? String(end) : null };
  }

  private find(accountId: string): Account {
    const found = this.accounts.find(({ id }) => id === accountId);
    if (found === undefined) throw new CallFailed('not-found', 'R1', null);
    return found;
  }
}

/** The stores and pages of accounts, as one phone has them. */
export function makeAccounts({ caller = anOwner() } = {}) {
  const cloud = new FakeAccounts();
  const answers = cloud.serve(new Answers());
  answers.on('session.start', () => ({ visitorCode: 'K7M2QX', member: caller, notice: NOTICE, now: NOON }));
  const clock = new FakeClock();
  const { call } = answers;
  const session = new SessionStore({ call });
  const words = (): Dictionary => dictionaries['zh-CN'];
  const changes = { count: 0 };
  const onChanged = () => void (changes.count += 1);
  const telling = () => ({ session, clock, ticking: new Ticking(clock), zone: SHANGHAI, words });
  const accounts = createAccountsStore({ call, clock });
  const account = new AccountStore({ call, clock, onChanged, random: () => 0.5 });
  const offers = new OffersStore({ call, clock, onChanged });
  const listing = new ListingFollower({ call, clock, onRead: () => void offers.refresh() });
  return {
    ...{ cloud, answers, clock, changes, accounts, account, offers, listing },
    accountsPage: new AccountsPage({ accounts, ...telling() }),
    accountPage: new AccountPage({ store: account, ...telling() }),
    importPage: new ImportPage({ accounts, offers, listing, stores: new StoresStore({ call, clock }), ...telling() }),
  };
}
