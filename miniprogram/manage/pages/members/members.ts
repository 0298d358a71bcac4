import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { routes } from '../../../services/routes';
import { invites, members, membersPage, words } from '../../stores/index';

type Told<T> = { readonly detail: T };
type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: {
    typeScale: appearance.typeScale(),
    ...NO_ROWS,
    shapes: [0, 1, 2, 3, 4, 5],
    pulling: false,
  },

  storeBindings: {
    store: members,
    fields: {
      words: () => words().members,
      common: () => words().common,
      screen: () => membersPage.screen,
      stale: () => membersPage.stale,
      typed: () => membersPage.search.typed,
      resets: () => membersPage.resets,
      filter: () => membersPage.filter,
      invitations: () => membersPage.invitations,
      foot: () => membersPage.foot,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onShow() {
      rest();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(membersPage.title)),
        drawRows(this, () => membersPage.rows),
      ];
      invites.show();
      void membersPage.show();
    },
    onHide: rest,
    onScroll() {
      rowsScrolled(this);
    },
    onUnload: rest,

    async onPull() {
      this.setData({ pulling: true });
      await membersPage.show();
      this.setData({ pulling: false });
    },
    onType: ({ detail }: Told<string>) => membersPage.search.type(detail),
    onSubmit: () => membersPage.search.submit(),
    onStore: ({ detail }: Told<{ readonly value: string | number }>) => membersPage.chooseStore(Number(detail.value)),

    onRetry: () => void membersPage.show(),
    onCardAction() {
      const { screen } = membersPage;
      if (screen.kind !== 'card') return;
      if (screen.act === 'back') goBack();
      else if (screen.act === 'invite') openPage(routes.invite());
      else if (screen.act === 'show-all') membersPage.showAll();
      else void membersPage.show();
    },
    onRow: ({ currentTarget }: RowEvent) => openPage(routes.member(currentTarget.dataset.id)),
    onInvites: () => openPage(routes.invites()),
    onInvite: () => openPage(routes.invite()),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  invites.hide();
}
