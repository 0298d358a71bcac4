import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { goBack, setPageTitle } from '../../../services/navigation';
import { channelIdFromQuery, type Query } from '../../../services/routes';
import { viewers, viewersPage, words } from '../../stores/index';

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2], ...NO_ROWS },

  storeBindings: {
    store: viewers,
    fields: {
      words: () => words().viewers,
      screen: () => viewersPage.screen,
      summary: () => viewersPage.summary,
      vendorLine: () => viewersPage.vendorLine,
      freshness: () => viewersPage.freshness,
      refreshing: () => viewers.refreshing,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad(query: Query) {
      const channelId = channelIdFromQuery(query);
      if (channelId !== null) viewersPage.open(channelId);
    },
    onShow() {
      for (const stop of stops) stop();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(viewersPage.title)),
        drawRows(this, () => viewersPage.rows),
      ];
      viewers.show();
    },
    onHide: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onUnload() {
      rest();
      viewers.close();
    },

    onRefresh: () => void viewers.refresh(),
    onCardAction() {
      const { screen } = viewersPage;
      if (screen.kind !== 'card' || screen.act === 'back') goBack();
      else void viewers.refresh();
    },
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  viewers.hide();
}
