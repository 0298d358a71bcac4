import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { StorePickDetail, StoreSeekDetail } from '../../../components/store-list/store-list';
import { appearance } from '../../../services/appearance';
import { createDrawing } from '../../../services/drawing';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { goBack, setPageTitle } from '../../../services/navigation';
import { viewPictures } from '../../../services/pictures';
import { storeIdFromQuery, type Query } from '../../../services/routes';
import type { ChoiceDetail } from '../../components/choice-row/choice-row';
import { sheets, sheetsPage, words } from '../../stores/index';
import { SHEET } from '../../stores/sheet-layout';

type Detail<T extends object> = WechatMiniprogram.CustomEvent<T>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1], ...NO_ROWS },

  storeBindings: {
    store: sheets,
    fields: {
      words: () => words().codes,
      choose: () => words().codeCard.choose,
      screen: () => sheetsPage.screen,
      choosing: () => sheetsPage.choosing,
      stores: () => sheetsPage.choice.rows,
      searchable: () => sheetsPage.choice.searchable,
      typed: () => sheetsPage.choice.search.typed,
      hiddenStores: () => sheetsPage.hiddenStores,
      storeName: () => sheetsPage.storeName,
      changeable: () => sheetsPage.changeable,
      summary: () => sheetsPage.summary,
      sizes: () => sheetsPage.sizes,
      size: () => sheets.size,
      styles: () => sheetsPage.styles,
      style: () => sheets.style ?? '',
      line: () => sheetsPage.line,
      busy: () => sheetsPage.busy,
      drawButton: () => sheetsPage.drawButton,
      saveButton: () => sheetsPage.saveButton,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: (query: Query) => sheetsPage.open(storeIdFromQuery(query)),
    onReady() {
      const query = this.createSelectorQuery();
      query.select('#sheet').fields({ node: true });
      query.exec(([found]: [{ readonly node?: unknown } | null]) => sheets.attach(createDrawing(found?.node, SHEET)));
    },
    onShow() {
      rest();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(words().codes.title)),
        drawRows(this, () => sheetsPage.rows, { columns: 2 }),
      ];
    },
    onHide: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onUnload() {
      rest();
      sheets.leave();
    },

    onCardAction() {
      const { screen } = sheetsPage;
      if (screen.kind !== 'card') return;
      if (screen.act === 'back') goBack();
      else sheetsPage.again();
    },
    onSeek: ({ detail }: Detail<StoreSeekDetail>) => sheetsPage.choice.search.type(detail.text),
    onStore: ({ detail }: Detail<StorePickDetail>) => sheetsPage.choose(detail.key),
    onOtherStore: () => sheetsPage.choose(null),
    onSize: ({ detail }: Detail<ChoiceDetail>) => sheetsPage.chooseSize(detail.key),
    onStyle: ({ detail }: Detail<ChoiceDetail>) => sheetsPage.chooseStyle(detail.key),
    onPage({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { path: string }>) {
      const { path } = currentTarget.dataset;
      if (path !== '') viewPictures(sheetsPage.drawn, path);
    },
    onDrawAll: () => void sheets.drawAll(),
    onSaveAll: () => void sheets.saveAll(),
    onStop: () => sheets.stop(),
    onSettings: () => void sheets.openSettings(),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
}
