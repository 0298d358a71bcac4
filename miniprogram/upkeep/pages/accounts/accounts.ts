import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { routes } from '../../../services/routes';
import { accounts, accountsPage, words } from '../../stores/index';

type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2], pulling: false, ...NO_ROWS },

  storeBindings: {
    store: accounts,
    fields: {
      words: () => words().accounts,
      common: () => words().common,
      screen: () => accountsPage.screen,
      stale: () => accountsPage.stale,
      foot: () => accountsPage.foot,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onShow() {
      rest();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(accountsPage.title)),
        drawRows(this, () => accountsPage.rows),
      ];
      void accountsPage.show();
    },
    onHide: rest,
    onScroll() {
      rowsScrolled(this);
    },
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
  for (const stop of stops) stop();
  stops = [];
  accountsPage.hide();
}
