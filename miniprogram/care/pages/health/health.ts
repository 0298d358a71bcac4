import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { copyOrExplain } from '../../../services/feedback';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { channelIdFromQuery, routes, type Query } from '../../../services/routes';
import type { CauseWay } from '../../stores/health-page';
import { health, healthPage, words } from '../../stores/index';

type WayEvent = WechatMiniprogram.TouchEvent<object, object, { readonly way: CauseWay }>;

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2] },

  storeBindings: {
    store: health,
    fields: {
      words: () => words().health,
      screen: () => healthPage.screen,
      state: () => healthPage.state,
      causes: () => healthPage.causes,
      none: () => healthPage.none,
      facts: () => healthPage.facts,
      freshness: () => healthPage.freshness,
      refreshWords: () => healthPage.refreshWords,
      refreshing: () => health.refreshing,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: (query: Query) => healthPage.open(channelIdFromQuery(query)),
    onShow() {
      stopNaming();
      stopNaming = autorun(() => setPageTitle(healthPage.title));
      healthPage.show();
    },
    onHide: rest,
    onUnload() {
      rest();
      health.leave();
    },

    onRefresh: () => void health.refresh(),
    onCardAction() {
      const { screen } = healthPage;
      if (screen.kind === 'card' && screen.act === 'refresh') void health.refresh();
      else goBack();
    },
    onWay({ currentTarget }: WayEvent) {
      const { channelId } = health;
      if (currentTarget.dataset.way === 'accounts') openPage(routes.accounts());
      else if (channelId !== null) openPage(routes.live(channelId));
    },
    onNotices: () => openPage(routes.notices()),
    onCopy: () => void copyOrExplain(healthPage.report, words().common),
  },
});

function rest(): void {
  stopNaming();
  healthPage.hide();
}
