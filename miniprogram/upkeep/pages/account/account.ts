import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { FilterChosenDetail } from '../../../components/filter-tabs/filter-tabs';
import { appearance } from '../../../services/appearance';
import { askText } from '../../../services/dialogs';
import { say } from '../../../services/feedback';
import { goBack, openPage, scrollToTop, setPageTitle } from '../../../services/navigation';
import { accountIdFromQuery, routes, type Query } from '../../../services/routes';
import type { KeyDetail, KeyPickedDetail, KeyTypedDetail } from '../../components/account-keys/account-keys';
import type { TypedDetail } from '../../../components/form-field/form-field';
import type { Told } from '../../stores/account-page';
import { account, accountPage, words } from '../../stores/index';

type Event<T> = { readonly detail: T };

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale() },

  storeBindings: {
    store: account,
    fields: {
      words: () => words().account,
      common: () => words().common,
      screen: () => accountPage.screen,
      stale: () => accountPage.stale,
      head: () => accountPage.head,
      vendors: () => accountPage.vendors,
      vendor: () => accountPage.vendor,
      name: () => account.draft.name,
      nameProblem: () => accountPage.nameProblem,
      fields: () => accountPage.fields,
      check: () => accountPage.check,
      busy: () => accountPage.busy,
      rotating: () => account.rotating,
      tryButton: () => accountPage.tryButton,
      addButton: () => accountPage.addButton,
      askButton: () => accountPage.askButton,
      swapButton: () => accountPage.swapButton,
      renameButton: () => accountPage.renameButton,
      see: () => accountPage.see,
      removal: () => accountPage.removal.view,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: (query: Query) => void accountPage.open(accountIdFromQuery(query)),
    onShow() {
      stopNaming();
      stopNaming = autorun(() => setPageTitle(accountPage.title));
      accountPage.show();
    },
    onHide: rest,
    onUnload() {
      rest();
      accountPage.leave();
    },

    onCardAction() {
      const { screen } = accountPage;
      if (screen.kind === 'card' && screen.act === 'refresh') void account.refresh();
      else goBack();
    },
    onRetry: () => void account.refresh(),
    onVendor: ({ detail }: Event<FilterChosenDetail>) => account.choose(detail.key),
    onName: ({ detail }: Event<TypedDetail>) => account.draft.rename(detail.text),
    onNameLeft: () => account.draft.leave(''),
    onKey: ({ detail }: Event<KeyTypedDetail>) => account.draft.type(detail.key, detail.text),
    onKeyPicked: ({ detail }: Event<KeyPickedDetail>) => accountPage.pick(detail.key, detail.index),
    onKeyLeft: ({ detail }: Event<KeyDetail>) => account.draft.leave(detail.key),
    onKeyToggle: ({ detail }: Event<KeyDetail>) => account.draft.toggle(detail.key),

    onTry: () => void accountPage.tryOut().then(tell),
    onAdd: () => void add(),
    onSee() {
      if (account.accountId !== null) openPage(routes.importing(account.accountId));
    },
    onAsk: () => void accountPage.askAgain().then(tell),
    onRename: () => void rename(),
    onRotating: () => account.toggleRotating(),
    onSwap: () => void accountPage.rotate().then(tell),
    onRemoval: () => accountPage.removal.toggle(),
    onTypeName: ({ detail }: Event<TypedDetail>) => accountPage.removal.type(detail.text),
    onRemove: () => void accountPage.remove().then(tell),
  },
});

function rest(): void {
  stopNaming();
  accountPage.hide();
}

/** What was a long form is a short page then. */
async function add(): Promise<void> {
  tell(await accountPage.add());
  if (account.account !== null) scrollToTop();
}

async function rename(): Promise<void> {
  if (accountPage.busy) return;
  const { renameTitle: title, ok } = words().account;
  const text = account.account?.name ?? '';
  const name = await askText({ title, text, confirm: ok, cancel: words().common.cancel });
  if (name !== null) tell(await accountPage.rename(name));
}

function tell(told: Told | null): void {
  if (told === null) return;
  say(told.text, words().common.understood);
  if (told.over) goBack();
}
