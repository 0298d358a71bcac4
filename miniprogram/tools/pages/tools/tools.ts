import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { FilterChosenDetail } from '../../../components/filter-tabs/filter-tabs';
import { appearance } from '../../../services/appearance';
import { confirm } from '../../../services/dialogs';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { say } from '../../../services/feedback';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { accountIdFromQuery, routes, type Query } from '../../../services/routes';
import { toolAccounts } from '../../../stores/index';
import { accountCameras, encryption, toolsPage, words } from '../../stores/index';

type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2], ...NO_ROWS },

  storeBindings: {
    store: toolAccounts,
    fields: {
      words: () => words().tools,
      screen: () => toolsPage.screen,
      tabs: () => toolsPage.tabs,
      accountId: () => toolsPage.accountId ?? '',
      accountName: () => toolsPage.accountName,
      encryption: () => toolsPage.encryption,
      typed: () => accountCameras.search.typed,
      note: () => toolsPage.note,
      more: () => toolsPage.more,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: (query: Query) => void toolsPage.open(accountIdFromQuery(query)),
    onShow() {
      rest();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(toolsPage.title)),
        drawRows(this, () => toolsPage.rows),
      ];
    },
    onHide: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onUnload() {
      rest();
      toolsPage.leave();
    },

    onCardAction() {
      const { screen } = toolsPage;
      if (screen.kind === 'card' && screen.act === 'refresh') void toolsPage.refresh();
      else goBack();
    },
    onAccount: ({ detail }: { readonly detail: FilterChosenDetail }) => void toolsPage.choose(detail.key),
    onEncryption: () => void turn(),
    onFiles() {
      if (toolsPage.accountId !== null) openPage(routes.objects(toolsPage.accountId));
    },
    onType: ({ detail }: { readonly detail: string }) => accountCameras.search.type(detail),
    onSubmit: () => accountCameras.search.submit(),
    onCamera: ({ currentTarget }: RowEvent) => openPage(routes.device(currentTarget.dataset.id)),
    onMore: () => void toolsPage.goOn(),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
}

async function turn(): Promise<void> {
  const { question } = toolsPage;
  if (toolsPage.encryption.off) return;
  if (question === null) {
    await encryption.refresh();
    return;
  }
  if (!(await confirm({ ...question, cancel: words().common.cancel }))) return;
  const told = await toolsPage.turn(question);
  if (told !== null) say(told, words().common.understood);
}
