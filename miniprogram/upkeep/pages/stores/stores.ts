import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { say } from '../../../services/feedback';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { routes } from '../../../services/routes';
import { stores, storesPage, words } from '../../stores/index';

type Told<T> = { readonly detail: T };
type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string; to: 'up' | 'down' | 'first' }>;

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
    store: stores,
    fields: {
      words: () => words().stores,
      common: () => words().common,
      screen: () => storesPage.screen,
      stale: () => storesPage.stale,
      typed: () => storesPage.search.typed,
      isOwner: () => storesPage.isOwner,
      ordering: () => storesPage.draft !== null,
      orderable: () => storesPage.orderable,
      orderWords: () => storesPage.orderWords,
      saving: () => storesPage.saving,
      oldRows: () => storesPage.oldRows,
      oldMore: () => storesPage.oldMore,
      oldTitle: () => storesPage.oldTitle,
      unfolded: () => storesPage.unfolded,
      foot: () => storesPage.foot,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onShow() {
      rest();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(storesPage.title)),
        drawRows(this, () => storesPage.rows),
      ];
      void storesPage.show();
    },
    onHide: rest,
    onScroll() {
      rowsScrolled(this);
    },
    onUnload() {
      rest();
      storesPage.leave();
    },

    async onPull() {
      this.setData({ pulling: true });
      await storesPage.show();
      this.setData({ pulling: false });
    },
    onType: ({ detail }: Told<string>) => storesPage.search.type(detail),
    onSubmit: () => storesPage.search.submit(),

    onRetry: () => void storesPage.show(),
    onCardAction() {
      const { screen } = storesPage;
      if (screen.kind !== 'card') return;
      if (screen.act === 'create') openPage(routes.store());
      else if (screen.act === 'show-all') storesPage.showAll();
      else if (screen.act === 'back') goBack();
      else void storesPage.show();
    },
    onRow({ currentTarget }: RowEvent) {
      if (storesPage.draft === null) openPage(routes.store(currentTarget.dataset.id));
    },
    onUnfold: () => storesPage.unfold(),
    onCreate: () => openPage(routes.store()),
    onAdd: () => openPage(routes.addCamera()),

    onReorder: () => storesPage.reorder(),
    onMove: ({ currentTarget }: RowEvent) => storesPage.move(currentTarget.dataset.id, currentTarget.dataset.to),
    onKeepOrder: () => storesPage.keepOrder(),
    onSaveOrder: () => void saveOrder(),
  },
});

async function saveOrder(): Promise<void> {
  const told = await storesPage.saveOrder();
  if (told !== null) say(told, words().common.understood);
}

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
}
