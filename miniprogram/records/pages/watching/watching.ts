import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { goBack, setPageTitle } from '../../../services/navigation';
import { channelIdFromQuery, type Query } from '../../../services/routes';
import { viewers, viewersPage, words } from '../../stores/index';

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2] },

  storeBindings: {
    store: viewers,
    fields: {
      words: () => words().viewers,
      screen: () => viewersPage.screen,
      summary: () => viewersPage.summary,
      vendorLine: () => viewersPage.vendorLine,
      freshness: () => viewersPage.freshness,
      rows: () => viewersPage.rows,
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
      stopNaming();
      stopNaming = autorun(() => setPageTitle(viewersPage.title));
      viewers.show();
    },
    onHide: rest,
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
  stopNaming();
  viewers.hide();
}
