import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { routes } from '../../../services/routes';
import { accounts, accountsPage, words } from '../../stores/index';

type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2], pulling: false },

  storeBindings: {
    store: accounts,
    fields: {
      words: () => words().accounts,
      common: () => words().common,
      screen: () => accountsPage.screen,
      stale: () => accountsPage.stale,
      rows: () => accountsPage.rows,
      foot: () => accountsPage.foot,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onShow() {
      rest();
      stopNaming = autorun(() => setPageTitle(accountsPage.title));
      void accountsPage.show();
    },
    onHide: rest,
    onUnload: rest,

    async onPull() {
      this.setData({ pulling: true });
      await accountsPage.show();
      this.setData({ pulling: false });
    },
    onRetry: () => void accountsPage.show(),
    onCardAction() {
      const { screen } = accountsPage;
      if (screen.kind !== 'card') return;
      if (screen.act === 'add') openPage(routes.account());
      else if (screen.act === 'back') goBack();
      else void accountsPage.show();
    },
    onRow: ({ currentTarget }: RowEvent) => openPage(routes.account(currentTarget.dataset.id)),
    onAdd: () => openPage(routes.account()),
  },
});

function rest(): void {
  stopNaming();
  accountsPage.hide();
}
