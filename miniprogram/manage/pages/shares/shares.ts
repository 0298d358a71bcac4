import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { confirm } from '../../../services/dialogs';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { toast } from '../../../services/feedback';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { routes } from '../../../services/routes';
import { shares, sharesPage, words } from '../../stores/index';

type CardEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2], ...NO_ROWS },

  storeBindings: {
    store: shares,
    fields: {
      words: () => words().shares,
      common: () => words().common,
      share: () => words().share,
      screen: () => sharesPage.screen,
      notice: () => sharesPage.notice,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: () => sharesPage.reset(),
    onShow() {
      for (const stop of stops) stop();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(words().shares.title)),
        drawRows(this, () => sharesPage.cards.map((card) => ({ key: card.id, ...card })), { guess: 160 }),
      ];
      shares.show();
    },
    onHide: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onUnload: rest,

    onRetry: () => void shares.refresh(),
    onCardAction() {
      const { screen } = sharesPage;
      if (screen.kind !== 'card') return;
      if (screen.act === 'back') goBack();
      else void shares.refresh();
    },
    onFold: ({ currentTarget }: CardEvent) => sharesPage.fold(currentTarget.dataset.id),
    onAgain: ({ currentTarget }: CardEvent) => openPage(routes.shareAgain(currentTarget.dataset.id)),
    onRevoke: ({ currentTarget }: CardEvent) => void revoke(currentTarget.dataset.id),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  shares.hide();
}

async function revoke(id: string): Promise<void> {
  const { share, common } = words();
  const agreed = await confirm({
    title: share.revokeTitle,
    content: `${sharesPage.titleOfId(id)}\n${share.revokeDetail}`,
    confirm: share.revoke,
    cancel: common.cancel,
  });
  if (agreed && (await shares.revoke(id))) toast(share.revoked);
}
