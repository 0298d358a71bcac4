import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { FilterChosenDetail } from '../../../components/filter-tabs/filter-tabs';
import type { StorePickDetail, StoreSeekDetail } from '../../../components/store-list/store-list';
import { appearance } from '../../../services/appearance';
import { confirm } from '../../../services/dialogs';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { say } from '../../../services/feedback';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { accountIdFromQuery, routes, type Query } from '../../../services/routes';
import { importPage, listing, offers, words } from '../../stores/index';

type Told<T> = { readonly detail: T };
type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: {
    typeScale: appearance.typeScale(),
    ...NO_ROWS,
    shapes: [0, 1, 2, 3, 4, 5],
    accountId: '',
    missing: false,
    pulling: false,
  },

  storeBindings: {
    store: offers,
    fields: {
      words: () => words().importing,
      common: () => words().common,
      screen: () => importPage.screen,
      stale: () => importPage.stale,
      account: () => importPage.accountName,
      listing: () => importPage.listing,
      tabs: () => importPage.tabs,
      kind: () => offers.kind,
      empty: () => importPage.empty,
      bar: () => importPage.bar,
      busy: () => importPage.busy,
      outcome: () => importPage.outcome,
      storeless: () => importPage.storeless,
      sheet: () => importPage.picker.view,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad(query: Query) {
      const accountId = accountIdFromQuery(query);
      this.setData(accountId === null ? { missing: true } : { accountId });
    },
    onShow() {
      rest();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(words().importing.title)),
        drawRows(this, () => importPage.rows),
      ];
      if (!this.data.missing) void importPage.show(this.data.accountId);
    },
    onHide: rest,
    onScroll() {
      rowsScrolled(this);
    },
    onUnload() {
      rest();
      importPage.leave();
    },

    async onPull() {
      this.setData({ pulling: true });
      await importPage.show(this.data.accountId);
      this.setData({ pulling: false });
    },
    onCardAction() {
      const { screen } = importPage;
      if (screen.kind === 'card' && screen.act === 'refresh') void importPage.show(this.data.accountId);
      else goBack();
    },
    onRetry() {
      void importPage.show(this.data.accountId);
    },
    onMore: () => importPage.more(),
    onReadAgain: () => void listing.restart(),
    onKind: ({ detail }: Told<FilterChosenDetail>) => void importPage.chooseKind(detail.key),

    onRow: ({ currentTarget }: RowEvent) => importPage.toggle(currentTarget.dataset.id),
    onGroup: ({ currentTarget }: RowEvent) => importPage.toggleGroup(currentTarget.dataset.id),
    onAll: () => importPage.toggleAll(),
    onAssign: ({ currentTarget }: RowEvent) => importPage.pickFor(currentTarget.dataset.id),
    onTogether: () => importPage.pickFor(null),
    onSeek: ({ detail }: Told<StoreSeekDetail>) => importPage.picker.choice.search.type(detail.text),
    onPick: ({ detail }: Told<StorePickDetail>) => importPage.pick(detail.key),
    onSheetClose: () => importPage.picker.close(),
    onCreate: () => openPage(routes.store()),
    onTake: () => void take(),
  },
});

async function take(): Promise<void> {
  const { missing, question, busy } = importPage;
  if (busy) return;
  if (missing !== null) say(missing, words().common.understood);
  else if (question === null || (await confirm({ ...question, cancel: words().common.cancel })))
    await importPage.take();
}

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  importPage.hide();
}
