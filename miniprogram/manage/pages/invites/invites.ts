import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { confirm } from '../../../services/dialogs';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { say } from '../../../services/feedback';
import { openPage, setPageTitle } from '../../../services/navigation';
import { routes } from '../../../services/routes';
import { invites, invitesPage, words } from '../../stores/index';

type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2], ...NO_ROWS },

  storeBindings: {
    store: invites,
    fields: {
      words: () => words().invites,
      common: () => words().common,
      screen: () => invitesPage.screen,
      stale: () => invitesPage.stale,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onShow() {
      rest();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(invitesPage.title)),
        drawRows(this, () => invitesPage.rows),
      ];
      void invitesPage.show();
    },
    onHide: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onUnload: rest,

    onRetry: () => void invitesPage.show(),
    onCardAction() {
      const { screen } = invitesPage;
      if (screen.kind === 'card' && screen.act === 'refresh') void invitesPage.show();
      else openPage(routes.invite());
    },
    onAgain: () => openPage(routes.invite()),
    onOpen: ({ currentTarget }: RowEvent) => openPage(routes.invite(currentTarget.dataset.id)),
    onRevoke: ({ currentTarget }: RowEvent) => void revoke(currentTarget.dataset.id),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  invites.hide();
}

async function revoke(id: string): Promise<void> {
  if (invites.revoking !== null) return;
  const { invites: own, common } = words();
  const question = { ...invitesPage.revokeQuestion(id), confirm: own.revoke, cancel: common.cancel };
  if (await confirm(question)) say(await invitesPage.revoke(id), words().common.understood);
}
